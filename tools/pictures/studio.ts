import type { Page } from 'puppeteer-core';
import { type OpenBrowser, openBrowser, requireBrowser } from '../../test/browsers/index.ts';
import { openGallery, popupSize } from '../../test/gallery/gallery.ts';
import { pictured, picturedAt } from '../../test/gallery/pictured.ts';
import { type Scene, sceneCalled } from '../../test/gallery/scenes.ts';
import { show } from '../../test/gallery/stage.ts';
import { filesIn, read } from '../../test/house/files.ts';
import { startPlexTv } from '../../test/plex-tv/index.ts';
import { folderOf } from '../build.ts';
import { type Scheme, type Sheet, screenSize } from './sheet.ts';

/** The languages that the extension speaks, as the folders of their messages are called. */
export const languages = filesIn('extension/_locales').map(file => file.split('/')[2] ?? '');

/** A screen as it is photographed. */
interface Shot {
  readonly scene: Scene;
  readonly scheme: Scheme;
  /** Device pixels for each CSS pixel. */
  readonly scale: number;
}

/** A real browser with the real extension, in which pictures of screens are made and laid out. */
export class Studio {
  readonly #galleries = new Map<string, Promise<Page>>();
  readonly #shots = new Map<string, string>();

  private constructor(
    readonly opened: OpenBrowser,
    readonly desk: Page,
  ) {}

  /** Lets somebody work in a studio, and closes it after them. */
  static async use(work: (studio: Studio) => Promise<void>): Promise<void> {
    const plexTv = await startPlexTv();
    const opened = await openBrowser('chromium', {
      extension: folderOf('chrome'),
      executable: await requireBrowser('chromium'),
      plexTvPort: plexTv.port,
    });
    try {
      await work(new Studio(opened, await opened.browser.newPage()));
    } finally {
      await opened.close();
      await plexTv.close();
    }
  }

  /** The popup with the words of a language, in which scenes can be shown. */
  gallery(language = 'en'): Promise<Page> {
    const open = () => {
      const messages = JSON.parse(read(`extension/_locales/${language}/messages.json`));
      return openGallery({ opened: this.opened, messages, at: picturedAt });
    };
    const gallery = this.#galleries.get(language) ?? open();
    this.#galleries.set(language, gallery);
    return gallery;
  }

  /** A picture of a sheet, with the screens photographed that it has places for. */
  async draw({ width, height, scale, grows = false, html }: Sheet): Promise<Uint8Array> {
    const { desk } = this;
    await desk.bringToFront();
    await desk.setViewport({ width, height, deviceScaleFactor: scale });
    await desk.setContent(html);
    const places = await desk.$$('img[data-scene]');
    for (const place of places) {
      const { scene, scheme, language, scale } = await place.evaluate(image => ({
        ...(image as HTMLElement).dataset,
      }));
      const shot = { scene: sceneNamed(scene), scheme: schemeOf(scheme), scale: Number(scale) };
      const png = await this.#shoot(language ?? 'en', shot);
      await place.evaluate(async (element, png) => {
        const image = element as HTMLImageElement;
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
      }, png);
    }
    await desk.bringToFront();
    await desk.evaluate(() => document.fonts.ready);
    return desk.screenshot({ fullPage: grows });
  }

  /** The popup in a tab, with a scene on it. */
  async show(scene: Scene, language = 'en'): Promise<Page> {
    const page = await this.gallery(language);
    await page.bringToFront();
    await show(page, scene);
    return page;
  }

  async #shoot(language: string, { scene, scheme, scale }: Shot): Promise<string> {
    const key = [language, scene.name, scheme, scale].join();
    const known = this.#shots.get(key);
    if (known !== undefined) return known;
    const page = await this.gallery(language);
    // Behind another tab, Chromium draws nothing.
    await page.bringToFront();
    // What is only looked at is looked at whole.
    const size = scene.name.startsWith('all/') ? popupSize : screenSize;
    await page.setViewport({ ...size, deviceScaleFactor: scale });
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await this.show(scene, language);
    const png = await page.screenshot({ encoding: 'base64' });
    this.#shots.set(key, png);
    return png;
  }
}

/** A scene that is pictured, or else one of all that there are. */
export function sceneNamed(name: string | undefined): Scene {
  for (const [own, scene] of Object.entries(pictured)) {
    if (own === name) return { name, ...scene };
  }
  return { ...sceneCalled(name?.replace('all/', '') ?? ''), name: name ?? '' };
}

function schemeOf(name: string | undefined): Scheme {
  if (name === 'light' || name === 'dark') return name;
  throw new Error(`There is no scheme ${name}.`);
}
