import { devicesPage } from '../../src/plex/addresses.ts';
import type { Remains } from './ending.ts';
import { allFacts, facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { Findings, SeenShape } from './findings.ts';
import { shapeLines } from './shape-lines.ts';

/** What a report is made of. */
export interface Reported {
  readonly findings: Findings;
  /** How far the check has come. */
  readonly course: string;
  readonly remains: Remains;
  readonly version: string;
  /** Every text that any answer had for a value: none of them is shown as a name. */
  readonly values: ReadonlySet<string>;
}

const verdicts = ['as expected', 'otherwise', 'not checked'] as const;

/** The report, for anybody to read. */
export function reportOf({ findings, course, remains, version, values }: Reported): string {
  const all = allFacts.map(fact => findings.of(fact));
  const counts = verdicts.map(
    verdict => `${all.filter(finding => finding.verdict === verdict).length} ${verdict}`,
  );
  const lines = [
    `Live check of Pinlink ${version}: names and types of fields, and not one value.`,
    `${course} ${counts.join(', ')}.`,
    ...endingLines(remains),
    '',
    ...allFacts.flatMap(fact => factLines(facts[fact], findings.of(fact))),
    ...findings.shapes.flatMap(shape => ['', ...seenLines(shape, values)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** What the person has to know about what is left, and what to do. */
export function endingLines({ mayHaveToken, hasOpenPin }: Remains): string[] {
  const lines: string[] = [];
  if (mayHaveToken) {
    lines.push(
      `A token may be left: look for what says «live check» at ${devicesPage} and end it there.`,
    );
  }
  if (hasOpenPin) {
    lines.push('The address of the approval is good for up to an hour: do not allow it any more.');
  }
  return lines.length === 0 ? ['Nothing is left behind at plex.tv.'] : lines;
}

function factLines(sentence: string, { verdict, notes }: Finding): string[] {
  return [`${verdict.padEnd(11)}  ${sentence}`, ...notes.map(note => `${' '.repeat(13)}${note}`)];
}

function seenLines({ title, summary, shape }: SeenShape, values: ReadonlySet<string>): string[] {
  return [`${title} (${summary})`, ...shapeLines(shape, values).map(line => `  ${line}`)];
}
