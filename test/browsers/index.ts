import { openChromium } from './chromium.ts';
import { openFirefox } from './firefox.ts';
import type { BrowserName, OpenBrowser, Options } from './open-browser.ts';

export { browserNamed, browserNames } from './browser-name.ts';
export { requireBrowser } from './find-browser.ts';
export { makeUsedProfile } from './firefox.ts';
export type { BrowserName, OpenBrowser, Options } from './open-browser.ts';

/**
 * Opens a real browser with the extension in it and, if asked, a stand-in in the place of plex.tv.
 * Several may be open at the same time.
 */
export async function openBrowser(name: BrowserName, options: Options): Promise<OpenBrowser> {
  return name === 'chromium' ? openChromium(options) : openFirefox(options);
}
