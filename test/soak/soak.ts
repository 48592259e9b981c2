import { describe } from './describe.ts';
import { draw } from './draw.ts';
import { isGood, type Verdict } from './judge.ts';
import { run, type Where } from './run.ts';

/** How many runs, from which seed on (each has the next one), and how many at the same time. */
export interface Extent {
  readonly runs: number;
  readonly seed: number;
  readonly parallel: number;
}

/** Few stories in which, together, everything that can go wrong does: those of `npm test`. */
export const fewStories: Extent = { runs: 6, seed: 12_538, parallel: 3 };

/** A run that is over. It has either a verdict or, where it could not be carried out, a failure. */
export interface Result {
  readonly seed: number;
  /** What happened in it, in words. */
  readonly story: string;
  readonly seconds: number;
  readonly verdict: Verdict | null;
  readonly failure: string | null;
}

/** Lets random stories happen, side by side, and tells of each when it is over. */
export async function soak(
  where: Where,
  { runs, seed, parallel }: Extent,
  ended: (result: Result) => void = () => undefined,
): Promise<Result[]> {
  const seeds = Array.from({ length: runs }, (_, index) => seed + index);
  const results: Result[] = [];
  const work = async () => {
    for (let next = seeds.shift(); next !== undefined; next = seeds.shift()) {
      const result = await runSeed(next, where);
      results.push(result);
      ended(result);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return results.sort((one, other) => one.seed - other.seed);
}

/** Whether it was carried out, nothing was lost, orphaned or seen, and all came to rest. */
export function hasSucceeded({ verdict }: Result): boolean {
  return verdict !== null && isGood(verdict);
}

async function runSeed(seed: number, where: Where): Promise<Result> {
  const plan = draw(seed);
  const startedAt = Date.now();
  const ending = await run(plan, where).then(
    verdict => ({ verdict, failure: null }),
    error => ({ verdict: null, failure: error instanceof Error ? error.message : String(error) }),
  );
  const seconds = (Date.now() - startedAt) / 1_000;
  return { seed, story: describe(plan), seconds, ...ending };
}
