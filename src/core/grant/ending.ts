import type { EventOf, Failure } from '../event.ts';
import { type Context, isRefusal, laterAboutToken, pendingAt, signOutLimit } from '../intervals.ts';
import type { Ending, GivenUp, Grant } from '../state.ts';

/** A token is to be ended: at once, and again until plex.tv has confirmed it. */
export function ending({ id, number }: Grant, now: number): Ending {
  const pending = pendingAt(now);
  return { id, number, phase: 'ending', orderedAt: now, byUser: false, isDoubted: false, pending };
}

/** Statuses that deny the request, and leave it open whether the token is alive. */
const doubtful: readonly (number | null)[] = [403, 404, 410];

/** Null where plex.tv has said that the token is dead. */
export function notSignedOut(
  grant: Ending,
  { failure }: EventOf<'notSignedOut'>,
  context: Context,
): Ending | GivenUp | null {
  if (!doubtful.includes(failure.status)) return notEnded(grant, failure, context);
  return { ...grant, isDoubted: true, pending: pendingAt(context.now, grant.pending) };
}

/** The token is alive: the sign-out is tried again. */
export function stillAlive(grant: Ending, context: Context): Ending | GivenUp {
  const failure: Failure = { reason: 'unexpectedStatus', retryAfter: null, status: 200 };
  return tryLater({ ...grant, isDoubted: false }, failure, context);
}

/** Whatever was asked, the answer is not that the token is alive. */
export function notEnded(
  grant: Ending,
  failure: Failure,
  context: Context,
): Ending | GivenUp | null {
  if (isRefusal(failure, grant.pending, context.now)) return null;
  return tryLater({ ...grant, isDoubted: false }, failure, context);
}

function tryLater(grant: Ending, failure: Failure, context: Context): Ending | GivenUp {
  const { id, number, orderedAt } = grant;
  const pending = laterAboutToken(grant.pending, failure, context);
  // That nobody answers proves nothing: the network or the permission may be back tomorrow.
  const isAnswered = failure.status !== null;
  const isLong = context.now - orderedAt >= signOutLimit.lasts;
  const isHopeless = isAnswered && isLong && pending.failures >= signOutLimit.failures;
  return isHopeless ? { id, number, phase: 'givenUp', pending: null } : { ...grant, pending };
}
