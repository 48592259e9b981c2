import * as v from 'valibot';
import browser, { type Tabs } from 'webextension-polyfill';

/** The window (or tab, where there are no windows) in which we opened the approval page. */
const openedSchema = v.object({
  kind: v.picklist(['window', 'tab']),
  id: v.number(),
  address: v.string(),
});

type Opened = v.InferOutput<typeof openedSchema>;

/** Kept for this session of the browser only: in the next one the id may be another window's. */
const openedKey = 'approval';

/** Room for Plex's page with its sign-in form, CSS px. */
const size = { width: 520, height: 760 };

let turn: Promise<void> = Promise.resolve();

/** Shows an approval page: brings forward the window that has it, or opens one. */
export function openApproval(address: string): Promise<void> {
  return inTurn(async () => {
    const opened = await readOpened();
    if (opened?.address === address && (await bringForward(opened))) return;
    await close(opened);
    const created = await create(address);
    if (created !== null) await browser.storage.session.set({ [openedKey]: created });
  });
}

/** Closes the approval window if we opened one, and it still shows a page of Plex's. */
export function closeApproval(): Promise<void> {
  return inTurn(async () => close(await readOpened()));
}

/** One after the other: a window that is still being opened can be closed only afterwards. */
function inTurn(act: () => Promise<void>): Promise<void> {
  turn = turn.then(act, act);
  return turn;
}

async function close(opened: Opened | null): Promise<void> {
  if (opened === null) return;
  await forgetOpened();
  if (!(await isPlexs(opened))) return;
  const { kind, id } = opened;
  const removing = kind === 'window' ? browser.windows.remove(id) : browser.tabs.remove(id);
  // It fails only where the window is gone meanwhile, and then all is as it should be.
  await removing.catch(() => undefined);
}

/**
 * Whether it is still there, and nothing but a page of Plex's: a window may have gone anywhere since,
 * and then it is its user's. We see addresses of Plex's pages alone; a page that is being opened has
 * none yet.
 */
async function isPlexs({ kind, id }: Opened): Promise<boolean> {
  const tabs = await (kind === 'window'
    ? browser.windows.get(id, { populate: true }).then(window => window.tabs ?? [])
    : browser.tabs.get(id).then(tab => [tab])
  ).catch(() => []);
  const patterns = browser.runtime.getManifest().host_permissions ?? [];
  const known = patterns.map(pattern => pattern.replace(/\*$/, ''));
  const isKnown = ({ url, pendingUrl, status }: Tabs.Tab) => {
    const address = pendingUrl || url || '';
    return (
      known.some(start => address.startsWith(start)) || (address === '' && status === 'loading')
    );
  };
  return tabs.length > 0 && tabs.every(isKnown);
}

/** Whether a window that was just closed is the one that we opened; it is forgotten then. */
export async function approvalWasClosed(windowId: number): Promise<boolean> {
  const opened = await readOpened();
  if (opened?.kind !== 'window' || opened.id !== windowId) return false;
  await forgetOpened();
  return true;
}

/** Firefox for Android has no windows: there, a tab. */
async function create(address: string): Promise<Opened | null> {
  if (browser.windows?.create === undefined) {
    const { id } = await browser.tabs.create({ url: address });
    return id === undefined ? null : { kind: 'tab', id, address };
  }
  const { id } = await browser.windows.create({ url: address, type: 'popup', ...size });
  return id === undefined ? null : { kind: 'window', id, address };
}

/** Whether it is still what we opened, and could be brought forward. */
async function bringForward(opened: Opened): Promise<boolean> {
  if (!(await isPlexs(opened))) return false;
  const { kind, id } = opened;
  const showing =
    kind === 'window'
      ? browser.windows.update(id, { focused: true })
      : browser.tabs.update(id, { active: true });
  return showing.then(
    () => true,
    () => false,
  );
}

async function readOpened(): Promise<Opened | null> {
  const stored = await browser.storage.session.get(openedKey);
  const parsed = v.safeParse(openedSchema, stored[openedKey]);
  return parsed.success ? parsed.output : null;
}

async function forgetOpened(): Promise<void> {
  await browser.storage.session.remove(openedKey);
}
