import type { Page } from 'puppeteer-core';
import { type User, untilTold } from './user.ts';

/** The tokens that plex.tv has issued to tools, the oldest first. */
export function toolTokens({ plexTv }: User) {
  return plexTv.tokens.filter(({ deviceName }) => deviceName.endsWith(' (Pinlink)'));
}

/** The one of the tool with this name that was issued last. */
export function tokenOf(user: User, name: string) {
  const token = toolTokens(user).findLast(({ deviceName }) => deviceName === `${name} (Pinlink)`);
  if (token === undefined) throw new Error(`${name} was given no token.`);
  return token;
}

/** Gives a tool access, as far as the result. */
export async function giveAccess(user: User, tool: string, typed = ''): Promise<Page> {
  await user.pickTool(tool, typed);
  await user.press('create-tool');
  return user.reach('tool-snippet');
}

/** Copies the result, by the button under it. */
export async function copyResult(user: User): Promise<string> {
  await user.copies('copy-snippet');
  const popup = await user.sees('linked');
  await popup.waitForSelector('[data-copied="true"]');
  return user.opened.readClipboard();
}

/** Closes the result, which leads home. */
export async function closeResult(user: User): Promise<void> {
  await user.press('tool-done');
  await (await user.sees('linked')).waitForSelector('[data-testid="tool"]');
}

/** Copies the result and closes it. */
export async function takeOver(user: User): Promise<string> {
  const text = await copyResult(user);
  await closeResult(user);
  return text;
}

/** Copies one field of the result, by its own button. */
export async function copyField(user: User, label: string): Promise<string> {
  const popup = await user.reach('tool-snippet');
  await untilTold(popup, 'Copied', async () => {
    await (await popup.waitForSelector(fieldButton(label)))?.click();
  });
  return user.opened.readClipboard();
}

function fieldButton(label: string): string {
  return `[data-testid="copy-field"][aria-label="Copy ${label}"]`;
}

export async function endAccess(user: User, tool: string): Promise<void> {
  const popup = await user.sees('linked');
  await (await popup.waitForSelector(row(tool)))?.click();
  await user.press('end-tool');
  await user.press('confirm-end-tool');
}

/** The row of a tool in the list. */
export function row(tool: string): string {
  return `[data-testid="tool"][data-tool="${tool}"]`;
}

/** Waits until the list has that tool no more. */
export async function seesGone(user: User, tool: string): Promise<void> {
  const popup = await user.sees('linked');
  const isGone = (selector: string) => document.querySelector(selector) === null;
  await popup.waitForFunction(isGone, {}, row(tool));
}

/** Waits until the popup shows this, and does not only announce it. */
export async function says(user: User, text: string): Promise<void> {
  const popup = await user.opened.openPopup();
  const isSaid = (text: string) => document.querySelector('main')?.textContent.includes(text);
  await popup.waitForFunction(isSaid, {}, text);
}

/** As much of what is stored as is changed here. */
interface AgedGrant {
  readonly phase: string;
  readonly tool: { readonly addedAt: number } | null;
  readonly pending: { readonly dueAt: number } | null;
}

/** Lets so much time pass for all that is planned, and for the tools, without waking anybody. */
export async function ageTools(user: User, ms: number): Promise<void> {
  await changeGrants(user, ({ tool, pending, ...grant }) => ({
    ...grant,
    tool: tool && { ...tool, addedAt: tool.addedAt - ms },
    pending: pending && { ...pending, dueAt: pending.dueAt - ms },
  }));
}

/** Lets all ends have failed for so long that they are given up, without waking anybody. */
export async function giveUpEnds(user: User): Promise<void> {
  await changeGrants(user, grant =>
    ['removing', 'ending'].includes(grant.phase) ? { ...grant, pending: null } : grant,
  );
}

async function changeGrants(user: User, become: (grant: AgedGrant) => AgedGrant): Promise<void> {
  const { state } = (await user.opened.readStorage()) as { state: { grants: AgedGrant[] } };
  const grants = state.grants.map(become);
  await user.opened.writeStorage({ state: { ...state, grants } });
}
