import { isLost, type Verdict } from './judge.ts';
import type { Result } from './soak.ts';

/** What came of many runs together. */
export interface Sums {
  readonly runs: number;
  readonly expected: number;
  readonly found: number;
  readonly lost: number;
  readonly orphaned: number;
  readonly toolsGiven: number;
  readonly toolsEnded: number;
  readonly toolsLost: number;
  /** How many of the orphaned tokens were made for tools. */
  readonly toolsOrphaned: number;
  /** Tokens for tools that nobody has pressed for. */
  readonly toolsUnasked: number;
  /** Tokens for tools that nobody has, for plex.tv forgot the pin: the one case that is accepted. */
  readonly toolsForgotten: number;
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
    toolsGiven: count(({ tools }) => tools.given),
    toolsEnded: count(({ tools }) => tools.ended),
    toolsLost: count(({ tools }) => tools.lost),
    toolsOrphaned: count(({ orphanedOfTools }) => orphanedOfTools),
    toolsUnasked: count(({ tools }) => tools.unasked),
    toolsForgotten: count(({ tools }) => tools.forgotten.length),
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
    ['links lost', sums.lost],
    ['tools given access', sums.toolsGiven],
    ['tools ended', sums.toolsEnded],
    ['tools lost', sums.toolsLost],
    ['orphaned', sums.orphaned],
    ["of these, tools'", sums.toolsOrphaned],
    ['tokens seen', sums.seen],
    ['restless', sums.restless],
  ];
  if (sums.toolsUnasked > 0) rows.push(['tools unasked for', sums.toolsUnasked]);
  if (sums.toolsForgotten > 0) rows.push(['tools forgotten', sums.toolsForgotten]);
  // Only where there are any: a run that could not be carried out says nothing of the extension.
  if (sums.failed > 0) rows.push(['runs that failed', sums.failed]);
  return rows.map(([name, value]) => `${name.padEnd(18)} ${String(value).padStart(5)}`).join('\n');
}

function outcomeOf(verdict: Verdict): string {
  const { isExpected, isFound, orphaned, orphanedOfTools, tools, seen, restless } = verdict;
  const link = isExpected ? 'linked, as expected' : 'no link, as expected';
  const { given, ended } = tools;
  const forgotten = tools.forgotten.length === 0 ? '' : `, ${tools.forgotten.length} forgotten`;
  const right = given === 0 ? link : `${link}, ${given} tools given, ${ended} ended`;
  const wrong = [
    isLost(verdict) ? 'LOST' : '',
    !isExpected && isFound ? 'LINKED, unasked for' : '',
    orphaned > 0 ? `ORPHANED ${orphaned} (of tools: ${orphanedOfTools})` : '',
    tools.lost > 0 ? `TOOLS LOST ${tools.lost}` : '',
    tools.unasked > 0 ? `TOOLS UNASKED FOR ${tools.unasked}` : '',
    seen.length > 0 ? `SEEN in ${seen.join(', ')}` : '',
    restless === null ? '' : `RESTLESS: ${restless}`,
  ].filter(part => part !== '');
  return wrong.length === 0 ? `${right}${forgotten}` : wrong.join(', ');
}
