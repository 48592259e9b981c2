import type { MessageKey } from '../../i18n.ts';

/** In this the browsers agree without the polyfill, which would have to be loaded first. */
declare const chrome: {
  readonly i18n: { getMessage(key: MessageKey): string };
};

const { i18n } = chrome;

// Before anything is painted, for the page itself has the bar of every screen on it.
const language = i18n.getMessage('language');
document.documentElement.lang = language;
// Of the words, and not of the browser: that may speak a language in which there are none.
document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
document.title = i18n.getMessage('name');

// Browsers show a popup when its page has loaded. What is imported here does not keep that waiting,
// so that both come to pass at the same time.
import('./index.tsx').catch(() => {
  const main = document.createElement('main');
  main.dataset.status = 'failed';
  main.setAttribute('role', 'alert');
  main.append(i18n.getMessage('unreadableText'));
  document.body.append(main);
});
