import type { Page } from 'puppeteer-core';
import type { Browser as ExtensionApi } from 'webextension-polyfill';

// Inside the browser only: functions given to `evaluate` run there. Firefox knows this name too.
declare const chrome: ExtensionApi;

/**
 * Listens in a page that has the extension's rights until something is stored under the key. The
 * page itself notes the time, on the clock of the computer: nobody has to look again and again.
 */
export async function watchStorage(page: Page, key: string): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle(key => {
    const storedAt = new Promise<number>(resolve => {
      chrome.storage.local.onChanged.addListener(changes => {
        // A key that is emptied is told as well.
        if ((changes[key]?.newValue ?? null) !== null) resolve(Date.now());
      });
    });
    return { storedAt };
  }, key);
  return () => watch.evaluate(({ storedAt }) => storedAt);
}
