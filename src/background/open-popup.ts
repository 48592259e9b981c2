import browser from 'webextension-polyfill';

/**
 * Opens the popup, in a window if one is named. It fails where the browser does that for a press
 * alone, and where it never does: on a phone there may be no such function.
 */
export async function openPopup(windowId: number | null = null): Promise<void> {
  await browser.action.openPopup(windowId === null ? undefined : { windowId });
}
