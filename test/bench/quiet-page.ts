import type { Page } from 'puppeteer-core';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import type { OpenBrowser } from '../browsers/index.ts';
import { until } from '../browsers/until.ts';

// Inside the browser only: functions given to `evaluate` run there. Firefox knows this name too.
declare const chrome: ExtensionApi;

/** The page of the extension through which its storage is read: it wakes no background. */
export async function quietPage(opened: OpenBrowser): Promise<Page> {
  await opened.readStorage();
  return opened.pageAt(url => url.endsWith('/manifest.json'));
}

/**
 * Begins to listen for the token of a link, where there is none. What is returned resolves with the
 * time at which it was stored, epoch ms: the page itself notes it, on the clock of the computer.
 */
export async function watchToken(page: Page): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle(() => {
    const storedAt = new Promise<number>(resolve => {
      chrome.storage.local.onChanged.addListener(({ state, secrets }) => {
        // Firefox tells of every key that is written, also of one that is as it was.
        const saved: unknown = state?.newValue;
        const tokens: unknown = secrets?.newValue;
        if (typeof saved !== 'object' || saved === null || !('link' in saved)) return;
        if (typeof tokens !== 'object' || tokens === null) return;
        if (typeof saved.link === 'string' && saved.link in tokens) resolve(Date.now());
      });
    });
    return { storedAt };
  });
  return () => watch.evaluate(({ storedAt }) => storedAt);
}

/** Closes the action's own popup, whoever has opened it: after a link the extension does so itself. */
export async function closeOwnPopup(page: Page): Promise<void> {
  await until('the popup was closed', async () => {
    return page.evaluate(() => {
      const popups = chrome.extension.getViews({ type: 'popup' });
      for (const popup of popups) popup.close();
      return popups.length === 0 || undefined;
    });
  });
}
