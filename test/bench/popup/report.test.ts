import { expect, test } from 'vitest';
import { contents } from './contents.ts';
import { popupReport } from './report.ts';
import type { PopupRow } from './rounds.ts';

function row(content: PopupRow['content'], ...values: readonly [number, number][]): PopupRow {
  return {
    content,
    times: values.map(([paint, content]) => ({ paint, content })),
    failures: [],
  };
}

/** The report on one browser in which these were opened. */
function reportOn(...rows: PopupRow[]): string {
  return popupReport(new Map([['firefox', { version: 'Firefox 153', rows }]] as const), 50);
}

const blank = row(null, [40, 40], [41, 41], [90, 90]);

test('every popup is held against the blank one of its browser, by the medians', () => {
  const text = reportOn(
    blank,
    row(contents.code, [41, 50], [51, 61.5], [500, 600]),
    row(contents.noTools, [45, 50]),
    row(contents.someTools, [52, 62]),
    row(contents.manyTools, [45, 56]),
  );
  expect(text).toContain('| Firefox 153: a blank popup | 3 | 41 ms | 90 ms | 41 ms | 90 ms |');
  const goals = text.split('\n').filter(line => line.includes('at most'));
  expect(goals.map(line => line.split(' | ').at(-1))).toEqual([
    '✓ 1.24 × |',
    '✓ 1.50 × |',
    '✗ 1.27 × |',
    '✗ 1.51 × |',
    '✗ 1.12 × |',
  ]);
});

test('what could not be measured is named, and the rest is told', () => {
  const failed = { content: contents.code, times: [], failures: ['Nothing was seen.'] };
  const text = reportOn(blank, failed, row(contents.someTools, [41, 41]));
  expect(text).toContain('| Firefox 153: the code and its QR code | 0 | not measured |');
  expect(text).toMatch(/the code and its QR code: first paint .*\| not measured \|/);
  expect(text).toMatch(/the account and 20 tools: first paint .*\| ✓ 1.00 × \|/);
  expect(text).toContain(
    'Firefox 153: the code and its QR code: **not measured**. 1 of 1 times it failed: Nothing was seen.',
  );
});
