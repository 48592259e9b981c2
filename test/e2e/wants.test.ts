import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { faultsOfContrast } from '../gallery/contrast.ts';
import { openGallery } from '../gallery/gallery.ts';
import { moving, wanting } from '../gallery/scenes.ts';
import { show } from '../gallery/stage.ts';
import { browsers, setStage } from './stage.ts';

/** What moves on the screen, or would where something on it changes. */
async function movements(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const running = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().duration !== 0)
      .map(animation => ('animationName' in animation ? String(animation.animationName) : '?'));
    const moving = [...document.querySelectorAll('body *')]
      .filter(element => getComputedStyle(element).transitionDuration !== '0s')
      .map(element => element.getAttribute('class') ?? element.tagName);
    return [...running, ...moving];
  });
}

/** The names of system colors, and what they are here. */
async function systemColor(page: Page, name: 'GrayText' | 'CanvasText'): Promise<string> {
  return page.evaluate(name => {
    const probe = document.createElement('i');
    probe.style.cssText = `color: ${name}; forced-color-adjust: none`;
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }, name);
}

describe.each(browsers)('in %s', { timeout: 600_000 }, name => {
  describe.each(['light', 'dark'] as const)('in the %s theme', scheme => {
    test('who wants more contrast gets it: words stand out by 7 to 1, edges by 4.5', async () => {
      const { opened } = await setStage(name, { look: { scheme, wants: 'moreContrast' } });
      const page = await openGallery({ opened });
      const found: string[] = [];
      for (const scene of wanting) {
        await show(page, scene);
        for (const fault of await faultsOfContrast(page, { text: 7, edge: 4.5 }))
          found.push(`${scene.name}: ${fault}`);
      }
      expect(found).toEqual([]);
    });

    test('where colors are forced, everything has an edge, a focus, and gray where it is off', async () => {
      const { opened } = await setStage(name, { look: { scheme, wants: 'forcedColors' } });
      const page = await openGallery({ opened });
      const gray = await systemColor(page, 'GrayText');
      const text = await systemColor(page, 'CanvasText');
      const found: string[] = [];
      let hasOff = false;
      for (const scene of wanting) {
        await show(page, scene);
        // How much is up to the system's own colors; nothing may vanish among them.
        for (const fault of await faultsOfContrast(page, { text: 3, edge: 3 }))
          found.push(`${scene.name}: ${fault}`);
        const off = await page.$$eval('[aria-disabled="true"]', buttons =>
          buttons
            .map(button => getComputedStyle(button))
            .map(({ color, borderColor }) => [color, borderColor]),
        );
        hasOff ||= off.length > 0;
        expect(off.flat().filter(color => color !== gray)).toEqual([]);
        await page.focus('h1');
        await page.keyboard.press('Tab');
        const outline = await page.evaluate(() => {
          const { outlineColor, outlineStyle } = getComputedStyle(
            document.activeElement ?? document.body,
          );
          return { outlineColor, outlineStyle };
        });
        expect(outline, scene.name).toEqual({ outlineColor: text, outlineStyle: 'solid' });
      }
      expect(found).toEqual([]);
      expect(hasOff).toBe(true);
    });
  });

  test('nothing moves where motion is not wanted, and only there', async () => {
    for (const [wants, moves] of [
      ['lessMotion', false],
      [undefined, true],
    ] as const) {
      const { opened } = await setStage(name, { look: { wants } });
      const page = await openGallery({ opened });
      for (const scene of moving) {
        await show(page, scene);
        expect((await movements(page)).length > 0, scene.name).toBe(moves);
      }
    }
  });
});
