import type { MessageKey } from '../../i18n.ts';

/** In this the browsers agree without the polyfill, which would have to be loaded first. */
declare const chrome: {
  readonly i18n: { getMessage(key: MessageKey | '@@bidi_dir'): string };
};

const { i18n } = chrome;

// Before anything is painted, for the page itself has the bar of every screen on it.
document.documentElement.lang = i18n.getMessage('language');
document.documentElement.dir = i18n.getMessage('@@bidi_dir');
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
