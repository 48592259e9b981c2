import { useEffect, useRef, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';

/** Where Chrome and its kin let their users set shortcuts; other browsers know no such page. */
const chromeShortcuts = 'chrome://extensions/shortcuts';

/** What the polyfill's types do not know yet. */
interface NewerCommands {
  openShortcutSettings?(): Promise<void>;
}

/** Opens a page in a tab, and makes way for it. */
export function openTab(url: string): void {
  void browser.tabs.create({ url }).then(leave, () => undefined);
}

/** Opens this page in a tab, where it stays open. */
export function openInTab(): void {
  openTab(location.href);
}

/** Opens the browser's settings for shortcuts; null where it has none, as on a phone. */
export function shortcutSettings(): (() => void) | null {
  const commands: NewerCommands | undefined = browser.commands;
  if (commands?.openShortcutSettings !== undefined) {
    return () => void commands.openShortcutSettings?.().then(leave, () => undefined);
  }
  return location.protocol === 'chrome-extension:' ? () => openTab(chromeShortcuts) : null;
}

/** Reads the keys that open the popup, as the browser names them; '' where there are none. */
export async function shortcutKeys(): Promise<string> {
  const known = (await browser.commands?.getAll()) ?? [];
  const { shortcut = '' } = known.find(({ name }) => name === '_execute_action') ?? {};
  // Firefox has a name of its own for the Ctrl key of a Mac.
  return shortcut.replace('MacCtrl', 'Ctrl');
}

/** Those keys for whoever asks, as far as they are known; nothing is drawn again when they come. */
export function useShortcutKeys(): () => string {
  const keys = useRef('');
  useEffect(() => {
    const read = async () => {
      keys.current = await shortcutKeys().catch(() => '');
    };
    void read();
    // Who comes back to this tab may have changed them.
    addEventListener('focus', read);
    return () => removeEventListener('focus', read);
  }, []);
  return () => keys.current;
}

/** Whether this browser has windows: on a phone, whatever is opened is a tab. */
export function hasWindows(): boolean {
  return browser.windows?.create !== undefined;
}

/** Whether the browser shows its questions under a popup, as Firefox does on a computer. */
export function hidesQuestions(): boolean {
  return location.protocol === 'moz-extension:' && hasWindows();
}

/** Whether this page is in a tab, where it stays; null until that is known, a moment after it is drawn. */
export function useIsInTab(): boolean | null {
  const [isTab, setIsTab] = useState<boolean | null>(null);
  useEffect(() => void isInTab().then(setIsTab, () => undefined), []);
  return isTab;
}

/** Whether this page is in a tab, and no popup. */
export async function isInTab(): Promise<boolean> {
  return (await browser.tabs.getCurrent()) !== undefined;
}

/** A popup that has done its work would cover what was opened. */
async function leave(): Promise<void> {
  if (!(await isInTab())) window.close();
}
