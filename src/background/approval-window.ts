import * as v from 'valibot';
import browser from 'webextension-polyfill';

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

/** Closes the approval window if we opened one and the user has not closed it. */
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
  // It fails only where the window is gone already, and then all is as it should be.
  await remove(opened).catch(() => undefined);
}

async function remove({ kind, id }: Opened): Promise<void> {
  if (kind === 'window') return browser.windows.remove(id);
  // A tab may have become another page's since.
  const { url } = await browser.tabs.get(id);
  if (url?.startsWith('https://app.plex.tv/')) await browser.tabs.remove(id);
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

/** Whether it is still there and could be brought forward. */
async function bringForward({ kind, id }: Opened): Promise<boolean> {
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
