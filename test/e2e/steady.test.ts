import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { openGallery, popupSize } from '../gallery/gallery.ts';
import { change, show } from '../gallery/stage.ts';
import {
  doubted,
  givingState,
  homeState,
  refusedState,
  toolsInAllStates,
} from '../gallery/states.ts';
import { filesIn, read } from '../house/files.ts';
import { browsers, setStage } from './stage.ts';

/** The widest that a popup is, and the narrowest, CSS px. */
const widths = [popupSize.width, 320];

const languages = filesIn('extension/_locales').map(file => file.split('/')[2] ?? '');

/** The gallery in each language that this browser can be made to speak. */
async function eachLanguage(
  name: (typeof browsers)[number],
  look: (page: Page, language: string) => Promise<void>,
): Promise<void> {
  const { opened } = await setStage(name);
  for (const language of name === 'chromium' ? languages : ['en']) {
    const messages = JSON.parse(read(`extension/_locales/${language}/messages.json`));
    const page = await openGallery({ opened, messages });
    await look(page, language);
    await page.close();
  }
}

const linked = homeState({ tools: toolsInAllStates });

/** The screens that say how the link stands, above something else. */
const standing = [
  { name: 'home', stored: linked, shows: '[data-testid="account"]' },
  { name: 'account', stored: linked, presses: ['account'], shows: '[data-testid="check"]' },
  { name: 'revoked', stored: refusedState(), shows: '[data-testid="check"]' },
] as const;

/** Where what is below that begins, in a popup of each width. */
async function topsOfRest(page: Page): Promise<number[]> {
  const tops: number[] = [];
  for (const width of widths) {
    await page.setViewport({ ...popupSize, width });
    tops.push(await page.$eval('main > section', section => section.getBoundingClientRect().top));
  }
  return tops;
}

describe.each(browsers)('in %s, what somebody looks at', { timeout: 600_000 }, name => {
  test('keeps its place when trouble comes and goes', async () => {
    const jumps: string[] = [];
    await eachLanguage(name, async (page, language) => {
      const now = await page.evaluate(() => Date.now());
      for (const { stored, ...scene } of standing) {
        const state = stored(now);
        await show(page, { ...scene, stored: () => state });
        const before = await topsOfRest(page);
        for (const reason of [null, 'outage', 'rateLimited'] as const) {
          await change(page, doubted(stored, reason), now);
          const after = await topsOfRest(page);
          if (`${after}` !== `${before}`)
            jumps.push(`${language}, ${scene.name}, ${reason}: ${before} → ${after}`);
        }
      }
    });
    expect(jumps).toEqual([]);
  });
});
