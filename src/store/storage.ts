import browser from 'webextension-polyfill';
import type { Entry } from '../core/journal.ts';
import { initialState, type Link, type State } from '../core/state.ts';
import { type Loaded, parseJournal, parseLink, parseState } from './repair.ts';
import { type Stored, version } from './schema.ts';

/** All that is kept. A page asks for `link` and `journal` alone: no token is under these. */
const allKeys = ['version', 'link', 'journal', 'token', 'left', 'signOuts'];

/** In `storage.session`: says that something was kept, and nothing of what. */
const writtenKey = 'written';

const clientIdentifierKey = 'clientIdentifier';

/**
 * The link as it stands in storage; `unlinked` where there is none that can be read.
 *
 * @throws where the browser cannot read its storage
 */
export async function readLink(): Promise<Link> {
  const stored = await browser.storage.local.get('link');
  return parseLink(stored.link) ?? initialState.link;
}

/** What has happened last; the oldest first. */
export async function readJournal(): Promise<readonly Entry[]> {
  const stored = await browser.storage.local.get('journal');
  return parseJournal(stored.journal);
}

/**
 * Calls back when something was kept, until the page is closed. A page must not listen to
 * `storage.local` itself: whoever does is told each change with its value, tokens and all.
 */
export function onWritten(changed: () => void): void {
  browser.storage.session.onChanged.addListener(changes => {
    if (writtenKey in changes) changed();
  });
}

/** Everything that is kept, tokens and all, and the journal: for the background alone. */
export async function readState(): Promise<Loaded & { readonly journal: readonly Entry[] }> {
  const stored = await browser.storage.local.get(allKeys);
  return { ...parseState(stored), journal: parseJournal(stored.journal) };
}

/**
 * Keeps everything in one `set`, so that no death can leave a link without its token.
 *
 * @throws where the browser cannot write, on a full disk for one; then nothing was kept
 */
export async function writeState(state: State, journal: readonly Entry[]): Promise<void> {
  const { link, token, left, signOuts } = state;
  const stored: Stored = { version, link, journal, token, left, signOuts };
  await browser.storage.local.set({ ...stored });
  // It is kept by now. A popup that is not told looks again when its own command is answered.
  await browser.storage.session.set({ [writtenKey]: crypto.randomUUID() }).catch(() => undefined);
}

/** The identity of this install towards plex.tv: made once, at the first need, never synced. */
export async function readClientIdentifier(): Promise<string> {
  const stored = await browser.storage.local.get(clientIdentifierKey);
  const known = stored[clientIdentifierKey];
  if (typeof known === 'string' && known !== '') return known;
  const made = crypto.randomUUID();
  await browser.storage.local.set({ [clientIdentifierKey]: made });
  return made;
}

/** Shuts storage to everything but our own pages and background, where the browser can do that. */
export async function restrictStorage(): Promise<void> {
  const { local } = browser.storage;
  if (!('setAccessLevel' in local) || typeof local.setAccessLevel !== 'function') return;
  await local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
}
