import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'puppeteer-core';

// Puppeteer gives Firefox five seconds to go by itself; this begins where that has not helped.
const GRACE_MS = 8_000;

/** Closes the browser, and kills it if it does not go. Never hangs, never throws. */
export async function closeBrowser(browser: Browser): Promise<void> {
  const closing = browser.close();
  if (await settlesInTime(closing)) return;
  browser.process()?.kill('SIGKILL');
  await settlesInTime(closing);
}

async function settlesInTime(promise: Promise<void>): Promise<boolean> {
  const timer = new AbortController();
  const settled = promise.then(
    () => true,
    () => true,
  );
  const late = pause(GRACE_MS, false, { signal: timer.signal }).catch(() => false);
  const inTime = await Promise.race([settled, late]);
  timer.abort();
  return inTime;
}
