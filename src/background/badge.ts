import browser from 'webextension-polyfill';
import { restOf } from '../core/rest.ts';
import type { Link } from '../core/state.ts';
import { i18n } from '../i18n.ts';

/** How long the news of a link stays on the button, ms. */
const newsLasts = 10_000;

/** An open popup says so each second while it waits; by then one that has not said so is closed, ms. */
const lookLasts = 2_000;

/** When an open popup last said so, on a clock that nobody sets; known to this background alone. */
let lookedAt = Number.NEGATIVE_INFINITY;

/** Somebody looks at the popup: there is no more news. */
export async function looked(): Promise<void> {
  lookedAt = performance.now();
  await endNews();
}

/** Shows on the button that the link is broken, and nothing else. Browsers forget it when they end. */
export async function showState(link: Link): Promise<void> {
  if (restOf(link).status === 'revoked') await show('!', i18n('buttonRevoked'));
  else if ((await browser.action.getBadgeText({})) === '!') await show('', i18n('name'));
}

/** Says for a while that there is a link, to somebody who does not look; opens the popup if it may. */
export async function announce(): Promise<void> {
  if (performance.now() - lookedAt < lookLasts) return;
  await show('✓', i18n('buttonLinked'));
  setTimeout(() => void endNews().catch(() => undefined), newsLasts);
  // Many browsers open it only for a press, and then the badge has to do.
  await browser.action.openPopup().catch(() => undefined);
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
