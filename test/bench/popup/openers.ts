import type { OpenBrowser } from '../../browsers/index.ts';
import { openersInChromium } from './chromium.ts';
import type { Wanted } from './contents.ts';
import { openersInFirefox } from './firefox.ts';
import type { Times } from './watch.ts';

/** Opens one popup again and again. */
export interface Opener {
  /** Opens it, sees when that is on the screen, and closes it again. */
  open(wanted: readonly Wanted[]): Promise<Times>;
}

/** The extensions that Pinlink is held against; what stands for each, such as its folder. */
export interface Others<Thing> {
  readonly blank: Thing;
  readonly still: Thing;
}

export interface Openers extends Others<Opener> {
  readonly pinlink: Opener;
}

export async function openersIn(opened: OpenBrowser, folders: Others<string>): Promise<Openers> {
  const blank = await opened.browser.installExtension(folders.blank);
  const still = await opened.browser.installExtension(folders.still);
  const inBrowser = opened.name === 'chromium' ? openersInChromium : openersInFirefox;
  return inBrowser(opened, { blank, still });
}
