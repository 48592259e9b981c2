import { expect, test } from 'vitest';
import { requireBrowser } from '../browsers/index.ts';
import { line, sumUp } from '../soak/report.ts';
import { hasSucceeded, soak } from '../soak/soak.ts';
import { browsers, extensionFor } from './stage.ts';

/** A dozen stories in which, together, everything that can go wrong does. */
const extent = { runs: 12, seed: 91_301, parallel: 6 };

/** Two rounds of half a dozen runs, each with the longest waits that it may have, ms. */
const timeLimit = 900_000;

test.each(browsers)(
  'in %s no approval is lost, no token is left and no tool cut off, whatever breaks',
  async browser => {
    const executable = await requireBrowser(browser);
    const extension = extensionFor(browser);
    const results = await soak({ browser, executable, extension }, extent);
    expect(results.filter(result => !hasSucceeded(result)).map(line)).toEqual([]);
    const sums = sumUp(results);
    expect(sums).toMatchObject({ runs: 12, lost: 0, orphaned: 0, seen: 0, restless: 0, failed: 0 });
    expect(sums).toMatchObject({ toolsLost: 0, toolsOrphaned: 0, toolsUnasked: 0 });
    expect(sums.expected).toBeGreaterThan(3);
    expect(sums.toolsGiven).toBeGreaterThan(3);
    expect(sums.toolsEnded).toBeGreaterThan(0);
  },
  timeLimit,
);
