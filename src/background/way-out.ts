import browser from 'webextension-polyfill';
import type { Saved } from '../core/state.ts';
import { devicesPage } from '../plex/addresses.ts';

/**
 * Whoever removes the extension while it has a token, or has given one to a tool, is led to where
 * that can be ended: an extension that is gone can end nothing. The address says nothing of who comes.
 */
export async function showWayOut({ state, secrets }: Saved): Promise<void> {
  const hasTools = state.grants.some(({ phase }) => phase === 'given' || phase === 'removing');
  const isLeft = hasTools || Object.keys(secrets).length > 0;
  await browser.runtime.setUninstallURL(isLeft ? devicesPage : '');
}
