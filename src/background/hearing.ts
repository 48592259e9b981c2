import browser, { type WebRequest } from 'webextension-polyfill';
import type { LinkEvent } from '../core/event.ts';

/** Methods that change nothing. */
const reading = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Calls back when a page of Plex's asks plex.tv about pins. Each request says only that a pin was
 * read or perhaps changed, by some page: never which, and never how it stands. Works with the
 * background dead, if this is called before anything is awaited.
 */
export function onHeard(heard: (event: LinkEvent) => void): void {
  browser.webRequest.onCompleted.addListener(
    details => {
      if (isOurs(details)) return;
      heard({ type: reading.includes(details.method) ? 'pageHeard' : 'approvalHeard' });
    },
    { urls: pinUrls() },
  );
}

/** The pins' paths on the hosts that the manifest names. */
function pinUrls(): string[] {
  const hosts = browser.runtime.getManifest().host_permissions ?? [];
  return hosts.map(pattern => pattern.replace(/\/\*$/, '/api/v2/pins/*'));
}

/** Whether the background itself asked. Chrome names the origin `initiator`, Firefox `originUrl`. */
function isOurs(details: WebRequest.OnCompletedDetailsType): boolean {
  const origin = 'initiator' in details ? details.initiator : details.originUrl;
  return `${origin}/`.startsWith(browser.runtime.getURL(''));
}
