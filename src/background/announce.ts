import browser from 'webextension-polyfill';
import { approvedHere } from '../core/effect.ts';
import type { State } from '../core/state.ts';
import { closePopups } from '../protocol.ts';
import { markOpenedByItself, unmarkOpenedByItself } from '../store/storage.ts';
import { endLeftApproval, replaceApproval } from './approval-window.ts';
import { openPopup } from './open-popup.ts';

/** How often a window is looked at that is to come to the front, and the pause between, ms. */
const looks = { most: 20, pause: 50 };

/**
 * Says that there is a link, to whoever has just approved it: in a page of ours that they see, in the
 * popup, which is opened, or in the place of the approval page. The button says so besides.
 */
export function announce(): Promise<void> {
  return replaceApproval(showPopup);
}

/** Goes on with the end of an approval page that has served, of which a background has died. */
export async function resume(state: State): Promise<void> {
  if (approvedHere(state) === null) await endLeftApproval(state.link === null ? null : showPopup);
}

/** Whether a page of ours is to be seen, the popup for one, over a window if one is named. */
async function showPopup(over: number | null): Promise<boolean> {
  if (over !== null) {
    // A popup that stayed open behind Plex's window may vanish with that: another takes its place.
    await closePopups();
    await focus(over);
  }
  if (await isShown(over)) return true;
  await markOpenedByItself();
  // Many browsers open it only for a press, and all of them only in the window in front.
  return openPopup(over).then(
    () => true,
    async () => {
      await unmarkOpenedByItself();
      return false;
    },
  );
}

/** Whether the popup is open, or the same page in a tab in front. */
async function isShown(over: number | null): Promise<boolean> {
  const documentUrls = [browser.runtime.getURL('popup.html')];
  const contexts = await browser.runtime.getContexts({ documentUrls });
  if (contexts.some(({ contextType }) => contextType === 'POPUP')) return true;
  const inWindow = contexts.filter(({ windowId }) => over === null || windowId === over);
  const tabs = await Promise.all(
    inWindow.map(({ tabId }) => browser.tabs.get(tabId).catch(() => null)),
  );
  return tabs.some(tab => tab?.active);
}

/** Brings a window to the front, and waits until the browser says that it is there; not for ever. */
async function focus(windowId: number): Promise<void> {
  await browser.windows.update(windowId, { focused: true });
  for (let look = 0; look < looks.most; look += 1) {
    if ((await browser.windows.get(windowId)).focused) return;
    await new Promise(resolve => setTimeout(resolve, looks.pause));
  }
}
