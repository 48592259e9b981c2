import * as v from 'valibot';
import browser, { type Tabs } from 'webextension-polyfill';
import type { ClientIdentifier } from '../core/state.ts';
import { placeOver } from './place-over.ts';

/** The tab in which we opened the approval page; it has a window of its own where there are windows. */
const openedSchema = v.object({
  id: v.number(),
  /** The grant that is approved there. Older versions kept the page's address, code and all. */
  grant: v.optional(v.string(), ''),
  /** The window that was in use before; null where nobody knows. */
  over: v.nullable(v.number()),
  /** Epoch ms. Older versions did not say. */
  openedAt: v.optional(v.number(), 0),
});

type Opened = v.InferOutput<typeof openedSchema>;

/** That tab, as the browser knows it. */
type OurTab = Tabs.Tab & { readonly id: number };

/** A page has an address by then, ms, however slow the computer. */
const opensWithin = 30_000;

/** For how long a page that does not close is waited for, ms. */
const longestClosing = 1_000;

/** Kept for this session of the browser only: in the next one the id may be another tab's. */
const openedKey = 'approval';

let turn: Promise<unknown> = Promise.resolve();

/** Whether this background has shown an approval page: what is there then is not left of another. */
let hasShown = false;

/**
 * Shows the approval page of a grant: brings forward the tab that has it, or opens one in a window of
 * its own.
 */
export function openApproval(grant: ClientIdentifier, address: string): Promise<void> {
  return inTurn(async () => {
    hasShown = true;
    const opened = await readOpened();
    const tab = await tabAtPlex(opened);
    if (tab !== null && opened?.grant === grant && (await bringForward(tab))) return;
    await close(tab);
    await forgetOpened();
    const created = await create(address);
    if (created !== null) await browser.storage.session.set({ [openedKey]: { ...created, grant } });
  });
}

/** Closes the approval page if we opened one, and it is still a page of Plex's. */
export function closeApproval(): Promise<void> {
  return inTurn(async () => closeAndForget(await readOpened()));
}

/** Says something elsewhere, over a window if one is named, and tells whether it could. */
type Show = (over: number | null) => Promise<boolean>;

/**
 * Ends the approval page that has served: `show` says so elsewhere, over the window that was in use
 * before if that is known. Where it could not, the page becomes ours.
 */
export function replaceApproval(show: Show): Promise<void> {
  return inTurn(async () => replace(await readOpened(), show));
}

/** Ends a page that a background has left, which died before it could; where nothing is to be said, null. */
export function endLeftApproval(show: Show | null): Promise<void> {
  return inTurn(async () => {
    const left = hasShown ? null : await readOpened();
    if (left !== null) await (show === null ? closeAndForget(left) : replace(left, show));
  });
}

/** What we know of the page is forgotten last: a background that dies before leaves it to the next. */
async function closeAndForget(opened: Opened | null): Promise<void> {
  await close(await tabAtPlex(opened));
  await forgetOpened();
}

async function replace(opened: Opened | null, show: Show): Promise<void> {
  const over = opened?.over ?? null;
  const tab = await tabAtPlex(opened);
  const isInFront = tab !== null && (await isFocused(tab));
  // What is shown over the page's own window would go with it; and nobody is called from elsewhere.
  const canShow = !isInFront || (over !== null && over !== tab.windowId);
  const isShown = canShow && (await show(isInFront ? over : null).catch(() => false));
  if (tab !== null) await (isShown ? close(tab) : becomeOurs(tab, isInFront));
  await forgetOpened();
}

/** Nothing comes of it where the tab is gone. */
async function becomeOurs(tab: OurTab, isInFront: boolean): Promise<void> {
  const becoming = browser.tabs.update(tab.id, { url: browser.runtime.getURL('popup.html') });
  await becoming.then(() => isInFront && bringForward(tab)).catch(() => undefined);
}

/** Whether the approval page was closed by its user, now that a window was; it is forgotten then. */
export function approvalWasClosed(): Promise<boolean> {
  // In its turn: whatever we are closing is forgotten by then.
  return inTurn(async () => {
    const opened = await readOpened();
    if (opened === null || (await tabOf(opened)) !== null) return false;
    await forgetOpened();
    return true;
  });
}

/** One after the other: a tab that is still being opened can be closed only afterwards. */
function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
  const acted = turn.then(act, act);
  turn = acted;
  return acted;
}

/**
 * The window goes with its last tab; others in it are its user's. It fails where the tab is gone. A page
 * may have its user asked first, and Chromium says nothing for as long as they stay: then it is theirs.
 */
async function close(tab: OurTab | null): Promise<void> {
  if (tab === null) return;
  const gone = browser.tabs.remove(tab.id).catch(() => undefined);
  await Promise.race([gone, new Promise(resolve => setTimeout(resolve, longestClosing))]);
}

/** Firefox for Android has no windows: there, a tab among others. */
async function create(address: string): Promise<Omit<Opened, 'grant'> | null> {
  if (browser.windows?.create === undefined) {
    const { id } = await browser.tabs.create({ url: address });
    return id === undefined ? null : { id, over: null, openedAt: Date.now() };
  }
  const inUse = await browser.windows.getLastFocused().catch(() => null);
  // Whoever signs in must see by the address bar whose page it is: only a normal window has one.
  const window = { url: address, type: 'normal' as const };
  const { tabs } = await browser.windows
    .create({ ...window, ...placeOver(inUse) })
    // Chrome refuses a place that is off the screen, half of it at least.
    .catch(() => browser.windows.create({ ...window, ...placeOver(null) }));
  const id = tabs?.[0]?.id;
  if (id === undefined) return null;
  return { id, over: inUse?.id ?? null, openedAt: Date.now() };
}

/** Whether it could be brought forward. */
async function bringForward({ id, windowId }: OurTab): Promise<boolean> {
  const showing = async () => {
    await browser.tabs.update(id, { active: true });
    if (windowId !== undefined) await browser.windows?.update(windowId, { focused: true });
  };
  return showing().then(
    () => true,
    () => false,
  );
}

/** Whether somebody is at that tab. */
async function isFocused({ active, windowId }: OurTab): Promise<boolean> {
  if (!active || windowId === undefined || browser.windows === undefined) return false;
  const window = await browser.windows.get(windowId).catch(() => null);
  return window?.focused ?? false;
}

async function tabOf({ id }: Opened): Promise<OurTab | null> {
  return browser.tabs.get(id).then(
    tab => ({ ...tab, id }),
    () => null,
  );
}

/**
 * The tab, if it shows a page of Plex's: it may have gone anywhere since, and then it is its user's.
 * We see addresses of Plex's pages alone; a page that is being opened has none yet, and looks like
 * one of anybody's that is loading.
 */
async function tabAtPlex(opened: Opened | null): Promise<OurTab | null> {
  const tab = opened === null ? null : await tabOf(opened);
  if (tab === null) return null;
  const patterns = browser.runtime.getManifest().host_permissions ?? [];
  const address = tab.pendingUrl || tab.url || '';
  const isKnown = patterns.some(pattern => address.startsWith(pattern.replace(/\*$/, '')));
  const isNew = Math.abs(Date.now() - (opened?.openedAt ?? 0)) < opensWithin;
  return isKnown || (isNew && address === '' && tab.status === 'loading') ? tab : null;
}

async function readOpened(): Promise<Opened | null> {
  const stored = await browser.storage.session.get(openedKey);
  const parsed = v.safeParse(openedSchema, stored[openedKey]);
  return parsed.success ? parsed.output : null;
}

async function forgetOpened(): Promise<void> {
  await browser.storage.session.remove(openedKey);
}
