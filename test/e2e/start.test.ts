import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { contents } from '../bench/popup/contents.ts';
import { browsers, extensionFor, setStage } from './stage.ts';

/** The bar of a screen without the mark and the words in it: what is there before those are known. */
async function barOf(popup: Page): Promise<string[]> {
  const shapes = await popup.$$eval('header.bar :is(button, svg, path)', elements =>
    elements.map(element =>
      [element.localName, element.getAttribute('class'), element.getAttribute('d')].join(' '),
    ),
  );
  return shapes;
}

describe.each(browsers)('in %s', name => {
  /** A copy of the extension without the script that draws the screens. */
  async function withoutScreens(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'pinlink-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await cp(extensionFor(name), folder, { recursive: true });
    await rm(join(folder, 'popup-screens.js'));
    return folder;
  }

  test('a popup whose screens cannot be loaded says so, under the bar that every screen has', async () => {
    const broken = await setStage(name, { extension: await withoutScreens() });
    const popup = await broken.sees('failed');
    expect(await popup.$eval('main', ({ textContent }) => textContent)).toMatch(
      /reinstall Pinlink/,
    );
    const bar = await barOf(popup);
    const whole = await setStage(name);
    const screen = await whole.sees('unlinked');
    expect(bar.length).toBeGreaterThan(2);
    expect(await barOf(screen)).toEqual(bar);
    // It is the very same, and not another beside it.
    expect(await screen.$$eval('header', bars => bars.length)).toBe(1);
  });

  test('the page is named, and has a language and a direction', async () => {
    const user = await setStage(name);
    const popup = await user.sees('unlinked');
    const { title, lang, dir } = await popup.evaluate(() => {
      const { title, documentElement } = document;
      return { title, lang: documentElement.lang, dir: documentElement.dir };
    });
    expect({ title, lang, dir }).toEqual({ title: 'Pinlink for Plex', lang: 'en', dir: 'ltr' });
  });

  test('every one of a hundred tools has its row, and keeps the focus that it was left with', async () => {
    const user = await setStage(name);
    await user.opened.writeStorage({ ...contents.manyTools.stored(Date.now()) });
    const popup = await user.sees('linked');
    const rows = '[data-testid="tool"]';
    await popup.waitForFunction(rows => document.querySelectorAll(rows).length === 100, {}, rows);
    const last = await popup.evaluate(rows => {
      const row = [...document.querySelectorAll<HTMLElement>(rows)].at(-1);
      row?.focus();
      row?.click();
      return row?.id;
    }, rows);
    await user.press('back');
    await popup.waitForFunction(id => document.activeElement?.id === id, {}, last);
  });
});
