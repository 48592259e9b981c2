import { attemptOf, linkOf } from './grants.ts';
import type { ClientIdentifier, In, Saved, State, Token, Way } from './state.ts';
import { toolsOf } from './tools.ts';

/** A question to plex.tv about the grant `id`, under the name of the tool whose it is. */
export type Request = { readonly id: ClientIdentifier; readonly tool?: string } & (
  | { readonly type: 'createPin'; readonly way: Way | null }
  | { readonly type: 'checkPin'; readonly pinId: number }
  | { readonly type: 'readAccount'; readonly token: Token }
  | { readonly type: 'readAvatar'; readonly thumb: string }
  | { readonly type: 'signOut'; readonly token: Token }
  | { readonly type: 'readDevices'; readonly token: Token }
  /** Approves the pin that was made for the grant, whatever its code, with the token of the grant `by`. */
  | { readonly type: 'approvePin'; readonly by: ClientIdentifier; readonly token: Token }
  /**
   * Ends the device that the grant is, with the token of the grant `by`. Where it is not kept yet that
   * plex.tv has listed it, that is only looked up: it proves the end to whoever has died of the answer.
   */
  | {
      readonly type: 'removeDevice';
      readonly by: ClientIdentifier;
      readonly token: Token;
      readonly isListed: boolean;
    }
);

/** An order that a transition gives to the background. Started, never awaited. */
export type Effect =
  | Request
  | { readonly type: 'openApproval'; readonly id: ClientIdentifier; readonly code: string }
  /** Of the grant `id`, so that it is not taken for the closing of another page that is still going on. */
  | { readonly type: 'closeApproval'; readonly id: ClientIdentifier }
  /** Says that there is a link, in the place of the approval page. */
  | { readonly type: 'announce' };

/** What a change means for the user's windows, and for what is asked after a confirmation. */
export function effectsOf(before: State, { state: after, secrets }: Saved, now: number): Effect[] {
  const [was, is] = [approvedHere(before), approvedHere(after)];
  const effects: Effect[] = [];
  if (after.link !== null && after.link !== before.link) effects.push({ type: 'announce' });
  // Nobody can approve that pin any more: the page that asks for it goes with it.
  else if (was !== null && was.id !== is?.id) effects.push({ type: 'closeApproval', id: was.id });
  if (is !== null && is.id !== was?.id) effects.push(openApproval(is));
  const [link, linkBefore] = [linkOf(after), linkOf(before)];
  const isGood = link?.phase === 'held' && now >= after.quietUntil;
  if (!isGood) return effects;
  const isConfirmed = link.pending === null && linkBefore?.pending !== null;
  const { thumb = null, avatar = null } = link.account ?? {};
  if (isConfirmed && thumb !== null && avatar === null) {
    effects.push({ type: 'readAvatar', id: link.id, thumb });
  }
  const tools = toolsOf(after);
  const isOneMore = tools.length > toolsOf(before).length;
  if (tools.length > 0 && (isConfirmed || isOneMore)) {
    effects.push({ type: 'readDevices', id: link.id, token: secrets[link.id] ?? '' });
  }
  return effects;
}

/** The attempt whose approval page we show. */
export function approvedHere(state: State): In<'waiting'> | null {
  const attempt = attemptOf(state);
  return attempt?.phase === 'waiting' && attempt.way === 'browser' ? attempt : null;
}

export function openApproval({ id, pin }: In<'waiting'>): Effect {
  return { type: 'openApproval', id, code: pin.code };
}
