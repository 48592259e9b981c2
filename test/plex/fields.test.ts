import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { number, text, time } from '../../src/plex/fields.ts';

describe('a number', () => {
  test.each([
    [876, 876],
    ['876', 876],
    [' 876 ', 876],
    ['1.272322473E9', 1_272_322_473],
  ])('is read from %j', (value, expected) => {
    expect(v.parse(number, value)).toBe(expected);
  });

  test.each(['', ' ', 'seven', 'Infinity', Number.NaN, true, null, {}])(
    'is not read from %j',
    value => {
      expect(v.is(number, value)).toBe(false);
    },
  );
});

describe('a text', () => {
  test.each([
    ['Ada', 'Ada'],
    [' Ada ', 'Ada'],
    ['', null],
    [' ', null],
    [null, null],
    [undefined, null],
  ])('%j says %j', (value, expected) => {
    expect(v.parse(text, value)).toBe(expected);
  });

  test('is no number and no list', () => {
    expect([7, ['Ada']].filter(value => v.is(text, value))).toEqual([]);
  });
});

describe('a time', () => {
  test.each([
    ['2024-07-16T17:03:05Z', Date.UTC(2024, 6, 16, 17, 3, 5)],
    ['2024-07-16T17:03:05.5Z', Date.UTC(2024, 6, 16, 17, 3, 5, 500)],
    ['2024-07-16T17:03:05.123456Z', Date.UTC(2024, 6, 16, 17, 3, 5, 123)],
    ['2023-04-12 17:00:03 +0000 UTC', Date.UTC(2023, 3, 12, 17, 0, 3)],
    ['2023-04-12 17:00:03 +0200 CEST', Date.UTC(2023, 3, 12, 15, 0, 3)],
    ['2023-04-12 17:00:03 -0330 NST', Date.UTC(2023, 3, 12, 20, 30, 3)],
  ])('is read from %s', (value, expected) => {
    expect(v.parse(time, value)).toBe(expected);
  });

  test.each([
    'on 2024-07-16T17:03:05Z',
    '2024-07-16T17:03:05Z or so',
    '2024-07-16T17:03:05',
    '2024-07-16T17:03:05,5Z',
    '2024-13-16T17:03:05Z',
    '2024-07-16T25:03:05Z',
    '2024-07-16',
    '2023-04-12 17:00:03',
    '2023-04-12 17:00:03 +0000',
    '2023-04-12 17:00:03 +0000 UTC!',
    'Wed, 12 Apr 2023 17:00:03 GMT',
    '1681318803',
    '',
    1_681_318_803,
    null,
    undefined,
    {},
  ])('is not read from %j', value => {
    expect(v.parse(time, value)).toBeNull();
  });
});
