import { expect, test } from 'vitest';
import { piecesOf } from '../../../src/pages/popup/names.ts';

function text(names: readonly string[], language = 'en'): string {
  const pieces = piecesOf(names, language, count => `${count} more`);
  return pieces.map(piece => piece.text).join('');
}

test.each([
  [[], ''],
  [['A'], 'A'],
  [['A', 'B'], 'A and B'],
  [['A', 'B', 'C'], 'A, B, and C'],
  [['A', 'B', 'C', 'D'], 'A, B, C, and\u00A01 more'],
  [['A', 'B', 'C', 'D', 'E', 'F', 'G'], 'A, B, C, and\u00A04 more'],
])('%j are told as «%s»', (names, told) => {
  expect(text(names)).toBe(told);
});

test('what is only counted takes its «and» along, where a space is between them', () => {
  expect(text(['A', 'B', 'C', 'D'], 'de')).toBe('A, B, C und\u00A01 more');
  expect(text(['A', 'B', 'C', 'D'], 'ja')).toBe('A、B、C、1 more');
});

test('each language puts its own words between them', () => {
  expect(text(['A', 'B'], 'de')).toBe('A und B');
});

test('the names are told from what stands between', () => {
  expect(piecesOf(['A', 'B'], 'en', String)).toEqual([
    { isName: true, text: 'A' },
    { isName: false, text: ' and ' },
    { isName: true, text: 'B' },
  ]);
});
