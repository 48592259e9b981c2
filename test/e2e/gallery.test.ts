import { describe, expect, test } from 'vitest';
import { openGallery, popupSize } from '../gallery/gallery.ts';
import { faultsOfLayout, targets } from '../gallery/layout.ts';
import { scenes } from '../gallery/scenes.ts';
import { show } from '../gallery/stage.ts';
import { filesIn, read } from '../house/files.ts';
import { setStage } from './stage.ts';

/** The narrowest that a popup can be, in the overflow menu of a browser or on a phone, CSS px. */
const narrow = { ...popupSize, width: 320 };

/** A small phone, CSS px. */
const phone = { width: 320, height: 640 };

const languages = filesIn('extension/_locales').map(file => file.split('/')[2] ?? '');

/** A thousand screens take their time on a machine that is busy, ms. */
const timeout = 600_000;

describe('every screen, in every language', () => {
  test('is whole, at its own width and at the narrowest', { timeout }, async () => {
    const { opened } = await setStage('chromium');
    const faults: string[] = [];
    for (const language of languages) {
      const messages = JSON.parse(read(`extension/_locales/${language}/messages.json`));
      const page = await openGallery({ opened, messages });
      for (const scene of scenes) {
        await page.setViewport(popupSize);
        await show(page, scene);
        for (const size of [popupSize, narrow]) {
          await page.setViewport(size);
          for (const fault of await faultsOfLayout(page)) {
            faults.push(`${language}, ${scene.name}, ${size.width} px: ${fault}`);
          }
        }
      }
      await page.close();
    }
    expect(faults).toEqual([]);
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
});
