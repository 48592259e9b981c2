import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { onTestFinished } from 'vitest';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import { root } from '../../tools/build.ts';
import { type Display, openDisplay } from '../browsers/display.ts';
import {
  type BrowserName,
  type OpenBrowser,
  openBrowser,
  requireBrowser,
} from '../browsers/index.ts';
import { until } from '../browsers/until.ts';
import { startPlexTv } from '../plex-tv/index.ts';
import { extensionFor } from './stage.ts';

// Inside the browser only. Both browsers know it there.
declare const chrome: ExtensionApi;

/** Where something is on the screen, and whether the mouse is on it. */
interface Spot {
  readonly x: number;
  readonly y: number;
  readonly isHovered: boolean;
}

/** A window of the browser, as extensions are told of it. */
export interface Frame {
  readonly type: string;
  readonly focused: boolean;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const folder = join(root, 'pictures', 'screen');

/** Somebody who sits before a screen: presses what is on it, and sees what comes. */
export class Sitter {
  #pictures = 0;

  constructor(
    readonly display: Display,
    readonly opened: OpenBrowser,
    readonly title: string,
  ) {}

  /** Keeps a picture of the whole screen. */
  async picture(what: string): Promise<void> {
    this.#pictures += 1;
    await mkdir(folder, { recursive: true });
    const name = `${this.opened.name}-${this.title}-${this.#pictures}-${what}.png`;
    await this.display.picture(join(folder, name));
  }

  /** Opens the popup as its button does. */
  async openPopup(): Promise<void> {
    await this.opened.pressButton();
  }

  /** Waits until that is in the popup, and tells its text. */
  async seesPopup(selector: string): Promise<string> {
    return until(`the popup had ${selector}`, () => this.#read('popup', selector));
  }

  /** The same, in a page of ours in a tab. */
  async seesTab(selector: string): Promise<string> {
    return until(`a tab had ${selector}`, () => this.#read('tab', selector));
  }

  /** Whether the popup is there, in front or not. */
  async hasPopup(): Promise<boolean> {
    return this.opened.hasPopup();
  }

  async closePopup(): Promise<void> {
    const page = await this.opened.quietPage();
    await page.evaluate(() => {
      for (const view of chrome.extension.getViews({ type: 'popup' })) view.close();
    });
    await until('the popup was closed', async () => !(await this.hasPopup()) || undefined);
  }

  /** Presses something in the popup. */
  async pressInPopup(selector: string): Promise<void> {
    await this.reach('popup', selector);
    await this.display.press();
  }

  /** Moves the mouse to something on a page of ours: it finds only what is there to be seen. */
  async reach(type: 'popup' | 'tab', selector: string): Promise<void> {
    const page = await this.opened.quietPage();
    await this.#reach(selector, () =>
      page.evaluate(
        (type, selector) => {
          for (const view of chrome.extension.getViews({ type })) {
            const element = view.document.querySelector(selector);
            if (element === null) continue;
            const { left, top, width, height } = element.getBoundingClientRect();
            const { mozInnerScreenX = view.screenX, mozInnerScreenY = view.screenY } =
              view as unknown as Record<string, number>;
            const [x, y] = [mozInnerScreenX + left + width / 2, mozInnerScreenY + top + height / 2];
            return { x, y, isHovered: element.matches(':hover') };
          }
          return undefined;
        },
        type,
        selector,
      ),
    );
  }

  /** Presses something in a page. */
  async pressInPage(page: Page, selector: string): Promise<void> {
    await page.waitForSelector(selector);
    await this.#reach(selector, () =>
      page.$eval(selector, element => {
        const { left, top, width, height } = element.getBoundingClientRect();
        // The frame of a window is as wide below as at its sides.
        const frame = (outerWidth - innerWidth) / 2;
        const { mozInnerScreenX = screenX + frame } = globalThis as unknown as Record<
          string,
          number
        >;
        const { mozInnerScreenY = screenY + outerHeight - innerHeight - frame } =
          globalThis as unknown as Record<string, number>;
        const [x, y] = [mozInnerScreenX + left + width / 2, mozInnerScreenY + top + height / 2];
        return { x, y, isHovered: element.matches(':hover') };
      }),
    );
    await this.display.press();
  }

  /** Plex's page, once it asks. */
  async approvalPage(): Promise<Page> {
    const page = await this.opened.pageAt(url => url.startsWith('https://app.plex.tv/auth'));
    await page.waitForSelector('body[data-state="asking"]');
    return page;
  }

  /** All windows, the one that was there first before the others. */
  async windows(): Promise<Frame[]> {
    const page = await this.opened.quietPage();
    return page.evaluate(async () => {
      const windows = await chrome.windows.getAll();
      return windows
        .sort((one, other) => (one.id ?? 0) - (other.id ?? 0))
        .map(({ type = '', focused, left = 0, top = 0, width = 0, height = 0 }) => {
          return { type, focused, left, top, width, height };
        });
    });
  }

  /** Waits until the window of that number is in front of the others. */
  async seesInFront(number: number): Promise<void> {
    await until(`window ${number} was in front`, async () => {
      return (await this.windows())[number]?.focused || undefined;
    });
  }

  /** Waits until no window is left but the one that was there first. */
  async seesOneWindow(): Promise<void> {
    await until('there was one window', async () => {
      return (await this.windows()).length === 1 || undefined;
    });
  }

  // Windows move and grow while they open: the mouse is there once the page itself says so.
  async #reach(what: string, find: () => Promise<Spot | undefined>): Promise<void> {
    await until(`the mouse was on ${what}`, async () => {
      const spot = await find();
      if (spot?.isHovered) return true;
      if (spot !== undefined) await this.display.point(spot.x, spot.y);
      return undefined;
    });
  }

  async #read(type: 'popup' | 'tab', selector: string): Promise<string | undefined> {
    const page = await this.opened.quietPage();
    return page.evaluate(
      (type, selector) => {
        const found = chrome.extension
          .getViews({ type })
          .map(view => view.document.querySelector<HTMLElement>(selector)?.innerText);
        return found.find(text => text !== undefined);
      },
      type,
      selector,
    );
  }
}

/** Somebody before a screen with a browser on it that has the shipped extension, until the test is over. */
export async function sitDown(name: BrowserName, title: string): Promise<Sitter> {
  const display = await openDisplay();
  onTestFinished(() => display.close());
  const plexTv = await startPlexTv();
  onTestFinished(() => plexTv.close());
  const opened = await openBrowser(name, {
    extension: extensionFor(name),
    executable: await requireBrowser(name),
    plexTvPort: plexTv.port,
    headless: false,
    display: display.name,
  });
  onTestFinished(() => opened.close());
  return new Sitter(display, opened, title);
}
