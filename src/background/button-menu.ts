import browser from 'webextension-polyfill';
import { linkOf } from '../core/grants.ts';
import type { State } from '../core/state.ts';
import { i18n } from '../i18n.ts';
import { writeWanted } from '../store/storage.ts';
import { openPopup } from './open-popup.ts';

/** What the context menu of the button offers; each is named by the key of its words. */
const items = ['giveAccess', 'check'] as const;

/** Whether the browser was told to show them, by this background; null until it has told anything. */
let isShown: boolean | null = null;

/** Offers in the button's menu what can be done while an account is linked. Phones have no such menu. */
export async function showMenu(state: State): Promise<void> {
  const isLinked = linkOf(state)?.phase === 'held';
  if (browser.contextMenus === undefined || isLinked === isShown) return;
  isShown = isLinked;
  await Promise.all(items.map(put));
}

/** The words are told again, too: the browser may speak another language since. */
async function put(id: (typeof items)[number]): Promise<void> {
  const title = i18n(id);
  await create(id, title);
  // What was wanted last is what stays, also where that came while the item was being made.
  await browser.contextMenus.update(id, { title, visible: isShown === true });
}

/** Some browsers keep the menu when the background ends, and some forget it when they end themselves. */
function create(id: string, title: string): Promise<void> {
  return new Promise(resolve => {
    const created = () => {
      // It may be there already. An error that nobody reads would be noted down as a fault.
      void browser.runtime.lastError;
      resolve();
    };
    browser.contextMenus.create({ id, title, contexts: ['action'], visible: false }, created);
  });
}

/** Takes the presses in that menu. To be called before anything is awaited. */
export function onMenuPressed(checkPressed: () => void): void {
  browser.contextMenus?.onClicked.addListener(({ menuItemId }) => {
    if (menuItemId === 'check') {
      checkPressed();
      // What comes of it is seen there.
      void openPopup().catch(() => undefined);
    }
    if (menuItemId === 'giveAccess') void openToolList().catch(() => undefined);
  });
}

/** Opens the popup where a tool is chosen. */
async function openToolList(): Promise<void> {
  const step = { at: 'pick', query: '' };
  const told = writeWanted({ step, keptAt: Date.now() }).catch(() => undefined);
  // Firefox before 149 opens it only while a press is handled: nothing is awaited until then.
  await openPopup().catch(async () => {
    await told;
    await browser.tabs.create({ url: browser.runtime.getURL('popup.html') });
  });
}
