import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { openGallery, popupSize } from '../gallery/gallery.ts';
import { faultsOfLayout, targets } from '../gallery/layout.ts';
import { sceneCalled, scenes } from '../gallery/scenes.ts';
import { show } from '../gallery/stage.ts';
import { filesIn, read } from '../house/files.ts';
import { setStage } from './stage.ts';

/** The narrowest that a popup can be, in the overflow menu of a browser or on a phone, CSS px. */
const narrow = { ...popupSize, width: 320 };

/** A small phone, CSS px. */
const phone = { width: 320, height: 640 };

const languages = filesIn('extension/_locales').map(file => file.split('/')[2] ?? '');

/** Zooms at which a CSS pixel is no whole number of those of the screen. */
const zooms = [0.9, 1.1, 1.175, 1.25, 1.5];

/** The colors just above the actions, beside all that stands there. */
async function colorsAboveActions(page: Page, zoom: number): Promise<number> {
  const png = await page.screenshot({ encoding: 'base64' });
  return page.evaluate(
    async (png, zoom) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${png}`;
      await picture.decode();
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const context = canvas.getContext('2d');
      context?.drawImage(picture, 0, 0);
      const bottom = document.querySelector('main')?.getBoundingClientRect().bottom ?? 0;
      const [x, y] = [Math.round(4 * zoom), Math.floor((bottom - 3) * zoom)];
      const height = Math.ceil((bottom + 1) * zoom) - y;
      const pixels = context?.getImageData(x, y, 1, height).data ?? [];
      return new Set(Array.from({ length: height }, (_, row) => pixels[row * 4])).size;
    },
    png,
    zoom,
  );
}

describe('every screen, in every language', () => {
  test.each(languages)('is whole, at its own width and at the narrowest: %s', async language => {
    const { opened } = await setStage('chromium');
    const messages = JSON.parse(read(`extension/_locales/${language}/messages.json`));
    const page = await openGallery({ opened, messages });
    const faults: string[] = [];
    for (const scene of scenes) {
      await page.setViewport(popupSize);
      await show(page, scene);
      for (const size of [popupSize, narrow]) {
        await page.setViewport(size);
        for (const fault of await faultsOfLayout(page)) {
          faults.push(`${scene.name}, ${size.width} px: ${fault}`);
        }
      }
    }
    expect(faults).toEqual([]);
  });

  test('keeps a short name in its headline on one line', async () => {
    const { opened } = await setStage('chromium');
    const broken: string[] = [];
    for (const language of languages) {
      const messages = JSON.parse(read(`extension/_locales/${language}/messages.json`));
      const page = await openGallery({ opened, messages });
      for (const scene of ['just-linked', 'unlink', 'result-shown']) {
        await show(page, sceneCalled(scene));
        const lines = await page.$eval('h1 bdi', name => {
          const { height } = name.getBoundingClientRect();
          return Math.round(height / Number.parseFloat(getComputedStyle(name).lineHeight));
        });
        if (lines > 1) broken.push(`${language}, ${scene}`);
      }
      await page.close();
    }
    expect(broken).toEqual([]);
  });

  test('fills the screen of a phone, and is whole there, with room for a thumb', async () => {
    const { opened } = await setStage('chromium');
    const page = await openGallery({ opened });
    await page.setViewport({ ...phone, isMobile: true, hasTouch: true });
    const faults: string[] = [];
    for (const scene of scenes) {
      await show(page, scene);
      const found = await faultsOfLayout(page, targets.thumb);
      faults.push(...found.map(fault => `${scene.name}: ${fault}`));
    }
    expect(faults).toEqual([]);
    expect(await page.$eval('body', ({ clientHeight }) => clientHeight)).toBe(phone.height);
  });

  test('speaks neither of windows nor of a computer of one’s own where it is on a phone', async () => {
    const { opened } = await setStage('chromium');
    const page = await openGallery({ opened });
    for (const scene of scenes.filter(({ hasWindows = true }) => !hasWindows)) {
      await show(page, scene);
      const text = await page.$eval('body', ({ innerText }) => innerText);
      expect(text, scene.name).not.toMatch(/window|this computer/i);
    }
  });

  test('has a line above its actions where there is more below, and nowhere else', async () => {
    const { opened } = await setStage('chromium');
    const page = await openGallery({ opened });
    for (const deviceScaleFactor of zooms) {
      await page.setViewport({ ...popupSize, deviceScaleFactor });
      for (const [name, colors] of [
        ['consent', 1],
        ['link-app', 1],
        ['home-many', 2],
      ] as const) {
        await show(page, sceneCalled(name));
        const found = await colorsAboveActions(page, deviceScaleFactor);
        expect(Math.min(2, found), `${name} at ${deviceScaleFactor} ×`).toBe(colors);
      }
    }
  });
});
