import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import jsQr from 'jsqr';
import type { Page } from 'puppeteer-core';
import upng from 'upng-js';
import { describe, expect, test } from 'vitest';
import { openGallery, popupSize } from '../gallery/gallery.ts';
import { faultsOfLayout } from '../gallery/layout.ts';
import { sceneCalled, scenes } from '../gallery/scenes.ts';
import { change, show } from '../gallery/stage.ts';
import { codeState, homeState } from '../gallery/states.ts';
import { browsers, type Look, setStage } from './stage.ts';
import { hears } from './user.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What hinders people with disabilities, as axe sees it. */
async function barriers(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await loaded.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join()}`);
  });
}

/** What a phone reads off a picture of the screen. */
async function scanned(page: Page): Promise<string | undefined> {
  const picture = upng.decode(Uint8Array.from(await page.screenshot()).buffer);
  const [pixels = new ArrayBuffer(0)] = upng.toRGBA8(picture);
  return jsQr(new Uint8ClampedArray(pixels), picture.width, picture.height)?.data;
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

  test('says what is wrong again to whoever presses again', async () => {
    const { opened } = await setStage(name);
    const page = await openGallery({ opened });
    await show(page, sceneCalled('link-app-bad'));
    const fault = await page.$eval('.wrong', ({ textContent }) => textContent);
    const said = () => page.$eval('[role="status"]', ({ textContent }) => textContent);
    await page.waitForFunction(
      fault => document.querySelector('[role="status"]')?.textContent.trim() === fault,
      {},
      fault,
    );
    const before = await said();
    await page.focus('[data-testid="tv-code"]');
    await page.keyboard.press('Enter');
    await expect.poll(said).not.toBe(before);
    expect((await said())?.trim()).toBe(fault);
  });

  test('says that a press came to nothing, whatever else there is to say then', async () => {
    const { opened } = await setStage(name);
    const page = await openGallery({ opened });
    await show(page, {
      name: 'check-not-taken',
      stored: homeState({}),
      outcome: 'notTaken',
      presses: ['account', 'check'],
      shows: 'footer .notice',
    });
    await hears(page, 'That didn’t work.');
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

  test('goes home by one Back where another page has ended the access that is asked about', async () => {
    const { opened } = await setStage(name);
    const page = await openGallery({ opened });
    const now = await page.evaluate(() => Date.now());
    const tool = { name: 'Kometa', kind: 'kometa', seenDaysAgo: 1 };
    const given = homeState({ tools: [{ ...tool, access: 'given' }] })(now);
    const ending = homeState({ tools: [{ ...tool, access: 'ending' }] })(now);
    const grants = ending.grants.map((grant, at) => ({ ...grant, id: given.grants[at]?.id ?? '' }));
    await show(page, { ...sceneCalled('end-tool'), stored: () => given });
    await change(page, () => ({ ...ending, link: given.link, grants }), now);
    await page.waitForSelector('.facts + .notice');
    await page.click('[data-testid="back"]');
    await page.waitForSelector('[data-testid="add-tool"]');
  });
});

describe.each(browsers)('in %s, the QR codes are read off the screen', name => {
  test.each<Look>([
    { scheme: 'light' },
    { scheme: 'dark' },
    { scheme: 'dark', wants: 'forcedColors' },
  ])('with %o, on any screen', async look => {
    const { opened } = await setStage(name, { look });
    const page = await openGallery({ opened });
    for (const deviceScaleFactor of [1, 2]) {
      await page.setViewport({ ...popupSize, deviceScaleFactor });
      for (const [scene, address] of [
        ['code', 'https://plex.tv/link/?pin=7RQZ'],
        ['waiting-for-a-phone', 'https://app.plex.tv/auth'],
      ] as const) {
        await show(page, sceneCalled(scene));
        expect(await scanned(page), `${scene} at ${deviceScaleFactor} ×`).toContain(address);
      }
    }
  });
});
