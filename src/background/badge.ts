import browser from 'webextension-polyfill';
import { linkOf } from '../core/grants.ts';
import type { State } from '../core/state.ts';
import { i18n } from '../i18n.ts';

/** What the button shows, and the same in words: those who hear the button hear its title. */
interface Shown {
  readonly text: string;
  readonly title: string;
  readonly color: string;
}

/** What this background has put there last; null until it has. */
let shown: string | null = null;

/** Shows on the button what its user has not seen yet. Browsers forget it when they end. */
export async function showState(state: State): Promise<void> {
  const { text, title, color } = shownOf(state);
  if (text === shown) return;
  shown = text;
  await browser.action.setBadgeBackgroundColor({ color });
  await browser.action.setBadgeText({ text });
  await browser.action.setTitle({ title });
}

function shownOf(state: State): Shown {
  const link = linkOf(state);
  if (link?.phase === 'refused') {
    return { text: '!', title: i18n('buttonRevoked'), color: '#b42318' };
  }
  const isNews = link?.phase === 'held' && link.greetedAt === null;
  return isNews
    ? { text: '✓', title: i18n('buttonLinked'), color: '#4338ca' }
    : { text: '', title: i18n('name'), color: '#4338ca' };
}
