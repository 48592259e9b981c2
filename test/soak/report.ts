import { isLost, type Verdict } from './judge.ts';
import type { Result } from './soak.ts';

/** What came of many runs together. */
export interface Sums {
  readonly runs: number;
  readonly expected: number;
  readonly found: number;
  readonly lost: number;
  readonly orphaned: number;
  readonly seen: number;
  /** Runs in which the extension did not come to rest. */
  readonly restless: number;
  /** Runs that could not be carried out. */
  readonly failed: number;
}

export function sumUp(results: readonly Result[]): Sums {
  const verdicts = results.flatMap(({ verdict }) => verdict ?? []);
  const count = (number: (verdict: Verdict) => number | boolean) =>
    verdicts.reduce((total, verdict) => total + Number(number(verdict)), 0);
  return {
    runs: results.length,
    expected: count(({ isExpected }) => isExpected),
    found: count(({ isFound }) => isFound),
    lost: count(isLost),
    orphaned: count(({ orphaned }) => orphaned),
    seen: count(({ seen }) => seen.length),
    restless: count(({ restless }) => restless !== null),
    failed: results.length - verdicts.length,
  };
}

/** A line for a run: its seed, what came of it, how long it took, and its story. */
export function line({ seed, story, seconds, verdict, failure }: Result): string {
  const outcome = verdict === null ? `FAILED: ${failure}` : outcomeOf(verdict);
  return `${String(seed).padStart(6)} ${seconds.toFixed(0).padStart(4)} s  ${outcome}  (${story})`;
}

/** The sums as a table. */
export function table(sums: Sums): string {
  const rows: [name: string, value: number][] = [
    ['runs', sums.runs],
    ['links expected', sums.expected],
    ['links found', sums.found],
    ['lost', sums.lost],
    ['orphaned', sums.orphaned],
    ['tokens seen', sums.seen],
    ['restless', sums.restless],
  ];
  // Only where there are any: a run that could not be carried out says nothing of the extension.
  if (sums.failed > 0) rows.push(['runs that failed', sums.failed]);
  return rows.map(([name, value]) => `${name.padEnd(16)} ${String(value).padStart(5)}`).join('\n');
}

function outcomeOf(verdict: Verdict): string {
  const { isExpected, isFound, orphaned, seen, restless } = verdict;
  const link = isExpected ? 'linked, as expected' : 'no link, as expected';
  const wrong = [
    isLost(verdict) ? 'LOST' : '',
    !isExpected && isFound ? 'LINKED, unasked for' : '',
    orphaned > 0 ? `ORPHANED ${orphaned}` : '',
    seen.length > 0 ? `SEEN in ${seen.join(', ')}` : '',
    restless === null ? '' : `RESTLESS: ${restless}`,
  ].filter(part => part !== '');
  return wrong.length === 0 ? link : wrong.join(', ');
}
