import { useEffect, useState } from 'preact/hooks';
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

/** Whether this page is in a tab, where it stays: known a moment after it is drawn. */
export function useIsInTab(): boolean {
  const [isTab, setIsTab] = useState(false);
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
