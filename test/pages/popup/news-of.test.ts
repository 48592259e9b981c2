import { expect, test } from 'vitest';
import type { View } from '../../../src/core/view.ts';
import { newsOf, newsSince } from '../../../src/pages/popup/news-of.ts';
import { revoked, unlinked } from './views.ts';

test.each<[View, ReturnType<typeof newsOf>]>([
  [unlinked, null],
  [{ ...unlinked, news: 'signedOut' }, 'signedOut'],
  [{ ...unlinked, news: 'notSignedOut', unended: 'trying' }, 'notSignedOut'],
  [{ ...unlinked, news: 'damaged', unended: 'trying' }, 'damaged'],
  [{ ...unlinked, unended: 'trying' }, 'trying'],
  [{ ...unlinked, news: 'signedOut', unended: 'givenUp' }, 'givenUp'],
  [revoked, null],
  [{ ...revoked, unended: 'trying' }, 'trying'],
  [{ ...revoked, unended: 'givenUp' }, 'givenUp'],
])('one thing at a time is told: %#', (view, news) => {
  expect(newsOf(view)).toBe(news);
});

const first = { name: 'Kometa', what: 'ended' } as const;
const second = { name: 'Kometa', what: 'notCopied' } as const;

test('what is new of tools is what was added to it', () => {
  expect(newsSince([], [])).toEqual([]);
  expect(newsSince([], [first, second])).toEqual([first, second]);
  expect(newsSince([first], [first, second])).toEqual([second]);
  expect(newsSince([first, second], [first, second])).toEqual([]);
});

test('and nothing that stays where older news goes', () => {
  const third = { name: 'Homepage', what: 'ended' } as const;
  expect(newsSince([first, second], [second, third])).toEqual([third]);
  expect(newsSince([first, second, third], [first, third])).toEqual([]);
});

test('where those before were read, all is new', () => {
  expect(newsSince([first], [second])).toEqual([second]);
  expect(newsSince([first, second], [])).toEqual([]);
});
