import { expect, inject, onTestFinished, test } from 'vitest';
import { requireBrowser } from '../browsers/index.ts';
import { startPlexTv } from '../plex-tv/index.ts';
import { Computer } from '../soak/computer.ts';
import { Lookout } from '../soak/lookout.ts';
import { line, sumUp } from '../soak/report.ts';
import { fewStories, hasSucceeded, soak } from '../soak/soak.ts';
import { browsers, extensionFor } from './stage.ts';

/** Two rounds of three runs, each with the longest waits that it may have, ms. */
const timeLimit = 900_000;

test.each(browsers)(
  'in %s no approval is lost, no token is left and no tool cut off, whatever breaks',
  async browser => {
    const executable = await requireBrowser(browser);
    const extension = extensionFor(browser);
    const where = { browser, executable, extension, usedProfile: inject('usedProfile') };
    const results = await soak(where, fewStories);
    expect(results.filter(result => !hasSucceeded(result)).map(line)).toEqual([]);
    const sums = sumUp(results);
    const { runs } = fewStories;
    expect(sums).toMatchObject({ runs, lost: 0, orphaned: 0, seen: 0, restless: 0, failed: 0 });
    expect(sums).toMatchObject({ toolsLost: 0, toolsOrphaned: 0, toolsUnasked: 0 });
    expect(sums.expected).toBeGreaterThan(2);
    expect(sums.toolsGiven).toBeGreaterThan(2);
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
