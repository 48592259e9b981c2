import { expect, test } from 'vitest';
import type { Sample } from './conditions.ts';
import { report } from './report.ts';
import { situations } from './situations.ts';

const good: Sample = { requests: 4, delayMs: 200, awakeSeconds: 30, unmet: null };

const bad: Sample = { ...good, requests: 30, unmet: 'a popup was open' };

/** The report on these links in one browser, each in the situation that stands in its place; the failures in all. */
function reportOn(samples: Sample[][], failures: string[] = []): string {
  const rows = situations.map((situation, index) => {
    return {
      browser: 'firefox',
      situation,
      lanes: [],
      samples: samples[index] ?? [],
      failures,
    } as const;
  });
  const versions = new Map([['firefox', 'Firefox 153']] as const);
  return report({ rows, loops: new Map(), versions, busy: 50 });
}

test('a link counts only if the conditions of its row held', () => {
  const text = reportOn([[good, bad, good], [good], [good], [good]]);
  expect(text).toContain('| Pinlink, Firefox 153: this browser, background alive | 2 | 4 |');
  expect(text).toContain(
    'this browser, background alive: not all of it counts. 1 of 3 times its conditions did not hold (a popup was open).',
  );
  expect(text).not.toContain('not measured');
});

test('a row whose conditions never held is named as not measured, and the others are', () => {
  const text = reportOn([[bad, bad], [good], [good], [good]]);
  expect(text).toContain(
    '| Pinlink, Firefox 153: this browser, background alive | 0 | not measured',
  );
  expect(text).toContain(
    '| this browser, background alive: at most 4 pin requests (every one) | not measured |',
  );
  expect(text).toContain('this browser, background alive: **not measured**. 2 of 2 times');
  expect(text).toContain(
    '| this browser, background dead: at most 4 pin requests (every one) | ✓ 4 |',
  );
});

test('links that did not come about are told with the reason', () => {
  const text = reportOn([[], [good], [good], [good]], ['The event page did not go.']);
  expect(text).toContain(
    'this browser, background alive: **not measured**. 1 of 1 times no link came about (The event page did not go.).',
  );
  expect(text).toContain(
    'this browser, background dead: not all of it counts. 1 of 2 times no link came about',
  );
});
