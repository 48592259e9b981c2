import browser, { type WebRequest } from 'webextension-polyfill';
import type { EventOf } from '../core/event.ts';

/** Methods that change nothing. */
const reading = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Calls back when a page of Plex's asks plex.tv about pins. Each request says only that a pin was
 * read or perhaps changed, by some page: never which, and never how it stands. Works with the
 * background dead, if this is called before anything is awaited.
 *
 * Only what scripts ask is heard: navigations, which any page can make others do, would be shown to
 * us from foreign pages too.
 */
export function onHeard(heard: (event: EventOf<'pageHeard' | 'approvalHeard'>) => void): void {
  const patterns = browser.runtime.getManifest().host_permissions ?? [];
  const origins = patterns.map(pattern => pattern.replace(/\*$/, ''));
  browser.webRequest.onCompleted.addListener(
    details => {
      const asking = `${originOf(details)}/`;
      if (!origins.some(origin => asking.startsWith(origin))) return;
      heard({ type: reading.includes(details.method) ? 'pageHeard' : 'approvalHeard' });
    },
    { urls: origins.map(origin => `${origin}api/v2/pins/*`), types: ['xmlhttprequest'] },
  );
}

/** Who asked, our own background included. Chrome names the origin `initiator`, Firefox `originUrl`. */
function originOf(details: WebRequest.OnCompletedDetailsType): unknown {
  return 'initiator' in details ? details.initiator : details.originUrl;
}
