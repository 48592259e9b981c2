import type { EventOf, Failure } from '../event.ts';
import {
  afterSilence,
  type Context,
  isHopeless,
  isRefusal,
  laterAboutToken,
  pendingAt,
  signOutLimit,
} from '../intervals.ts';
import type { Ending, Grant, Pending, Removing } from '../state.ts';

/** A token is to be ended: at once, and again until plex.tv has confirmed it. */
export function ending(grant: Grant, now: number): Ending {
  const { id, number, tool } = grant;
  const known = { account: accountOf(grant), orderedAt: now, byUser: false, isDoubted: false };
  return { id, number, tool, phase: 'ending', ...known, pending: pendingAt(now) };
}

/** The `uuid` of the account that its token opens, where that is known. */
function accountOf(grant: Grant): string | null {
  if (grant.tool !== null) return grant.tool.account;
  const isKnown = grant.phase === 'held' || grant.phase === 'refused';
  return isKnown ? (grant.account?.uuid ?? null) : null;
}

/** Statuses that deny the request, and leave it open whether the token is alive. */
const doubtful: readonly (number | null)[] = [403, 404, 410];

/** Null where plex.tv has said that the token is dead. */
export function notSignedOut(
  grant: Ending,
  { failure }: EventOf<'notSignedOut'>,
  context: Context,
): Ending | null {
  if (!doubtful.includes(failure.status)) return notEnded(grant, failure, context);
  return { ...grant, isDoubted: true, pending: pendingAt(context.now, grant.pending) };
}

/** The token is alive: the sign-out is tried again. */
export function stillAlive(grant: Ending, context: Context): Ending | null {
  return notEnded(grant, { reason: 'unexpectedStatus', retryAfter: null, status: 200 }, context);
}

/** Whatever was asked, the token is not known to have ended. Null where plex.tv has said that it is dead. */
export function notEnded(grant: Ending, failure: Failure, context: Context): Ending | null {
  if (isRefusal(failure, grant.pending, context.now)) return null;
  return { ...grant, isDoubted: false, pending: unlessHopeless(grant, failure, context) };
}

/** The question after one more failure; null where it has failed for so long that it is given up. */
export function unlessHopeless(
  { pending, orderedAt }: Ending | Removing,
  failure: Failure,
  context: Context,
): Pending | null {
  if (pending === null) return null;
  const next = laterAboutToken(afterSilence(pending, failure), failure, context);
  return isHopeless(next, failure, orderedAt, signOutLimit, context.now) ? null : next;
}
