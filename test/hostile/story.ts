import './extension.ts';
import { failureOf, perform } from '../../src/background/perform.ts';
import type { Effect, Request } from '../../src/core/effect.ts';
import type { LinkEvent } from '../../src/core/event.ts';
import { type Entry, record } from '../../src/core/journal.ts';
import { wakeAt } from '../../src/core/schedule.ts';
import { initial, type Saved } from '../../src/core/state.ts';
import { transition } from '../../src/core/transition.ts';
import type { Plex } from '../../src/plex/ask.ts';
import { readAvatar } from '../../src/plex/avatar.ts';
import { identifierOf } from '../../src/plex/client.ts';
import { readServers } from '../../src/plex/servers.ts';
import { SmallPlex } from '../background/small-plex.ts';
import { usual } from '../plex-tv/settings.ts';
import { Random } from '../random.ts';
import { faultsOf, faultsOfTold } from './judge.ts';
import { pressFor } from './presses.ts';
import { faultNames, spoil } from './spoil.ts';

/** How many answers one story has at most. */
const answersOfStory = 100;

const ownThumb = 'https://plex.tv/users/0123456789abcdef/avatar?c=1';

/** Where an account may say that its picture is: only the first may be asked for. */
const thumbs: readonly string[] = [
  ownThumb,
  ownThumb,
  'http://plex.tv/users/1/avatar',
  'https://plex.tv.evil.example/users/1/avatar',
  'https://ada:pw@plex.tv@evil.example/',
  'https://plex.tv:8443/users/1/avatar',
  'data:image/svg+xml,<svg onload=alert(1)>',
  '//evil.example',
];

/** What came of a story. */
export interface Told {
  /** What was answered, spoilt or not. */
  readonly answers: number;
  /** How often each event came of an answer. */
  readonly events: ReadonlyMap<string, number>;
  /** What was wrong, in which step; nothing, where all was as it must be. */
  readonly faults: readonly string[];
}

/**
 * Plays one story: the real requests are answered by the stand-in for plex.tv, most of its answers
 * are spoilt on their way, and the real machine makes of them what it can. The same seed tells the
 * same story.
 */
export async function tell(seed: number): Promise<Told> {
  const { now } = Date;
  try {
    return await new Story(seed).tell();
  } finally {
    Date.now = now;
  }
}

class Story {
  readonly #random: Random;
  readonly #plex = new SmallPlex();
  readonly #asked: Request[] = [];
  readonly #events = new Map<string, number>();
  readonly #faults: string[] = [];
  #time = Date.UTC(2026, 0, 1);
  #answers = 0;
  #steps = 0;
  #saved: Saved = initial;
  #journal: readonly Entry[] = [];

  constructor(seed: number) {
    this.#random = new Random(seed);
    // The stand-in reads this process's clock, which is the story's for as long as that is told.
    Date.now = () => this.#time;
    const { settings } = this.#plex;
    settings.dialect = this.#random.pick(['current', 'java', 'sparse', 'strings']);
    settings.refusal = this.#random.pick(['json', 'xml', 'empty', 'html']);
    settings.sameToken = this.#random.chance(0.2);
    settings.approvedFor = this.#random.pick(['asker', 'asker', 'asker', 'stranger']);
    settings.resources = this.#random.sample(['player', 'server', 'containerServer'], 2);
    settings.expiredPins = this.#random.pick(['gone', 'pending', usual.expiredPins]);
  }

  async tell(): Promise<Told> {
    while (this.#answers < answersOfStory && this.#steps < 10 * answersOfStory) {
      this.#steps += 1;
      await this.#next();
      if (this.#faults.length > 0) break;
    }
    return { answers: this.#answers, events: this.#events, faults: this.#faults };
  }

  /** Something happens: an answer, a press, an approval, or time passes. */
  async #next(): Promise<void> {
    const random = this.#random;
    if (this.#asked.length > 0 && random.chance(0.7)) return this.#answer();
    if (random.chance(0.3)) this.#approve();
    if (random.chance(0.05)) return this.#askForServers();
    if (random.chance(0.03)) return this.#askForPicture();
    if (random.chance(0.4)) return this.#handle(pressFor(this.#saved.state, random), null);
    const due = wakeAt(this.#saved.state, this.#time);
    const later = this.#time + random.pick([100, 2_000, 40_000, 900_000, 90_000_000]);
    this.#time = due !== null && random.chance(0.8) ? due : later;
    this.#handle({ type: 'woken' }, null);
  }

  async #answer(): Promise<void> {
    const [request] = this.#asked.splice(this.#random.between(0, this.#asked.length - 1), 1);
    if (request === undefined) return;
    // A picture cannot be drawn here; that it cannot is all that may fail.
    const failed = (error: unknown) => {
      if (request.type !== 'readAvatar') this.#faults.push(`${request.type} threw ${error}`);
      return null;
    };
    const event = await perform((id, tool) => this.#plexFor(id, tool), request).catch(failed);
    if (event === null) return;
    this.#events.set(event.type, (this.#events.get(event.type) ?? 0) + 1);
    this.#handle(event, request.type === 'checkPin' ? request.pinId : null);
  }

  async #askForServers(): Promise<void> {
    const { link } = this.#saved.state;
    if (link === null) return;
    const outcome = await readServers(this.#plexFor(link), this.#saved.secrets[link] ?? '');
    if (outcome.ok) return this.#note('the servers', faultsOfTold(outcome.value, this.#tokens));
    this.#handle({ type: 'serversNotRead', id: link, failure: failureOf(outcome) }, null);
  }

  /** A picture is only fetched here, whatever there is to be drawn. */
  async #askForPicture(): Promise<void> {
    const { link } = this.#saved.state;
    if (link === null) return;
    const thumb = this.#random.pick(thumbs);
    const before = this.#plex.requests.length;
    try {
      const outcome = await readAvatar(this.#plexFor(link), thumb);
      const isPicture = !outcome.ok || /^image\/.*/.test(outcome.value.type);
      if (!isPicture) this.#note('the picture', ['what is no picture']);
    } catch (error) {
      this.#note('the picture', [`it threw ${error}`]);
    }
    const asked = this.#plex.requests.slice(before);
    const isSilent = asked.every(({ headers }) => Object.keys(headers).length === 0);
    if (!isSilent) this.#note('the picture', ['somebody who says who asks']);
    if (thumb !== ownThumb && asked.length > 0) this.#note('the picture', ['another host asked']);
  }

  /** Every token that is saved, or that plex.tv has ever given out. */
  get #tokens(): string[] {
    return [...Object.values(this.#saved.secrets), ...this.#plex.tokens.keys()];
  }

  #note(what: string, faults: readonly string[]): void {
    this.#faults.push(...faults.map(fault => `${what}, step ${this.#steps}: ${fault}`));
  }

  #handle(event: LinkEvent, pinId: number | null): void {
    const before = this.#saved;
    const context = { now: this.#time, random: this.#random.fraction() };
    try {
      const [after, effects] = transition(before, event, context);
      const journal = record(this.#journal, event, before.state, after.state, this.#time);
      this.#note(event.type, faultsOf({ before, event, pinId, after, effects, journal }));
      [this.#saved, this.#journal] = [after, journal];
      this.#asked.push(...effects.filter(isRequest));
    } catch (error) {
      this.#note(event.type, [`it threw ${error}`]);
    }
  }

  /** Somebody allows a pin, or declines it; of tools the link does. */
  #approve(): void {
    const open = this.#plex.pins.filter(pin => pin.answer === null && this.#plex.canApprove(pin));
    const pin = open.at(-1);
    if (pin === undefined) return;
    if (this.#random.chance(0.9)) this.#plex.approve(pin, this.#random.pick(['Ada', 'Ada', 'Bob']));
    else this.#plex.decline();
  }

  #plexFor(id: string, tool?: string): Plex {
    const client = { clientIdentifier: identifierOf(id), version: '0.0.0', browser: 'Chrome' };
    const fetch: Plex['fetch'] = (url, init) => this.#fetch(url, init);
    const named = tool === undefined ? client : { ...client, tool };
    return { client: named, fetch, now: () => this.#time };
  }

  async #fetch(url: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const random = this.#random;
    this.#answers += 1;
    this.#note('an address', faultsOfTold(String(url), this.#tokens));
    const right = await this.#plex.fetch(url, init);
    this.#note('a request', this.#plex.leaks.length > 0 ? ['a token told to somebody else'] : []);
    // Time passes while it is on its way, and some never come.
    this.#time += random.between(1, 9_000);
    if (random.chance(0.03)) throw random.pick<unknown>([new TypeError('failed'), 'x', null, {}]);
    const names = random.chance(0.45) ? [] : random.sample(faultNames, random.between(1, 2));
    return spoil(right, names, random);
  }
}

function isRequest(effect: Effect): effect is Request {
  return !['openApproval', 'closeApproval', 'announce'].includes(effect.type);
}
