import browser from 'webextension-polyfill';
import type messages from '../extension/_locales/en/messages.json';

/** A key of `_locales/en/messages.json`; the compiler knows them all. */
export type MessageKey = keyof typeof messages;

/** What the keys of a text with plurals have in common: `more` of `more_one` and `more_other`. */
export type PluralKey = MessageKey extends infer Key
  ? Key extends `${infer Base}_other`
    ? Base
    : never
  : never;

/** The words of a key, in the browser's language where we have it. */
export function i18n(key: MessageKey, ...substitutions: string[]): string {
  return browser.i18n.getMessage(key, substitutions);
}

/** The words for so many, with the number in them. A language has a text for each of its plurals. */
export function i18nCount(key: PluralKey, count: number): string {
  const plural = new Intl.PluralRules(i18n('language')).select(count);
  const number = numberOf(count);
  return browser.i18n.getMessage(`${key}_${plural}`, [number]) || i18n(`${key}_other`, number);
}

/** A whole number as the language of the words writes it, with at least so many digits. */
export function numberOf(number: number, digits = 1): string {
  return new Intl.NumberFormat(locale(), { minimumIntegerDigits: digits }).format(number);
}

/**
 * How numbers, days and lists are written: as the browser does it in the language of the words, and
 * as that language does it where the browser's own is one that we have no words in.
 */
export function locale(): string {
  const language = i18n('language');
  const found = locales.get(language) ?? localeFor(language);
  locales.set(language, found);
  return found;
}

/** By language. To find one takes longer than to draw a row of a list, which asks for it. */
const locales = new Map<string, string>();

function localeFor(language: string): string {
  const own = Intl.DateTimeFormat().resolvedOptions().locale;
  const isSame = new Intl.Locale(own).language === new Intl.Locale(language).language;
  return isSame ? own : language;
}
