import type { BrowserName } from './open-browser.ts';

/** Every browser that there is. */
export const browserNames: readonly BrowserName[] = ['chromium', 'firefox'];

/** The browser that somebody means who types this; `chrome` is as good a name as `chromium`. */
export function browserNamed(given: string): BrowserName {
  const typed = given.toLowerCase();
  const found = browserNames.find(
    name => name === typed || (name === 'chromium' && typed === 'chrome'),
  );
  if (found !== undefined) return found;
  throw new Error(`There is no browser «${given}»: say --browser chromium or --browser firefox.`);
}
