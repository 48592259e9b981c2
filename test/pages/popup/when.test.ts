import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  ago,
  dayOf,
  minutesAndSeconds,
  secondsUntil,
  shortDayOf,
  when,
} from '../../../src/pages/popup/when.ts';

let language = 'en-US';

vi.mock('../../../src/i18n.ts', () => ({
  locale: () => language,
  numberOf: (number: number, digits = 1) => String(number).padStart(digits, '0'),
}));

/** Noon, wherever this runs. */
const noon = new Date(2027, 0, 15, 12).getTime();

const day = 86_400_000;

beforeEach(() => void vi.useFakeTimers({ now: noon }));
afterEach(() => {
  language = 'en-US';
  vi.useRealTimers();
});

describe('a time', () => {
  test('of today has no day, any other has', () => {
    expect(when(noon - 60_000)).not.toContain(dayOf(noon));
    expect(when(noon - day)).toBe(`Jan 14, ${when(noon)}`);
    expect(when(noon + day)).toBe(`Jan 16, ${when(noon)}`);
    expect(when(noon - 15 * day)).toBe(`Dec 31, 2026, ${when(noon)}`);
  });

  test.each([
    ['de', '09:05'],
    ['fr', '09:05'],
    ['es', '9:05'],
    ['en-US', '9:05\u00a0AM'],
  ])('has as many digits with a day as without: %s', async (of, hour) => {
    language = of;
    // The formats of a language are kept for as long as the popup is open.
    vi.resetModules();
    const { when } = await import('../../../src/pages/popup/when.ts');
    const morning = new Date(2027, 0, 15, 9, 5).getTime();
    expect(when(morning)).toBe(hour);
    expect(when(morning - day)).toMatch(new RegExp(`\\D${hour}$`));
  });

  test('has a year only where that is another', () => {
    expect(shortDayOf(noon - 14 * day)).toBe('Jan 1');
    expect(shortDayOf(noon - 15 * day)).toBe('Dec 31, 2026');
    expect(dayOf(noon)).toBe('January 15, 2027');
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300])(
    'that is none breaks nothing: %s',
    time => {
      expect(dayOf(time)).toBe('…');
      expect(shortDayOf(time)).toBe('…');
      expect(when(time)).toBe('…');
    },
  );
});

describe('how long ago', () => {
  test.each([
    [0, 'today'],
    [-60_000, 'today'],
    [11 * 3_600_000, 'today'],
    [13 * 3_600_000, 'yesterday'],
    [day, 'yesterday'],
    [6 * day, '6\u00a0days ago'],
    [7 * day, '1\u00a0week ago'],
    [22 * day, '3\u00a0weeks ago'],
    [30 * day, '1\u00a0month ago'],
    [200 * day, '6\u00a0months ago'],
    [365 * day, '1\u00a0year ago'],
    [800 * day, '2\u00a0years ago'],
  ])('%d ms is %s', (ms, said) => {
    expect(ago(noon - ms, noon)).toBe(said);
  });

  test('breaks nothing where it is no time', () => {
    expect(ago(Number.NaN, noon)).toBe('…');
  });
});

describe('a countdown', () => {
  test.each([
    [900_000, '15:00'],
    [899_001, '15:00'],
    [899_000, '14:59'],
    [1_000, '0:01'],
    [1, '0:01'],
    [0, '0:00'],
    [-5_000, '0:00'],
    [3_600_000, '60:00'],
    [365 * day, '60:00'],
    [Number.POSITIVE_INFINITY, '60:00'],
  ])('with %d ms left shows %s', (left, shown) => {
    expect(minutesAndSeconds(secondsUntil(noon + left, noon))).toBe(shown);
  });
});
