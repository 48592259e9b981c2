import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { restOf } from '../../src/core/rest.ts';
import { initialState } from '../../src/core/state.ts';
import { json } from '../plex/answers.ts';
import { Computer } from './computer.ts';
import { SmallPlex } from './small-plex.ts';

/** The same stories in every run: what is found today must be found tomorrow. */
const parameters = { seed: 11, numRuns: 300 };

const troubles: Record<string, () => Response | Promise<Response>> = {
  'is away': () => Promise.reject(new TypeError('Failed to fetch')),
  'is out of order': () => new Response('<h1>Sorry</h1>', { status: 503 }),
  'is busy': () => json(429, {}, { 'retry-after': '20' }),
  'is behind a sign-in page': () => new Response('<h1>Hotel</h1>', { status: 200 }),
  'talks nonsense': () => json(200, { id: 'x' }),
  'knows no pin, in words of its own': () => json(404, { message: 'no' }),
};

const step = fc.oneof(
  fc.record({ does: fc.constant('press' as const), way: fc.constantFrom('browser', 'device') }),
  fc.record({
    does: fc.constantFrom(
      'cancel',
      'unlink',
      'linkOther',
      'confirm',
      'look',
      'close',
      'decline',
      'revoke',
    ),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('approve' as const),
      last: fc.nat(2),
      owner: fc.constantFrom('Ada', 'Ada', 'Bo'),
      heard: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('pass' as const),
      seconds: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('die' as const),
      at: fc.integer({ min: 1, max: 25 }),
      when: fc.constantFrom('before', 'after'),
    }),
  },
  fc.record({ does: fc.constantFrom('kill', 'restart', 'recover', 'online') }),
  fc.record({
    does: fc.constant('trouble' as const),
    what: fc.constantFrom(...Object.keys(troubles)),
  }),
  fc.record({ does: fc.constant('jump' as const), hours: fc.constantFrom(-5, -1, 1, 5) }),
);

type Of<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;
type Step = Of<typeof step>;

const heard = { method: 'PUT', initiator: 'https://app.plex.tv' };

/** A user, a computer and plex.tv, and what must come of what they do. */
class Story {
  readonly plex = new SmallPlex();
  readonly computer = new Computer(this.plex.fetch);
  /** The pin that the user has approved while the extension waited for it, and has not let go since. */
  wanted: number | null = null;

  readonly shown = new Set<number>();

  get #waitsFor(): number | null {
    const { link } = this.computer;
    return link?.status === 'waiting' ? link.pin.id : null;
  }

  async tell(what: Step): Promise<void> {
    const { plex, computer } = this;
    switch (what.does) {
      case 'press':
        return this.#command({ command: 'link', way: what.way });
      case 'cancel':
        return this.#command({ command: 'cancel' });
      case 'unlink':
        return this.#command({ command: 'unlink' });
      case 'linkOther':
        // What was linked before stays, whatever becomes of it.
        await computer.tell({ command: 'linkOther' });
        return;
      case 'confirm':
        await computer.tell({ command: 'confirm' });
        return;
      case 'look':
        await computer.tell({ command: 'look' });
        return;
      case 'close':
        return computer.happen('onRemoved', 1);
      case 'decline':
        return plex.decline();
      case 'revoke':
        this.wanted = null;
        return plex.revoke();
      case 'approve':
        return this.#approve(what.last, what.owner, what.heard);
      case 'pass':
        return computer.pass(what.seconds);
      case 'die':
        computer.killAt = { step: computer.steps + what.at, when: what.when };
        return;
      case 'kill':
        return computer.kill();
      case 'restart':
        computer.quit();
        return computer.happen('onStartup');
      case 'recover':
        plex.trouble = null;
        return;
      case 'online':
        return computer.happen('online');
      case 'trouble':
        plex.trouble = troubles[what.what] ?? null;
        return;
      case 'jump':
        plex.ahead -= what.hours * 3_600_000;
        return computer.setClock(what.hours * 3_600_000);
    }
  }

  /** What a user sees who looks now. */
  look(): void {
    if (this.#waitsFor !== null) this.shown.add(this.#waitsFor);
  }

  /** A command may be lost with the background that took it: then the user's wish is not known. */
  async #command(command: Parameters<Computer['tell']>[0]): Promise<void> {
    this.wanted = null;
    await this.computer.tell(command);
  }

  async #approve(last: number, owner: string, isHeard: boolean): Promise<void> {
    const { plex, computer } = this;
    const pin = plex.pins.at(-1 - last);
    // Nobody can approve a pin whose code was never shown to anybody.
    if (pin === undefined || !this.shown.has(pin.id) || !plex.canApprove(pin)) return;
    plex.approve(pin, owner);
    if (pin.id === this.#waitsFor) this.wanted = pin.id;
    if (isHeard) await computer.happen('onCompleted', heard);
  }

  /** Lets all troubles end, and time pass until nothing is left to do. */
  async end(): Promise<void> {
    const { plex, computer } = this;
    plex.trouble = null;
    computer.killAt = null;
    await computer.happen('onStartup');
    await computer.rest();
    // What was ended at Plex is not known before it is asked for.
    await computer.tell({ command: 'confirm' });
    await computer.rest();
    computer.kill();
  }
}

/** Tells a whole story, and holds what must be true at every moment of it and at its end. */
async function tellAll(steps: readonly Step[]): Promise<void> {
  const story = new Story();
  const { plex, computer } = story;
  for (const one of steps) {
    await story.tell(one);
    story.look();
    // No token is anywhere but where only the background reads.
    const { token: _, signOuts: __, ...others } = computer.disk;
    const shown = JSON.stringify(others);
    expect([...plex.tokens.keys()].filter(token => shown.includes(token))).toEqual([]);
  }
  await story.end();
  const { token, left = [], signOuts = [] } = computer.disk;
  expect({ left, signOuts }).toEqual({ left: [], signOuts: [] });
  const rest = restOf(computer.link ?? initialState.link);
  expect(plex.alive).toEqual(rest.status === 'linked' ? [token] : []);
  if (story.wanted !== null) expect(rest.status).toBe('linked');
}

test('whatever breaks, nothing that was approved is lost and nothing is left behind', async () => {
  const stories = fc.array(step, { minLength: 2, maxLength: 25 });
  const property = fc.asyncProperty(stories, tellAll);
  property.beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }));
  property.afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
  await fc.assert(property, parameters);
});
