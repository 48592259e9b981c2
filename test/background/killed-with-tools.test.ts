import { beforeEach, describe, expect, test } from 'vitest';
import { worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

/** What the computer does once its background was killed: it goes on, or sleeps for an hour first. */
let afterDeath: () => Promise<void>;

/** Lets a second pass for somebody who waits, and is ready to try again. */
async function wait(): Promise<void> {
  const { computer } = world;
  if (!computer.isRunning) await afterDeath();
  await computer.pass(1);
}

/** The name of the access that stands in the place of another, or of the first one. */
function given(replaces: string | null): string | undefined {
  const { grants } = world.computer.state;
  return grants.find(({ phase, tool }) => phase === 'given' && tool?.replaces === replaces)?.id;
}

/** Gives Kometa access as a user would who tries again whatever did nothing. */
async function give(replaces: string | null): Promise<string> {
  const { computer } = world;
  for (;;) {
    const known = given(replaces);
    if (known !== undefined) return known;
    const { giving } = world;
    if (giving?.step === 'handed') {
      const { id, isCopied } = giving;
      await computer.tell({ command: isCopied ? 'done' : 'copied', id });
    } else if (giving?.step !== 'asking') {
      await computer.tell({ command: 'giveAccess', kind: 'other', name: 'Kometa', replaces });
    }
    await wait();
  }
}

async function end(id: string): Promise<void> {
  const isGiven = () => world.computer.state.grants.some(grant => grant.id === id);
  while (isGiven()) {
    await world.computer.tell({ command: 'endAccess', id });
    await wait();
  }
}

async function unlink(): Promise<void> {
  while (world.computer.link !== null) {
    await world.computer.tell({ command: 'unlink', endsTools: true });
    await wait();
  }
}

/** What a user does, and how many tools have access in the end. */
const stories = {
  'gives access': [async () => void (await give(null)), 1],
  'replaces it': [async () => void (await give(given(null) ?? '')), 1],
  'ends it': [async () => end(given(null) ?? ''), 0],
  'unlinks, with all tools': [unlink, 0],
} as const;

type Story = keyof typeof stories;

/** Tells a story to a background that is killed at a step; returns how many there were. */
async function tell(story: Story, step: number, when: 'before' | 'after'): Promise<number> {
  world.renew();
  await world.link();
  if (story !== 'gives access') await world.handOver('Kometa');
  const { computer } = world;
  const { steps } = computer;
  computer.killAt = { step: steps + step, when };
  const [act] = stories[story];
  await act();
  computer.killAt = null;
  // All that is still under way comes to its end: that of a pin too, which somebody looks after.
  await computer.passLong(1);
  return computer.steps - steps;
}

/** Each token that plex.tv has ever issued is the link's, a tool's that was copied, or ended. */
function expectNothingLost(story: Story, told: string): void {
  const { plex, computer } = world;
  const [, tools] = stories[story];
  const links = story.startsWith('unlinks') ? [] : ['token-100'];
  expect(
    {
      strays: world.strays,
      tools: Object.values(world.tools),
      isLinkAlive: plex.alive.includes('token-100'),
      alive: plex.alive.length,
      secrets: [...computer.secrets.values()],
      grants: computer.state.grants.length,
    },
    told,
  ).toEqual({
    strays: [],
    tools: Array(tools).fill('given'),
    isLinkAlive: links.length > 0,
    alive: links.length + tools,
    secrets: links,
    grants: links.length + tools,
  });
}

describe.each(Object.keys(stories) as Story[])('a user who %s', story => {
  beforeEach(() => {
    afterDeath = async () => undefined;
  });

  test.each(['before', 'after'] as const)(
    'loses nothing by a death %s any step',
    async when => {
      const steps = await tell(story, 0, when);
      expect(steps).toBeGreaterThan(10);
      for (let step = 1; step <= steps; step += 1) {
        await tell(story, step, when);
        expectNothingLost(story, `killed ${when} step ${step}`);
      }
    },
    240_000,
  );

  test('loses nothing by a death after which the computer sleeps for an hour', async () => {
    afterDeath = async () => {
      const { computer } = world;
      computer.quit();
      computer.setClock(3_600_000);
      await computer.happen('onStartup');
    };
    const steps = await tell(story, 0, 'after');
    for (let step = 1; step <= steps; step += 1) {
      await tell(story, step, 'after');
      expectNothingLost(story, `killed after step ${step}`);
    }
  }, 240_000);
});
