import { attemptOf, linkOf } from './grants.ts';
import type { ClientIdentifier, In, State, Token, Way } from './state.ts';

/** A question to plex.tv about the grant `id`. */
export type Request = { readonly id: ClientIdentifier } & (
  | { readonly type: 'createPin'; readonly way: Way }
  | { readonly type: 'checkPin'; readonly pinId: number }
  | { readonly type: 'readAccount'; readonly token: Token }
  | { readonly type: 'readAvatar'; readonly thumb: string }
  | { readonly type: 'signOut'; readonly token: Token }
);

/** An order that a transition gives to the background. Started, never awaited. */
export type Effect =
  | Request
  | { readonly type: 'openApproval'; readonly id: ClientIdentifier; readonly code: string }
  | { readonly type: 'closeApproval' }
  /** Says that there is a link, if nobody is looking. */
  | { readonly type: 'announce' };

/** What a change of the state means for the user's windows, and for the picture of the account. */
export function effectsOf(before: State, after: State, now: number): Effect[] {
  const [was, is] = [approvedHere(before), approvedHere(after)];
  const effects: Effect[] = [];
  // Nobody can approve that pin any more: the page that asks for it goes with it.
  if (was !== null && was.id !== is?.id) effects.push({ type: 'closeApproval' });
  if (is !== null && is.id !== was?.id) effects.push(openApproval(is));
  if (after.link !== null && after.link !== before.link) effects.push({ type: 'announce' });
  return [...effects, ...avatarWanted(before, after, now)];
}

/** The attempt whose approval page we show. */
export function approvedHere(state: State): In<'waiting'> | null {
  const attempt = attemptOf(state);
  return attempt?.phase === 'waiting' && attempt.way === 'browser' ? attempt : null;
}

export function openApproval({ id, pin }: In<'waiting'>): Effect {
  return { type: 'openApproval', id, code: pin.code };
}

/** A picture that is not there is asked for after each confirmation, and not in a pause. */
function avatarWanted(before: State, after: State, now: number): Effect[] {
  const [was, is] = [linkOf(before), linkOf(after)];
  const isConfirmed = is?.phase === 'held' && is.pending === null && was?.pending !== null;
  const { thumb = null, avatar = null } = is?.account ?? {};
  if (!isConfirmed || thumb === null || avatar !== null || now < after.quietUntil) return [];
  return [{ type: 'readAvatar', id: is.id, thumb }];
}
