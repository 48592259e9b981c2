import type { Page } from 'puppeteer-core';
import type { OpenBrowser } from '../browsers/index.ts';
import { patiently } from '../browsers/pages.ts';
import type { Messages } from '../house/faults-of-language.ts';
import { pretend } from './stage.ts';

/** How large the popup is, CSS px. */
export const popupSize = { width: 360, height: 580 };

/** What runs TypeScript outside of tests names each function by a call of its own, unknown to a page. */
const nameNothing = 'globalThis.__name = named => named';

interface GalleryProps {
  readonly opened: OpenBrowser;
  /** The words to be shown; absent, those of the browser's own language. Chromium only. */
  readonly messages?: Messages;
  /** The time at which the clock of the page stands still, epoch ms; absent, it runs. Chromium only. */
  readonly at?: number;
}

/** The popup's own page in a tab, ready for scenes. It asks no background, and storage for nothing. */
export async function openGallery({ opened, messages, at }: GalleryProps): Promise<Page> {
  if (opened.name === 'firefox') return openInFirefox(opened);
  const quietPage = await opened.quietPage();
  const page = patiently(await opened.browser.newPage());
  await page.setViewport(popupSize);
  await page.evaluateOnNewDocument(nameNothing);
  await page.evaluateOnNewDocument(pretend, messages ?? null);
  if (at !== undefined) await stopClock(page, at);
  await page.goto(new URL('popup.html', quietPage.url()).href);
  await page.waitForSelector('main');
  return page;
}

/** Firefox lets nobody into such a page before it is drawn, and its popup is a tab in any case. */
async function openInFirefox(opened: OpenBrowser): Promise<Page> {
  const page = await opened.openPopup();
  await page.setViewport(popupSize);
  await page.evaluate(nameNothing);
  await page.evaluate(pretend, null);
  return page;
}

/** Lets the page look the same today and tomorrow, here and elsewhere. */
async function stopClock(page: Page, at: number): Promise<void> {
  await page.evaluateOnNewDocument(at => {
    Date.now = () => at;
  }, at);
  await page.emulateTimezone('UTC');
  const devtools = await page.createCDPSession();
  await devtools.send('Emulation.setLocaleOverride', { locale: 'en-US' });
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
}
