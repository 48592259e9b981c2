import browser from 'webextension-polyfill';
import type messages from '../extension/_locales/en/messages.json';

/** A key of `_locales/en/messages.json`; the compiler knows them all. */
export type MessageKey = keyof typeof messages;

/** The words of a key, in the browser's language where we have it. */
export function i18n(key: MessageKey, ...substitutions: string[]): string {
  return browser.i18n.getMessage(key, substitutions);
}
