import browser, { type Permissions } from 'webextension-polyfill';

/** The hosts of plex.tv, as the manifest names them. */
function hosts(): Permissions.Permissions {
  return { origins: browser.runtime.getManifest().host_permissions ?? [] };
}

/** Whether we may talk to plex.tv: the user can withdraw that in the browser at any time. */
export async function isAllowed(): Promise<boolean> {
  return browser.permissions.contains(hosts());
}

/** Asks the user for it. To be called while a press is handled, before anything is awaited. */
export async function askToBeAllowed(): Promise<void> {
  await browser.permissions.request(hosts());
}

/** Calls back when the user may have given or withdrawn it. */
export function onAllowed(changed: () => void): void {
  browser.permissions.onAdded.addListener(changed);
  browser.permissions.onRemoved.addListener(changed);
}
