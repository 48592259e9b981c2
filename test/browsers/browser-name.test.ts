import { expect, test } from 'vitest';
import { browserNamed, browserNames } from './browser-name.ts';

test('a browser is found by its names, in either case', () => {
  for (const [typed, name] of [
    ['chromium', 'chromium'],
    ['Chrome', 'chromium'],
    ['FIREFOX', 'firefox'],
  ]) {
    expect(browserNamed(typed ?? '')).toBe(name);
  }
  expect(browserNames.map(browserNamed)).toEqual(browserNames);
});

test('who names no browser is told which there are', () => {
  for (const typed of ['', 'safari', 'chromium firefox']) {
    expect(() => browserNamed(typed)).toThrow(
      `There is no browser «${typed}»: say --browser chromium or --browser firefox.`,
    );
  }
});
