import type { Browser, Page } from 'puppeteer-core';
import { patience, until } from './until.ts';

/** A page that is opened when it is first asked for, and again when somebody has closed it. */
export function keptPage(open: () => Promise<Page>): () => Promise<Page> {
  let opening: Promise<Page> | undefined;
  return async () => {
    const page = await opening?.catch(() => undefined);
    if (page && (await isOpen(page))) return page;
    opening = open().then(patiently);
    return opening;
  };
}

/** The same page, in which as much patience is had with what is waited for. */
export function patiently(page: Page): Page {
  page.setDefaultTimeout(patience);
  return page;
}

/** Closes a page, if it is open still, and returns when it is gone. */
export async function closePage(page: Page): Promise<void> {
  // A page that closes itself at this moment cannot be told to, and needs not be.
  await page.close().catch(() => undefined);
  await until('the page was closed', async () => !(await isOpen(page)) || undefined);
}

/** The tab or window whose address matches, waited for. */
export async function pageAt(browser: Browser, match: (url: string) => boolean): Promise<Page> {
  return until('a page with the address was open', async () => {
    for (const page of await openPages(browser)) {
      if (match(await address(page)) && (await isOpen(page))) return patiently(page);
    }
    return undefined;
  });
}

/** All tabs and windows, and in Firefox now and then one that was closed. */
export async function openPages(browser: Browser): Promise<Page[]> {
  // A page that closes while it is being listed makes the listing fail; the next look succeeds.
  return until('the pages were listed', () => browser.pages().catch(() => undefined));
}

// Firefox reports no navigation to moz-extension addresses, so puppeteer takes such a page for blank
// and only the page itself knows better. It cannot be asked while it is being replaced.
async function address(page: Page): Promise<string> {
  const reported = page.url();
  if (reported !== 'about:blank') return reported;
  return page.evaluate(() => location.href).catch(() => reported);
}

// Firefox does not report either that such a page was closed: `isClosed` stays false. An answer from
// the page itself cannot be wrong.
async function isOpen(page: Page): Promise<boolean> {
  return !page.isClosed() && page.evaluate(() => true).catch(() => false);
}
