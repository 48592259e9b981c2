import type { BrowserName } from '../../browsers/index.ts';
import { type Spread, spreadOf } from '../spread.ts';
import { inMs, judged, notMeasured, table } from '../table.ts';
import { type Content, contents } from './contents.ts';
import type { MeasuredPopups, PopupRow } from './rounds.ts';
import type { Times } from './watch.ts';

/** What the issue sets as goals, as multiples of what they are held against. */
const goals = { paint: 1.25, content: 1.5, manyTools: 1.1 };

/** By browser; `version` is its name for people. */
export type Popups = ReadonlyMap<BrowserName, MeasuredPopups>;

/** All that was measured of popups, in Markdown; `busy` is how busy the computer was, per cent. */
export function popupReport(popups: Popups, busy: number): string {
  const measured = [...popups.values()];
  const openings = measured.flatMap(({ version, rows }) =>
    rows.map(row => openingRow(titleOf(version, row), row)),
  );
  const head = ['', 'n', 'first contentful paint: median', '95th percentile'];
  return [
    table([...head, 'content: median', '95th percentile'], openings),
    table(['', ...measured.map(({ version }) => version)], goalRows(measured)),
    note,
    ...measured.flatMap(failureNotes),
    `The computer was busy for ${Math.round(busy)} % of the time in which the popups were opened.`,
  ].join('\n\n');
}

const note =
  'The clock starts when the browser begins to open the popup. The blank one, an extension of its own, has one word in it. All of them are opened in turn, in the same browser. In Chromium it is the popup of the button; Firefox shows that to no driver, so there the page of the popup is opened in a window of a popup’s size. Content is there when the frame is drawn that has the last of it; of the tools, the first eight, which are more than a popup has room for.';

function titleOf(version: string, { content }: PopupRow): string {
  return `${version}: ${content === null ? 'a blank popup' : content.title}`;
}

function openingRow(title: string, { times }: PopupRow): string[] {
  if (times.length === 0) return [title, '0', notMeasured, '', '', ''];
  const [paint, content] = [spread(times, 'paint'), spread(times, 'content')];
  const cells = [paint.median, paint.p95, content.median, content.p95];
  return [title, String(times.length), ...cells.map(inMs)];
}

function goalRows(measured: readonly MeasuredPopups[]): string[][] {
  const row = (title: string, cell: (rows: readonly PopupRow[]) => number | null, goal: number) => [
    title,
    ...measured.map(({ rows }) => {
      const ratio = cell(rows);
      return ratio === null ? notMeasured : judged(ratio, goal, value => `${value.toFixed(2)} ×`);
    }),
  ];
  const { code, noTools, someTools, manyTools } = contents;
  return [
    ...[code, someTools].flatMap(content => [
      row(
        `${content.title}: first paint at most ${goals.paint} × that of a blank popup (medians)`,
        rows => ratioOf(rows, [content, 'paint'], [null, 'paint']),
        goals.paint,
      ),
      row(
        `${content.title}: there after at most ${goals.content} × the first paint of a blank popup (medians)`,
        rows => ratioOf(rows, [content, 'content'], [null, 'paint']),
        goals.content,
      ),
    ]),
    row(
      `${manyTools.title}: there after at most ${goals.manyTools} × ${noTools.title} (medians)`,
      rows => ratioOf(rows, [manyTools, 'content'], [noTools, 'content']),
      goals.manyTools,
    ),
  ];
}

type Value = readonly [content: Content | null, time: keyof Times];

/** How many times one median is the other; null where either was not measured. */
function ratioOf(rows: readonly PopupRow[], one: Value, other: Value): number | null {
  const [value, base] = [one, other].map(([content, time]) => {
    const times = rows.find(row => row.content === content)?.times ?? [];
    return times.length === 0 ? null : spread(times, time).median;
  });
  return typeof value === 'number' && typeof base === 'number' ? value / base : null;
}

/** A sentence for each row of which not everything could be measured. */
function failureNotes({ version, rows }: MeasuredPopups): string[] {
  return rows.flatMap(row => {
    const { times, failures } = row;
    if (failures.length === 0) return [];
    const named = times.length === 0 ? `**${notMeasured}**` : 'not all of it was measured';
    const why = [...new Set(failures)].join(' ');
    return `${titleOf(version, row)}: ${named}. ${failures.length} of ${times.length + failures.length} times it failed: ${why}`;
  });
}

function spread(times: readonly Times[], time: keyof Times): Spread {
  return spreadOf(times.map(measured => measured[time]));
}
