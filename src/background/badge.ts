import browser from 'webextension-polyfill';
import type { State } from '../core/state.ts';
import { restOf } from '../core/view.ts';
import { i18n } from '../i18n.ts';
import { markOpenedByItself, unmarkOpenedByItself } from '../store/storage.ts';

/** How long the news of a link stays on the button, ms. */
const newsLasts = 10_000;

/** An open, visible popup says so each second while it waits; one that has not is hidden, ms. */
const seenLasts = 2_000;

/** When an open popup last said so, on a clock that nobody sets; known to this background alone. */
let seenAt = Number.NEGATIVE_INFINITY;

/** Somebody looks at the popup: there is no more news. */
export async function popupSeen(): Promise<void> {
  seenAt = performance.now();
  await endNews();
}

/** Shows on the button that the link is broken, and nothing else. Browsers forget it when they end. */
export async function showState(state: State): Promise<void> {
  if (restOf(state) === 'revoked') await show('!', i18n('buttonRevoked'));
  else if ((await browser.action.getBadgeText({})) === '!') await show('', i18n('name'));
}

/** Says for a while that there is a link, to somebody who does not look; opens the popup if it may. */
export async function announce(): Promise<void> {
  if (await isSeen()) return;
  await show('✓', i18n('buttonLinked'));
  setTimeout(() => void endNews().catch(() => undefined), newsLasts);
  await markOpenedByItself();
  // Many browsers open it only for a press, and then the badge has to do.
  await browser.action.openPopup().catch(unmarkOpenedByItself);
}

/** Whether somebody looks: the popup is there now, in a tab perhaps, and has said so. */
async function isSeen(): Promise<boolean> {
  if (performance.now() - seenAt >= seenLasts) return false;
  const documentUrls = [browser.runtime.getURL('popup.html')];
  return (await browser.runtime.getContexts({ documentUrls })).length > 0;
}

/** To be called at the start, too: the background may have died before it could end them. */
export async function endNews(): Promise<void> {
  if ((await browser.action.getBadgeText({})) === '✓') await show('', i18n('name'));
}

/** The badge, and the same in words: those who hear the button hear its title. */
async function show(badge: string, title: string): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: badge === '!' ? '#b42318' : '#4338ca' });
  await browser.action.setBadgeText({ text: badge });
  await browser.action.setTitle({ title });
}
