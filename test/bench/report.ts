import type { BrowserName } from '../browsers/index.ts';
import { roundTripMs, type Sample, waitMs } from './conditions.ts';
import type { Loop } from './loops.ts';
import type { Row } from './rounds.ts';
import type { Title } from './situations.ts';
import { type Spread, spreadOf } from './spread.ts';
import { inMs, judged, notMeasured, table } from './table.ts';

/** What the issue sets as goals: requests, and ms. */
const goals = { requests: 4, delayMs: roundTripMs + 100, phoneMs: 600 };

const seconds = waitMs / 1_000;

type Samples = readonly Sample[];

export interface Measured {
  readonly rows: readonly Row[];
  readonly loops: ReadonlyMap<Loop, Samples>;
  /** The names of the browsers for people. */
  readonly versions: ReadonlyMap<BrowserName, string>;
  /** How busy the computer was while the links were made, per cent. */
  readonly busy: number;
}

/** All that was measured, in Markdown. */
export function report({ rows, loops, versions, busy }: Measured): string {
  const nameOf = (browser: BrowserName) => versions.get(browser) ?? browser;
  const links = [
    ...rows.map(row => linkRow(titleOf(row, versions), counted(row))),
    ...[...loops].map(([{ title }, samples]) => linkRow(`a loop, ${title}`, samples)),
  ];
  const browsers = [...versions.keys()];
  const others = [...awakeRows(rows, browsers), ...goalRows(rows, browsers)];
  return [
    table(['', 'n', 'pin requests', 'Allow → token: median', '95th percentile', 'mean'], links),
    table(['', ...browsers.map(nameOf)], others),
    ...notes,
    ...unmetNotes(rows, versions),
    `The computer was busy for ${Math.round(busy)} % of the time in which the links were made.`,
  ].join('\n\n');
}

/** What the numbers mean. */
const notes = [
  `A request takes ${roundTripMs} ms, half of it there and half back; those of Plex's own pages take none. A pin is approved when it has waited ${seconds} s and then a drawn part of the interval in which it is checked. The clock starts when plex.tv has approved it, which the page in this browser knows at once; it stops when the token is in storage, in a loop when it has been read.`,
  'The popup is closed as soon as the pin is made, the background killed a second before the approval. A link counts only if popup and background were as its row says just before the approval. A loop asks, sleeps, and asks again; it runs in Node.',
];

type Versions = Measured['versions'];

function titleOf({ browser, situation }: Row, versions: Versions): string {
  return `Pinlink, ${versions.get(browser) ?? browser}: ${situation.title}`;
}

/** Those in which all was as the situation wants it. */
function counted({ samples }: Row): Samples {
  return samples.filter(({ unmet }) => unmet === null);
}

/** A sentence for each row of which not everything counts. */
function unmetNotes(rows: readonly Row[], versions: Versions): string[] {
  return rows.flatMap(row => {
    const { samples, failures } = row;
    const reasons = samples.flatMap(({ unmet }) => unmet ?? []);
    if (reasons.length + failures.length === 0) return [];
    const named = counted(row).length === 0 ? `**${notMeasured}**` : 'not all of it counts';
    const all = samples.length + failures.length;
    const whyNot = (count: number, what: string, why: readonly string[]) =>
      count === 0 ? '' : ` ${count} of ${all} times ${what} (${[...new Set(why)].join(', ')}).`;
    const unmet = whyNot(reasons.length, 'its conditions did not hold', reasons);
    const failed = whyNot(failures.length, 'no link came about', failures);
    return `${titleOf(row, versions)}: ${named}.${unmet}${failed}`;
  });
}

function linkRow(title: string, samples: Samples): string[] {
  if (samples.length === 0) return [title, '0', notMeasured, '', '', ''];
  const requests = requestsOf(samples);
  const delay = delayOf(samples);
  const most = requests.most === requests.median ? '' : ` (at most ${requests.most})`;
  const times = [delay.median, delay.p95, delay.mean].map(inMs);
  return [title, String(delay.n), `${requests.median}${most}`, ...times];
}

function awakeRows(rows: readonly Row[], browsers: readonly BrowserName[]): string[][] {
  const cells = browsers.map(browser => {
    const samples = samplesOf(rows, browser, 'this browser, background alive');
    if (samples.length === 0) return notMeasured;
    const { median } = spreadOf(samples.flatMap(({ awakeSeconds }) => awakeSeconds ?? []));
    return `${median.toFixed(1)} s of ${seconds} s`;
  });
  return [['this browser, popup closed: the background is awake (median)', ...cells]];
}

function goalRows(rows: readonly Row[], browsers: readonly BrowserName[]): string[][] {
  const row = (goal: string, title: Title, cell: (samples: Samples) => string) => [
    goal,
    ...browsers.map(browser => {
      const samples = samplesOf(rows, browser, title);
      return samples.length === 0 ? notMeasured : cell(samples);
    }),
  ];
  const prompt = `Allow → linked in at most ${goals.delayMs} ms (median; 95th percentile)`;
  const few = `at most ${goals.requests} pin requests (every one)`;
  const [alive, dead] = [
    'this browser, background alive',
    'this browser, background dead',
  ] as const;
  const fewCell = (samples: Samples) => judged(requestsOf(samples).most, goals.requests, String);
  const promptCell = (samples: Samples) => {
    const { median, p95 } = delayOf(samples);
    return `${judged(median, goals.delayMs, inMs)} (${inMs(p95)})`;
  };
  return [
    row(`${alive}: ${few}`, alive, fewCell),
    row(`${dead}: ${few}`, dead, fewCell),
    row(`${alive}: ${prompt}`, alive, promptCell),
    row(`${dead}: ${prompt}`, dead, promptCell),
    row(
      `phone, popup open: Allow → linked in at most ${goals.phoneMs} ms (mean)`,
      'phone (code), popup open',
      samples => judged(delayOf(samples).mean, goals.phoneMs, inMs),
    ),
  ];
}

function samplesOf(rows: readonly Row[], browser: BrowserName, title: Title): Samples {
  const row = rows.find(row => row.browser === browser && row.situation.title === title);
  return row === undefined ? [] : counted(row);
}

function requestsOf(samples: Samples): Spread {
  return spreadOf(samples.map(({ requests }) => requests));
}

function delayOf(samples: Samples): Spread {
  return spreadOf(samples.map(({ delayMs }) => delayMs));
}
