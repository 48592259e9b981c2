import browser from 'webextension-polyfill';
import type { Secrets } from '../core/state.ts';
import { devicesPage } from '../plex/addresses.ts';

/**
 * Whoever removes the extension while it has a token is led to where that can be ended: an
 * extension that is gone can end nothing. The address says nothing of who comes.
 */
export async function showWayOut(secrets: Secrets): Promise<void> {
  const isLeft = Object.keys(secrets).length > 0;
  await browser.runtime.setUninstallURL(isLeft ? devicesPage : '');
}
