import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { faultsOfContrast } from '../gallery/contrast.ts';
import { openGallery } from '../gallery/gallery.ts';
import { sceneCalled, wanting } from '../gallery/scenes.ts';
import { show } from '../gallery/stage.ts';
import { browsers, setStage } from './stage.ts';

/** The animations on the screen by their names, and by its class what moves when it changes. */
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

/** What the system calls such a color, as the browser computes it. */
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

/** The colors of the buttons that are off, or wait. */
async function colorsOfOff(page: Page): Promise<string[]> {
  return page.$$eval('[aria-disabled="true"]', buttons =>
    buttons
      .map(button => getComputedStyle(button))
      .flatMap(style => [style.color, style.borderColor]),
  );
}

/** How the focus is shown on the first stop after the headline. */
async function outlineOfFocus(page: Page): Promise<string> {
  await page.focus('h1');
  await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const { outlineStyle, outlineColor } = getComputedStyle(
      document.activeElement ?? document.body,
    );
    return `${outlineStyle} ${outlineColor}`;
  });
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
      const seen = `solid ${await systemColor(page, 'CanvasText')}`;
      const found: string[] = [];
      const off: string[] = [];
      for (const scene of wanting) {
        await show(page, scene);
        // How much is up to the system's own colors; nothing may vanish among them.
        for (const fault of await faultsOfContrast(page, { text: 3, edge: 3 }))
          found.push(`${scene.name}: ${fault}`);
        off.push(...(await colorsOfOff(page)));
        expect(await outlineOfFocus(page), scene.name).toBe(seen);
      }
      expect(found).toEqual([]);
      expect([...new Set(off)]).toEqual([await systemColor(page, 'GrayText')]);
    });
  });

  test('nothing moves where motion is not wanted, and only there', async () => {
    for (const look of [{ wants: 'lessMotion' }, {}] as const) {
      const { opened } = await setStage(name, { look });
      const page = await openGallery({ opened });
      for (const [scene, what] of [
        ['code', 'breathe'],
        ['account', 'icon flips'],
      ] as const) {
        await show(page, sceneCalled(scene));
        const found = await movements(page);
        if ('wants' in look) expect(found, scene).toEqual([]);
        else expect(found, scene).toContain(what);
      }
    }
  });
});
