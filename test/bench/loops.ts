import { Agent } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { type InferOutput, nullable, number, object, parse, string } from 'valibot';
import { api, ask } from '../plex-tv/ask.ts';
import type { PlexTv } from '../plex-tv/index.ts';
import { Random } from '../random.ts';
import { roundTripMs, type Sample, seed, waitMs } from './conditions.ts';
import { draws } from './draws.ts';

/** How others wait for an approval: they ask, sleep, and ask again until there is a token. */
export interface Loop {
  readonly title: string;
  /** Between the making of the pin and the first time that it is asked for, ms. */
  readonly firstSleepMs: number;
  /** Between an answer and the next request, ms. */
  readonly sleepMs: number;
}

const loops: readonly Loop[] = [
  { title: 'every 1 s', firstSleepMs: 0, sleepMs: 1_000 },
  { title: 'every 1.5 s', firstSleepMs: 0, sleepMs: 1_500 },
  { title: 'every 2 s', firstSleepMs: 0, sleepMs: 2_000 },
  { title: 'every 3 s, first after 3 s', firstSleepMs: 3_000, sleepMs: 3_000 },
  { title: 'every 5 s', firstSleepMs: 0, sleepMs: 5_000 },
];

/** Over how long the loops begin, ms: all at once, they would wait for each other. */
const beginningMs = 5_000;

/** How many run for each link that is measured in a browser: they cost next to nothing. */
const runsPerLink = 5;

const pinSchema = object({ id: number(), code: string(), authToken: nullable(string()) });

type Ask = (method: string, path: string) => Promise<InferOutput<typeof pinSchema>>;

/** Runs every loop, all side by side, where `n` links are measured in a browser. */
export async function runLoops(plexTv: PlexTv, n: number): Promise<Map<Loop, Sample[]>> {
  const agent = new Agent({ keepAlive: true });
  const random = new Random(seed);
  const runs = loops.map(async (loop): Promise<[Loop, Sample[]]> => {
    const samples = draws(n * runsPerLink, seed).map(async (draw, index) => {
      await pause(random.fraction() * beginningMs);
      return run(plexTv, loop, draw, asking(plexTv, agent, `${loop.title} ${index}`));
    });
    return [loop, await Promise.all(samples)];
  });
  return new Map(await Promise.all(runs).finally(() => agent.destroy()));
}

async function run(plexTv: PlexTv, loop: Loop, draw: number, ask: Ask): Promise<Sample> {
  const { id, code } = await ask('POST', '/pins');
  const approved = approveLater(plexTv, code, waitMs + draw * (loop.sleepMs + roundTripMs));
  await pause(loop.firstSleepMs);
  for (let requests = 2; ; requests += 1) {
    const { authToken } = await ask('GET', `/pins/${id}`);
    if (authToken !== null) {
      const delayMs = Date.now() - (await approved);
      return { requests, delayMs, awakeSeconds: null, unmet: null };
    }
    await pause(loop.sleepMs);
  }
}

/** Approves after that many ms, and says when that was, epoch ms. */
async function approveLater(plexTv: PlexTv, code: string, ms: number): Promise<number> {
  await pause(ms);
  plexTv.approve(code);
  return Date.now();
}

/** Asks plex.tv as an app with this identifier. */
function asking(plexTv: PlexTv, agent: Agent, identifier: string): Ask {
  const headers = { Accept: 'application/json', 'X-Plex-Client-Identifier': identifier };
  return async (method, path) => {
    const { json } = await ask(plexTv, method, `${api}${path}`, { headers, agent });
    return parse(pinSchema, json);
  };
}
