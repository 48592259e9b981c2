import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { openGallery } from '../gallery/gallery.ts';
import { sceneCalled, scenes } from '../gallery/scenes.ts';
import { show } from '../gallery/stage.ts';
import { browsers, setStage } from './stage.ts';
import type { TestId } from './user.ts';

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
    if (focused.tagName === 'MAIN') return { stop: 'main', isSeen } as const;
    return { stop: [...document.querySelectorAll(stops)].indexOf(focused), isSeen };
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

/** The hook of what has the focus, or else what it is. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { tagName, dataset } = document.activeElement as HTMLElement;
    return dataset.testid ?? tagName;
  });
}

/** Presses a key on a button. */
async function press(page: Page, button: TestId, key: 'Enter' | ' ' | 'Escape'): Promise<void> {
  await page.focus(`[data-testid="${button}"]`);
  await page.keyboard.press(key);
}

describe.each(browsers)('in %s, by keyboard', { timeout: 600_000 }, name => {
  test('every screen is walked through by the Tab key, in the order in which it is read, and back', async () => {
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

  test('the focus goes to a new headline, and comes back to what led there', async () => {
    const { opened } = await setStage(name);
    const page = await openGallery({ opened });
    for (const [scene, there, back] of [
      ['revoked', 'unlink', 'keep'],
      ['forbidden', 'unlink', 'keep'],
      ['waiting-here', 'show-qr', 'hide-qr'],
      ['tool', 'end-tool', 'keep'],
    ] as const) {
      await show(page, sceneCalled(scene));
      for (const key of ['Enter', 'Escape'] as const) {
        await press(page, there, 'Enter');
        await expect.poll(() => focused(page)).toBe('H1');
        await press(page, back, key);
        await expect.poll(() => focused(page), { message: `${scene}, ${key}` }).toBe(there);
      }
    }
  });

  test('the menu is opened, gone through and closed, and Help leads back to it', async () => {
    const { opened } = await setStage(name);
    const page = await openGallery({ opened });
    await show(page, sceneCalled('home'));
    for (const key of ['Enter', ' '] as const) {
      await press(page, 'menu', key);
      const items = await page.$$eval('.items button', buttons =>
        buttons.map(({ dataset }) => dataset.testid),
      );
      expect(items.at(-1)).toBe('help');
      for (const item of items) {
        await page.keyboard.press(key === 'Enter' ? 'ArrowDown' : 'Tab');
        expect(await focused(page)).toBe(item);
      }
      await page.keyboard.press('ArrowDown');
      expect(await focused(page)).toBe('help');
      await page.keyboard.press('ArrowUp');
      expect(await focused(page)).toBe(items.at(-2));
      await page.keyboard.press('Escape');
      expect(await focused(page)).toBe('menu');
      expect(await page.$('.items')).toBeNull();
      await press(page, 'menu', key);
      await press(page, 'help', key);
      await expect.poll(() => focused(page)).toBe('H1');
      // Pressed on that screen once more, it leads nowhere else.
      await press(page, 'menu', key);
      await press(page, 'help', key);
      await page.waitForSelector('.items', { hidden: true });
      await page.keyboard.press('Escape');
      await expect.poll(() => focused(page)).toBe('menu');
      await page.waitForSelector('[data-testid="add-tool"]');
    }
    await press(page, 'menu', 'Enter');
    await page.focus('[data-testid="help"]');
    await page.keyboard.press('Tab');
    await page.waitForSelector('.items', { hidden: true });
  });

  test('Escape at home is left to the browser, and takes nothing away', async () => {
    const { opened } = await setStage(name);
    const page = await openGallery({ opened });
    await show(page, sceneCalled('home-many'));
    await page.type('[data-testid="find-tool"]', 'script 1');
    const before = await page.$eval('main', main => main.innerHTML);
    await page.evaluate(() => {
      addEventListener('keydown', ({ defaultPrevented }) => {
        Object.assign(globalThis, { isTaken: defaultPrevented });
      });
    });
    await page.keyboard.press('Escape');
    expect(await page.evaluate('isTaken')).toBe(false);
    expect(await focused(page)).toBe('find-tool');
    expect(await page.$eval('main', main => main.innerHTML)).toBe(before);
    expect(await page.$eval('input', field => field.value)).toBe('script 1');
  });

  test('the arrow keys scroll, also from a headline that is not seen', async () => {
    const { opened } = await setStage(name);
    const page = await openGallery({ opened });
    await show(page, sceneCalled('home-many'));
    await page.focus('h1');
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => (document.querySelector('main')?.scrollTop ?? 0) > 0);
  });
});
