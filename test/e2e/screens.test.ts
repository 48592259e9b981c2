import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import jsQr from 'jsqr';
import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { openGallery, popupSize } from '../gallery/gallery.ts';
import { faultsOfLayout } from '../gallery/layout.ts';
import { scenes } from '../gallery/scenes.ts';
import { change, show } from '../gallery/stage.ts';
import { codeState, homeState } from '../gallery/states.ts';
import { browsers, setStage } from './stage.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What hinders people with disabilities, as axe sees it. */
async function barriers(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await loaded.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join()}`);
  });
}

/** All that can be pressed or typed into. */
const stops = 'button, a[href], input, select';

interface Focus {
  /** The place of a stop among all, `main` where that can be scrolled, or nowhere. */
  readonly stop: number | 'main' | null;
  readonly isSeen: boolean;
}

/** Where the focus is, and whether that can be seen. */
async function focusIn(page: Page): Promise<Focus> {
  return page.evaluate(stops => {
    const focused = document.activeElement ?? document.body;
    const isSeen = getComputedStyle(focused).outlineStyle !== 'none';
    if (focused === document.body) return { stop: null, isSeen };
    const place = [...document.querySelectorAll(stops)].indexOf(focused);
    return { stop: focused.tagName === 'MAIN' ? 'main' : place, isSeen };
  }, stops);
}

/**
 * So many stops that the Tab key makes from the headline on, or backwards, by their places in the page;
 * null where it is not seen. It leaves the page nowhere: Firefox would show no focus after that.
 */
async function walk(page: Page, count: number, isBackwards = false): Promise<(number | null)[]> {
  const made: (number | null)[] = [];
  await page.focus('h1');
  if (isBackwards) await page.keyboard.down('Shift');
  while (made.length < count) {
    await page.keyboard.press('Tab');
    const { stop, isSeen } = await focusIn(page);
    if (stop === 'main') continue;
    made.push(isSeen ? stop : null);
  }
  if (isBackwards) await page.keyboard.up('Shift');
  return made;
}

/** The stops that there should be: whatever can be seen, after the headline and before it. */
async function stopsIn(page: Page): Promise<{ after: number[]; before: number[] }> {
  return page.evaluate(stops => {
    const headline = document.querySelector('h1');
    const [after, before]: [number[], number[]] = [[], []];
    for (const [place, element] of [...document.querySelectorAll(stops)].entries()) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      const position = headline?.compareDocumentPosition(element) ?? 0;
      (position & Node.DOCUMENT_POSITION_PRECEDING ? before : after).push(place);
    }
    return { after, before };
  }, stops);
}

/** What a phone reads off a picture of the screen. */
async function scanned(page: Page): Promise<string | undefined> {
  const png = await page.screenshot({ encoding: 'base64' });
  const { width, height, data } = await page.evaluate(async png => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${png}`;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    context?.drawImage(picture, 0, 0);
    const pixels = context?.getImageData(0, 0, canvas.width, canvas.height);
    return { width: canvas.width, height: canvas.height, data: [...(pixels?.data ?? [])] };
  }, png);
  return jsQr(Uint8ClampedArray.from(data), width, height)?.data;
}

describe.each(browsers)('in %s, every screen', { timeout: 600_000 }, name => {
  test.each(['light', 'dark'] as const)('has no barriers in the %s theme', async scheme => {
    const { opened } = await setStage(name, { look: { scheme } });
    const page = await openGallery({ opened });
    await page.evaluate(axe);
    const found: string[] = [];
    for (const scene of scenes) {
      await show(page, scene);
      for (const barrier of await barriers(page)) found.push(`${scene.name}: ${barrier}`);
    }
    expect(found).toEqual([]);
  });

  test('is whole with text of twice the size', async () => {
    const { opened } = await setStage(name, { look: { fontSize: 32 } });
    const page = await openGallery({ opened });
    const found: string[] = [];
    for (const scene of scenes) {
      await show(page, scene);
      for (const fault of await faultsOfLayout(page)) found.push(`${scene.name}: ${fault}`);
    }
    expect(found).toEqual([]);
  });

  test('is walked through by the Tab key, in the order in which it is read, and back', async () => {
    const { opened } = await setStage(name);
    const page = await openGallery({ opened });
    // A menu closes when the focus leaves it.
    for (const scene of scenes.filter(one => one.name !== 'menu')) {
      await show(page, scene);
      const { after, before } = await stopsIn(page);
      expect(await walk(page, after.length), scene.name).toEqual(after);
      expect(await walk(page, before.length, true), scene.name).toEqual(before.reverse());
    }
  });

  test('says five minutes, one minute and the end, each once', async () => {
    const { opened } = await setStage(name);
    const page = await openGallery({ opened });
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(globalThis, { said });
      const status = document.querySelector('[role="status"]');
      if (status === null) throw new Error('There is no place for what is announced.');
      new MutationObserver(() => said.push(status.textContent ?? '')).observe(status, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    for (const [left, said] of [
      [301_500, '5 minutes left.'],
      [61_500, '1 minute left.'],
      [1_500, '0:00 left. Checking with Plex one last time…'],
    ] as const) {
      const scene = { name: said, stored: codeState({ left }), shows: '[data-testid="code"]' };
      await show(page, scene);
      await page.waitForFunction(
        said => (globalThis as unknown as { said: string[] }).said.at(-1) === said,
        {},
        said,
      );
      const times = await page.evaluate(
        said => (globalThis as unknown as { said: string[] }).said.filter(one => one === said),
        said,
      );
      expect(times).toEqual([said]);
    }
  });

  test('says all that is new of tools, and keeps the focus when that was read', async () => {
    const { opened } = await setStage(name);
    const page = await openGallery({ opened });
    const now = await page.evaluate(() => Date.now());
    const home = { name: 'home', stored: () => homeState({})(now), shows: '.empty' };
    await show(page, home);
    await change(page, homeState({ hasNews: true }), now);
    const said = await page.$eval('[role="status"]', ({ textContent }) => textContent);
    for (const tool of ['Kometa', 'Homepage', 'Wizarr', 'Pulsarr', 'Plexist'])
      expect(said).toContain(tool);
    await page.focus('[data-testid="tool-news-read"]');
    await change(page, home.stored, now);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  });
});

describe.each(['light', 'dark'] as const)('in the %s theme', scheme => {
  test.each([1, 2])('the QR codes are read off the screen at %d ×', async deviceScaleFactor => {
    const { opened } = await setStage('chromium', { look: { scheme } });
    const page = await openGallery({ opened });
    await page.setViewport({ ...popupSize, deviceScaleFactor });
    for (const [name, address] of [
      ['code', 'https://plex.tv/link/?pin=7RQZ'],
      ['waiting-for-a-phone', 'https://app.plex.tv/auth'],
    ]) {
      const scene = scenes.find(one => one.name === name);
      if (scene === undefined) throw new Error(`There is no scene ${name}.`);
      await show(page, scene);
      expect(await scanned(page)).toContain(address);
    }
  });
});
