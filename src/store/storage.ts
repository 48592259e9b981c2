import browser from 'webextension-polyfill';
import type { Entry } from '../core/journal.ts';
import { initial, type Saved, type State } from '../core/state.ts';
import { hasState, isNewer, obsoleteKeys, upToDate } from './migrate.ts';
import type { StoredRecord } from './record.ts';
import { type Loaded, parseJournal, parseRecord } from './repair.ts';
import { type Stored, version } from './schema.ts';
import { parseState } from './state.ts';

/** All that is stored by any version. A page asks for neither `secrets` nor `token`. */
const allKeys = ['version', 'state', 'secrets', 'journal', ...obsoleteKeys];

/** In `storage.session`: says that something was saved, and nothing of what. */
const writtenKey = 'written';

/** In `storage.session`: whether the popup that opens next was opened by the extension itself. */
const openedByItselfKey = 'openedByItself';

/** In `storage.session`: how far somebody has come with giving a tool access. Never a token. */
const draftKey = 'draft';

/** In `storage.session`: the step that the popup that opens next is asked for. */
const wantedKey = 'wanted';

/** Whether there may be keys of older versions: that is known once they were looked for. */
let mayBeObsolete = true;

/**
 * Everything that is saved, tokens and all, and the journal: for the background alone. Null where a
 * newer version has written it; then it must not be written either.
 *
 * @throws where the browser cannot read its storage
 */
export async function readSaved(): Promise<Loaded | null> {
  const record = await read(allKeys);
  mayBeObsolete = obsoleteKeys.some(key => key in record);
  return isNewer(record) ? null : parseRecord(record);
}

/**
 * Saves everything in one `set`, so that no death can leave a link without its token.
 *
 * @throws where the browser cannot write, on a full disk for one; then nothing was saved
 */
export async function writeSaved(saved: Saved, journal: readonly Entry[]): Promise<void> {
  const stored: Stored = { version, ...saved, journal };
  await browser.storage.local.set({ ...stored });
  // It is saved by now, and whatever fails from here on must not say otherwise.
  await removeObsolete().catch(() => undefined);
  // A popup that is not told looks again when its own command is answered.
  await browser.storage.session.set({ [writtenKey]: crypto.randomUUID() }).catch(() => undefined);
}

/** What is left over here is found at the next read, and removed then. */
async function removeObsolete(): Promise<void> {
  if (!mayBeObsolete) return;
  await browser.storage.local.remove([...obsoleteKeys]);
  mayBeObsolete = false;
}

/**
 * The state as a page may know it, without tokens; null where a newer version has written it. What
 * versions 1 and 2 wrote is the background's to take over: until then there is nothing to show.
 *
 * @throws where the browser cannot read its storage
 */
export async function readState(): Promise<State | null> {
  const record = await read(['version', 'state']);
  if (isNewer(record)) return null;
  return hasState(record) ? parseState(upToDate(record).state, null) : initial.state;
}

/** What has happened last; the oldest first. */
export async function readJournal(): Promise<readonly Entry[]> {
  const record = await read(['version', 'journal']);
  return isNewer(record) ? [] : parseJournal(record.journal);
}

/**
 * Calls back when something was saved, until the page is closed. A page must not listen to
 * `storage.local` itself: whoever does is told each change with its value, tokens and all.
 */
export function onWritten(changed: () => void): void {
  browser.storage.session.onChanged.addListener(changes => {
    if (writtenKey in changes) changed();
  });
}

/** Remembers that the popup that opens next was not opened by its owner. */
export async function markOpenedByItself(): Promise<void> {
  await browser.storage.session.set({ [openedByItselfKey]: true });
}

export async function unmarkOpenedByItself(): Promise<void> {
  await browser.storage.session.remove(openedByItselfKey);
}

/** Whether this popup was opened by the extension itself; the next one was not. */
export async function takeOpenedByItself(): Promise<boolean> {
  const stored = await browser.storage.session.get(openedByItselfKey);
  const isMarked = stored[openedByItselfKey] === true;
  if (isMarked) await unmarkOpenedByItself();
  return isMarked;
}

/** What was kept of an unfinished step, as it is stored; a popup closes whenever its owner looks away. */
export async function readDraft(): Promise<unknown> {
  const stored = await browser.storage.session.get(draftKey);
  return stored[draftKey];
}

/** Keeps an unfinished step for the next popup; null where there is none any more. */
export async function writeDraft(draft: object | null): Promise<void> {
  if (draft === null) await browser.storage.session.remove(draftKey);
  else await browser.storage.session.set({ [draftKey]: draft });
}

/** The step that this popup was asked for, as it is stored; the next one was not. */
export async function takeWanted(): Promise<unknown> {
  const stored = await browser.storage.session.get(wantedKey);
  if (wantedKey in stored) await browser.storage.session.remove(wantedKey);
  return stored[wantedKey];
}

/** Asks the popup that opens next for a step. */
export async function writeWanted(draft: object): Promise<void> {
  await browser.storage.session.set({ [wantedKey]: draft });
}

/** Shuts storage to everything but our own pages and background, where the browser can do that. */
export async function restrictStorage(): Promise<void> {
  const { local } = browser.storage;
  if (!('setAccessLevel' in local) || typeof local.setAccessLevel !== 'function') return;
  await local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
}

/** What is there under these keys, and only that. */
async function read(keys: string[]): Promise<StoredRecord> {
  const found = await browser.storage.local.get(keys);
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
