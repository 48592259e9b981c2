import { beforeEach, expect, test, vi } from 'vitest';
import { counted } from '../../../src/pages/popup/counted.ts';

const language = vi.hoisted(() => ({ name: 'en' }));

vi.mock('../../../src/i18n.ts', () => ({
  i18n: (key: string, ...values: string[]) =>
    key === 'language' ? language.name : [key, ...values].join(' '),
}));

const keys = { one: 'moreOne', other: 'moreOther' } as const;

beforeEach(() => {
  language.name = 'en';
});

test.each([
  [0, 'moreOther 0'],
  [1, 'moreOne 1'],
  [2, 'moreOther 2'],
  [1_200, 'moreOther 1,200'],
])('%d is told as «%s»', (count, told) => {
  expect(counted(keys, count)).toBe(told);
});

test('a plural that has no words of its own is told like the others', () => {
  language.name = 'pl';
  expect(counted(keys, 3)).toBe('moreOther 3');
});
