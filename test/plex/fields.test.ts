import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { address, each, line, number, text, time } from '../../src/plex/fields.ts';

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

describe('a line', () => {
  const family = '👩\u200D👩\u200D👧';

  test.each([
    ['Ada', 'Ada'],
    [' Ada ', 'Ada'],
    ['Ada\nKing', 'Ada King'],
    ['Ada\r\n\tKing\u2028\x85L', 'Ada King L'],
    ['\u0000A\u0008d\u001Fa\u007F\u0080\u009F', 'Ada'],
    ['A\u061Cd\u200E\u200Fa\u202A\u202B\u202C\u202D\u202E', 'Ada'],
    ['A\u2066d\u2067\u2068a\u2069\u206F\u2060', 'Ada'],
    ['\uFEFFA\u200Bda\u180E', 'Ada'],
    ['A\uD83Dda\uDE00', 'Ada'],
    [family, family],
    ['علی\u200Cرضا', 'علی\u200Cرضا'],
    ['Zoë Ångström 李', 'Zoë Ångström 李'],
    ['\u0000 \u202E\n', null],
    ['\u200C \u200D', null],
    ['', null],
    [null, null],
    [undefined, null],
    [7, null],
    [['Ada'], null],
  ])('is read from %j', (value, expected) => {
    expect(v.parse(line(20), value)).toBe(expected);
  });

  test.each([
    ['a'.repeat(20), 'a'.repeat(20)],
    ['a'.repeat(21), 'a'.repeat(20)],
    [`${'\u0000'.repeat(50)}${'a'.repeat(21)}`, 'a'.repeat(20)],
    [`${'a'.repeat(19)} b`, 'a'.repeat(19)],
    [`${'a'.repeat(18)}😀`, `${'a'.repeat(18)}😀`],
    [`${'a'.repeat(19)}😀`, 'a'.repeat(19)],
  ])('is cut to its length, and not through a character: %s', (value, expected) => {
    expect(v.parse(line(20), value)).toBe(expected);
  });
});

describe('an address', () => {
  test.each([
    ['ada@example.org', 'ada@example.org'],
    [' ada@example.org\n', 'ada@example.org'],
    ['a'.repeat(20), 'a'.repeat(20)],
    ['a'.repeat(21), null],
    ['ada@\u202Eexample', null],
    ['ada@\u200Bexample', null],
    ['ada@\nexample', null],
    [' ', null],
    [null, null],
    [undefined, null],
    [7, null],
  ])('is whole or null: %j', (value, expected) => {
    const schema = address(20);
    expect([v.parse(schema, value), v.parse(schema, value)]).toEqual([expected, expected]);
  });
});

describe('a list', () => {
  test.each([
    [
      [1, '2', 'three', null, 4],
      [1, 2, 4],
    ],
    [
      [1, 2, 3, 4],
      [1, 2, 3],
    ],
    [
      ['one', 1, 2, 3, 4],
      [1, 2, 3],
    ],
    [[], []],
  ])('is what can be read of it, to its end: %j', (list, expected) => {
    expect(v.parse(each(number, 3), list)).toEqual(expected);
  });

  test.each([null, undefined, 7, '1,2', { 0: 1 }])('is not %j', value => {
    expect(v.is(each(number, 3), value)).toBe(false);
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
