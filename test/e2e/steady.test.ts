import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { openGallery, popupSize } from '../gallery/gallery.ts';
import { sceneCalled } from '../gallery/scenes.ts';
import { change, show } from '../gallery/stage.ts';
import {
  doubted,
  endedState,
  givingState,
  hereState,
  homeState,
  refusedState,
  requestingState,
  toolsInAllStates,
} from '../gallery/states.ts';
import type { Messages } from '../house/faults-of-language.ts';
import { filesIn, read } from '../house/files.ts';
import { browsers, setStage } from './stage.ts';

/** The widest that a popup is, and the narrowest, CSS px. */
const widths = [popupSize.width, 320];

const languages = filesIn('extension/_locales').map(file => file.split('/')[2] ?? '');

/** Short words, long ones, such as break between any two letters, and such as are read from the right. */
const unlike = ['en', 'de', 'ja', 'ar'];

/** The gallery in each of these languages that this browser can be made to speak. */
async function inEach(
  spoken: readonly string[],
  name: (typeof browsers)[number],
  look: (page: Page, language: string, messages: Messages) => Promise<void>,
): Promise<void> {
  const { opened } = await setStage(name);
  for (const language of name === 'chromium' ? spoken : ['en']) {
    const messages: Messages = JSON.parse(read(`extension/_locales/${language}/messages.json`));
    const page = await openGallery({ opened, messages });
    await look(page, language, messages);
    await page.close();
  }
}

const linked = homeState({ tools: toolsInAllStates });
const stale = homeState({ tools: toolsInAllStates, isStale: true });

/** The screens that say how the link stands, above something else. */
const standing = [
  { name: 'home', stored: linked, shows: '[data-testid="account"]' },
  { name: 'home, asked yesterday', stored: stale, shows: '[data-testid="account"]' },
  { name: 'account', stored: linked, presses: ['account'], shows: '[data-testid="check"]' },
  {
    name: 'account, asked yesterday',
    stored: stale,
    presses: ['account'],
    shows: '[data-testid="check"]',
  },
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

/** Buttons that say what came of a press on one of them. */
const changing = [
  { presses: ['account', 'advanced'], copies: 'copy-token' },
  { presses: ['menu'], copies: 'copy-report' },
] as const;

/** How wide each button is. */
async function widthsOfButtons(page: Page): Promise<string> {
  return page.$$eval('button', buttons =>
    buttons.map(button => button.getBoundingClientRect().width).join(),
  );
}

/** Lets whatever is copied from now on be copied, or not. */
function copyNothing(isCopied: boolean): void {
  navigator.clipboard.write = async () => {
    if (!isCopied) throw new Error('It cannot be copied.');
  };
}

describe.each(browsers)('in %s, what somebody looks at', { timeout: 600_000 }, name => {
  test('keeps its place when trouble comes and goes', async () => {
    const jumps: string[] = [];
    await inEach(unlike, name, async (page, language) => {
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
        if (stored !== stale) continue;
        await change(page, linked, now);
        const after = await topsOfRest(page);
        if (`${after}` !== `${before}`)
          jumps.push(`${language}, ${scene.name}, answered: ${before} → ${after}`);
      }
    });
    expect(jumps).toEqual([]);
  });

  test('is no screen that nobody has pressed for, on the way from one to the next', async () => {
    const { opened } = await setStage(name);
    const page = await openGallery({ opened });
    const now = await page.evaluate(() => Date.now());
    const failed = sceneCalled('not-linked-outage');
    await show(page, { ...failed, stored: () => endedState('outage', 'unlinked')(now) });
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      const look = () => {
        const headline = document.querySelector('h1')?.textContent ?? '';
        if (seen.at(-1) !== headline) seen.push(headline);
      };
      look();
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    });
    await change(page, requestingState('browser'), now);
    await page.waitForSelector('[data-status="requesting"]');
    await change(page, hereState(), now);
    await page.waitForSelector('[data-testid="reopen"]');
    expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([
      'Couldn’t link your account',
      'Connecting to Plex…',
      'Press Allow in the Plex window',
    ]);
  });

  test('is as wide as before when a button says what came of a press', async () => {
    const changes: string[] = [];
    await inEach(languages, name, async (page, language, messages) => {
      for (const { presses, copies } of changing) {
        const button = `[data-testid="${copies}"]`;
        await show(page, { name: copies, stored: linked, presses, shows: button });
        const before = await widthsOfButtons(page);
        for (const outcome of ['copied', 'notCopied'] as const) {
          await page.evaluate(copyNothing, outcome === 'copied');
          await page.$eval(button, element => (element as HTMLElement).click());
          const said = messages[outcome]?.message;
          await page.waitForFunction(
            (button, said) => document.querySelector(button)?.textContent === said,
            {},
            button,
            said,
          );
          const after = await widthsOfButtons(page);
          if (after !== before) changes.push(`${language}, ${said}: ${before} → ${after}`);
        }
      }
    });
    expect(changes).toEqual([]);
  });

  test('is as wide as before when a token is shown', async () => {
    const changes: string[] = [];
    await inEach(unlike, name, async (page, language) => {
      const stored = givingState('kometa', 'handed');
      const shown = 'pre:not(.masked)';
      for (const scene of [
        {
          stored: linked,
          presses: ['account', 'advanced', 'show-token'],
          shows: '.token code',
          hides: 'hide-token',
          is: '.token:not(:has(code))',
        },
        {
          stored,
          presses: ['show-snippet'],
          shows: shown,
          hides: 'show-snippet',
          is: 'pre.masked',
        },
      ] as const) {
        await show(page, { ...scene, name: scene.shows });
        const before = await widthsOfButtons(page);
        await page.$eval(`[data-testid="${scene.hides}"]`, one => (one as HTMLElement).click());
        await page.waitForSelector(scene.is);
        const after = await widthsOfButtons(page);
        if (after !== before) changes.push(`${language}, ${scene.hides}: ${before} → ${after}`);
      }
    });
    expect(changes).toEqual([]);
  });
});
