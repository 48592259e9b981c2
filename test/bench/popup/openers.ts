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

/** The extension under test, and one of which nothing is known but the folder. */
export interface Openers {
  readonly pinlink: Opener;
  readonly blank: Opener;
}

export async function openersIn(opened: OpenBrowser, blankFolder: string): Promise<Openers> {
  const blank = await opened.browser.installExtension(blankFolder);
  const inBrowser = opened.name === 'chromium' ? openersInChromium : openersInFirefox;
  return inBrowser(opened, blank);
}
