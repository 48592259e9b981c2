import type { BrowserName } from '../browsers/index.ts';
import { type Sample, seed } from './conditions.ts';
import { draws } from './draws.ts';
import type { Lane } from './lane.ts';
import type { Situation } from './situations.ts';

/** What was measured in one browser and one situation. */
export interface Row {
  readonly browser: BrowserName;
  readonly situation: Situation;
  /** As many browsers as play it at the same time. */
  readonly lanes: readonly Lane[];
  /** Every link, also those that do not count. */
  readonly samples: Sample[];
  /** Why there was none, for each that did not come about. */
  readonly failures: string[];
}

/**
 * Links in every lane at least `n` times for each row. In a round the pins are made one after the
 * other and approved in the same order, 30 s later: so the machine is quiet at every approval, and
 * no two of them come at the same time.
 */
export async function playRounds(
  rows: readonly Row[],
  n: number,
  say: (progress: string) => void,
): Promise<void> {
  const sideBySide = Math.max(...rows.map(({ lanes }) => lanes.length));
  const rounds = Math.ceil(n / sideBySide);
  const drawn = draws(rounds * sideBySide, seed);
  for (let round = 0; round < rounds; round += 1) {
    say(`Round ${round + 1} of ${rounds}.`);
    await playRound(rows, drawn.slice(round * sideBySide, (round + 1) * sideBySide));
  }
}

async function playRound(rows: readonly Row[], drawn: readonly number[]): Promise<void> {
  const ends: Promise<void>[] = [];
  // What takes longest from the draw to the token begins first.
  const inOrder = [...rows].sort((a, b) => b.situation.spreadMs - a.situation.spreadMs);
  for (const { lanes, samples, failures } of inOrder) {
    // On a computer that is busy a window may not come, or a background not go: the others go on.
    const fail = (error: unknown) => {
      failures.push(error instanceof Error ? error.message : String(error));
    };
    for (const [index, lane] of lanes.entries()) {
      const attempt = await lane.begin().catch(fail);
      if (attempt === undefined) continue;
      const end = lane.end(attempt, drawn[index] ?? 0);
      ends.push(end.then(sample => void samples.push(sample), fail));
    }
  }
  await Promise.all(ends);
}
