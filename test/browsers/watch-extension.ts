import type { Page } from 'puppeteer-core';
import type { Browser as ExtensionApi } from 'webextension-polyfill';

// Inside the browser only. Both browsers know `chrome` there, and give promises by it.
declare const chrome: ExtensionApi;
declare const browser: ExtensionApi;

/** What was heard in a page, which keeps it there. */
function heardIn(page: Page): () => Promise<unknown[]> {
  return () => page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);
}

/** Hears what is sent to all of the extension, in a page of it that is not the sender. */
export async function hearMessages(quietPage: Page): Promise<() => Promise<unknown[]>> {
  await quietPage.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    chrome.runtime.onMessage.addListener((message: unknown) => {
      heard.push(message);
      return undefined;
    });
  });
  return heardIn(quietPage);
}

/**
 * Records what a page sends and is answered, in that page. Firefox may take the silence of a second
 * listener for the answer, so nobody else may listen there.
 */
export async function recordMessages(page: Page): Promise<() => Promise<unknown[]>> {
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    const { runtime } = browser;
    const { sendMessage } = runtime;
    runtime.sendMessage = async (message: unknown) => {
      const answer: unknown = await sendMessage(message);
      heard.push(message, answer);
      return answer;
    };
  });
  return heardIn(page);
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
