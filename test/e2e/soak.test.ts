import { expect, inject, onTestFinished, test } from 'vitest';
import { requireBrowser } from '../browsers/index.ts';
import { startPlexTv } from '../plex-tv/index.ts';
import { Computer } from '../soak/computer.ts';
import { Lookout } from '../soak/lookout.ts';
import { line, sumUp } from '../soak/report.ts';
import { hasSucceeded, soak } from '../soak/soak.ts';
import { browsers, extensionFor } from './stage.ts';

/** A dozen stories in which, together, everything that can go wrong does. */
const extent = { runs: 12, seed: 91_301, parallel: 3 };

/** Four rounds of three runs, each with the longest waits that it may have, ms. */
const timeLimit = 900_000;

test.each(browsers)(
  'in %s no approval is lost, no token is left and no tool cut off, whatever breaks',
  async browser => {
    const executable = await requireBrowser(browser);
    const extension = extensionFor(browser);
    const where = { browser, executable, extension, usedProfile: inject('usedProfile') };
    const results = await soak(where, extent);
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

/** The preferences of a profile go back and forth: what is lost of them shows at the fourth start. */
const kills = 4;

test.each(browsers)(
  'in %s plex.tv is found however often the browser was killed',
  async browser => {
    const plexTv = await startPlexTv();
    onTestFinished(() => plexTv.close());
    const [executable, extension] = [await requireBrowser(browser), extensionFor(browser)];
    const options = { executable, extension, plexTvPort: plexTv.port };
    const lookout = new Lookout(plexTv);
    const computer = await Computer.start(browser, options, lookout, inject('usedProfile'));
    onTestFinished(() => computer.close());
    for (let kill = 0; kill < kills; kill += 1) {
      await computer.killBrowser();
      const page = await computer.opened.browser.newPage();
      const response = await page.goto('https://plex.tv/link');
      expect(response?.status()).toBe(200);
    }
  },
);
