import type { Page } from 'puppeteer-core';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import type { OpenBrowser } from './open-browser.ts';
import { closePage, openPages } from './pages.ts';

// Inside the browser only: functions given to `evaluate` run there.
declare const chrome: ExtensionApi;

type Used = Pick<OpenBrowser, 'browser' | 'quietPage' | 'clearAlarms' | 'killBackground'>;

/**
 * Leaves nothing of what was done in a browser with an extension in it: ends its background, clears
 * what it has stored, takes the cookies, and closes all pages but these.
 */
export async function forget(
  { browser, quietPage, clearAlarms, killBackground }: Used,
  remaining: readonly Page[],
): Promise<void> {
  const extensionPage = await quietPage();
  for (const page of await openPages(browser)) {
    if (page !== extensionPage && !remaining.includes(page)) await closePage(page);
  }
  // That a window was closed may have woken the background, which would store what it knows again.
  await clearAlarms();
  await killBackground();
  await extensionPage.evaluate(async () => {
    await chrome.storage.local.clear();
    await chrome.storage.session.clear();
    // Or a page of Plex's would open when the extension is removed.
    await chrome.runtime.setUninstallURL('');
  });
  await browser.deleteCookie(...(await browser.cookies()));
}
