import { beforeEach, describe, expect, test, vi } from 'vitest';
import { i18nCount, locale, numberOf } from '../src/i18n.ts';

const messages = vi.hoisted(() => new Map<string, string>());

vi.mock('webextension-polyfill', () => ({
  default: {
    i18n: {
      getMessage: (key: string, values: readonly string[] = []) =>
        [messages.get(key), ...values].join(' ').trim(),
    },
  },
}));

function speak(language: string, more: Readonly<Record<string, string>> = {}): void {
  messages.clear();
  messages.set('language', language);
  for (const [key, message] of Object.entries(more)) messages.set(key, message);
}

beforeEach(() => speak('en'));

describe('a text with plurals', () => {
  test.each([
    ['en', 1, 'one 1'],
    ['en', 2, 'other 2'],
    ['en', 1_200, 'other 1,200'],
    ['pl', 1, 'one 1'],
    ['pl', 3, 'few 3'],
    ['pl', 5, 'many 5'],
    ['pl', 22, 'few 22'],
    ['ja', 1, 'other 1'],
  ])('in %s says for %d «%s»', (language, count, said) => {
    speak(
      language,
      language === 'ja'
        ? { more_other: 'other' }
        : { more_one: 'one', more_few: 'few', more_many: 'many', more_other: 'other' },
    );
    expect(i18nCount('more', count)).toBe(said);
  });

  test('in Arabic has a word for two, and its own digits', () => {
    speak('ar', { more_two: 'two', more_other: 'other' });
    expect(i18nCount('more', 2)).toBe(`two ${new Intl.NumberFormat('ar').format(2)}`);
  });
});

describe('numbers and days', () => {
  test('are written as the browser does it, where that has the same language', () => {
    const own = Intl.DateTimeFormat().resolvedOptions().locale;
    speak(own.slice(0, 2));
    expect(locale()).toBe(own);
  });

  test('are written as in the words, where the browser has another language', () => {
    speak('pt-BR');
    expect(locale()).toBe('pt-BR');
    expect(numberOf(1_234)).toBe('1.234');
  });

  test('have as many digits as are asked for', () => {
    expect(numberOf(7, 2)).toBe('07');
  });
});
