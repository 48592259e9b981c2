import type { Page } from 'puppeteer-core';
import type { Browser as ExtensionApi } from 'webextension-polyfill';

// Inside the browser only. Both browsers know it by this name there, and give promises by it.
declare const chrome: ExtensionApi;

/** Hears what is sent to all of the extension, in a page of it; what is returned tells it. */
export async function watchMessages(quietPage: Page): Promise<() => Promise<unknown[]>> {
  await quietPage.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    chrome.runtime.onMessage.addListener((message: unknown) => {
      heard.push(message);
      return undefined;
    });
  });
  return () => quietPage.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);
}

export async function readButton(quietPage: Page): Promise<{ text: string; title: string }> {
  return quietPage.evaluate(async () => ({
    text: await chrome.action.getBadgeText({}),
    title: await chrome.action.getTitle({}),
  }));
}

export async function hasPopup(quietPage: Page): Promise<boolean> {
  return quietPage.evaluate(() => chrome.extension.getViews({ type: 'popup' }).length > 0);
}
