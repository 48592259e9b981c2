import { expect, test } from 'vitest';
import { isSame } from '../../src/store/same.ts';

test.each<[unknown, unknown]>([
  [1, 1],
  ['x', 'x'],
  [null, null],
  [[], []],
  [{}, {}],
  [
    [1, { a: [null] }],
    [1, { a: [null] }],
  ],
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
])('%j is the same as %j', (written, found) => {
  expect(isSame(written, found)).toBe(true);
  expect(isSame(found, written)).toBe(true);
});

test.each<[unknown, unknown]>([
  [1, 2],
  [1, '1'],
  [{}, null],
  [{}, 7],
  [{}, ''],
  [[], {}],
  [[1], { 0: 1 }],
  [
    [1, 2],
    [2, 1],
  ],
  [[1], [1, 2]],
  [{ a: 1 }, { b: 1 }],
  [{ a: 1 }, { a: 1, b: undefined }],
  [{ a: { b: 1 } }, { a: { b: 2 } }],
  [{ a: null }, { a: {} }],
])('%j is not the same as %j', (written, found) => {
  expect(isSame(written, found)).toBe(false);
  expect(isSame(found, written)).toBe(false);
});
