import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { browserNames } from '../../test/browsers/browser-name.ts';
import {
  type BrowserName,
  type Options,
  openBrowser,
  requireBrowser,
} from '../../test/browsers/index.ts';
import { openGallery } from '../../test/gallery/gallery.ts';
import { wanting } from '../../test/gallery/scenes.ts';
import { show } from '../../test/gallery/stage.ts';
import { folderOf, root } from '../build.ts';
import { sheet } from './sheet.ts';
import type { Studio } from './studio.ts';

type Look = Pick<Partial<Options>, 'scheme' | 'wants' | 'fontSize'>;

/** What users of a browser may want of every page, by what its sheet is called. */
const wants: Readonly<Record<string, Look>> = {
  'forced-light': { scheme: 'light', wants: 'forcedColors' },
  'forced-dark': { scheme: 'dark', wants: 'forcedColors' },
  'contrast-light': { scheme: 'light', wants: 'moreContrast' },
  'contrast-dark': { scheme: 'dark', wants: 'moreContrast' },
  large: { scheme: 'light', fontSize: 32 },
};

/** The main screens as those see them who want other colors or large text: not kept, but to be looked at. */
export async function drawWants(studio: Studio): Promise<void> {
  const folder = join(root, 'pictures');
  await mkdir(folder, { recursive: true });
  for (const browser of browserNames) {
    for (const [name, look] of Object.entries(wants)) {
      const body = (await shoot(browser, look)).join('');
      const style = `
        body { display: grid; grid-template-columns: repeat(5, 360px); gap: 16px; padding: 16px; font-size: 14px; }`;
      const size = { width: 1896, height: 1200, scale: 1, grows: true, scheme: 'light' } as const;
      const png = await studio.draw(sheet({ ...size, style, body }));
      await writeFile(join(folder, `${name}-${browser}.png`), png);
    }
  }
}

/** The screens in a browser of their own, for such a wish is a setting of the whole browser. */
async function shoot(name: BrowserName, look: Look): Promise<string[]> {
  const opened = await openBrowser(name, {
    extension: folderOf(name === 'chromium' ? 'chrome' : 'firefox'),
    executable: await requireBrowser(name),
    ...look,
  });
  try {
    const page = await openGallery({ opened });
    const figures: string[] = [];
    for (const scene of wanting) {
      await show(page, scene);
      const png = await page.screenshot({ encoding: 'base64', fullPage: true });
      const image = `<img class="popup" width="360" src="data:image/png;base64,${png}">`;
      figures.push(`<figure><figcaption>${scene.name}</figcaption>${image}</figure>`);
    }
    return figures;
  } finally {
    await opened.close();
  }
}
