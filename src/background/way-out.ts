import browser from 'webextension-polyfill';
import { isKept, tokenOf } from '../core/grants.ts';
import type { State } from '../core/state.ts';
import { devicesPage } from '../plex/addresses.ts';

/**
 * Whoever removes the extension while it has a token, or has given one to a tool, is led to where
 * that can be ended: an extension that is gone can end nothing. The address says nothing of who comes.
 */
export async function showWayOut({ grants }: State): Promise<void> {
  const isLeft = grants.some(grant => isKept(grant) || tokenOf[grant.phase] === 'given');
  await browser.runtime.setUninstallURL(isLeft ? devicesPage : '');
}
