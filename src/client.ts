import browser from 'webextension-polyfill';
import type { ClientIdentifier } from './core/state.ts';
import { type Client, identifierOf } from './plex/client.ts';

/** What plex.tv is told about who asks about a grant, and for which tool. */
export function clientFor(id: ClientIdentifier, tool?: string): Client {
  const isFirefox = browser.runtime.getURL('').startsWith('moz-extension:');
  return {
    clientIdentifier: identifierOf(id),
    version: browser.runtime.getManifest().version,
    browser: isFirefox ? 'Firefox' : 'Chrome',
    ...(tool === undefined ? {} : { tool }),
  };
}
