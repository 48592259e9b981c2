import { recount } from '../clock.ts';
import type { EventOf } from '../event.ts';
import { withPending } from '../grants.ts';
import {
  afterSilence,
  type Context,
  checkInterval,
  finalCheckAt,
  hurriedChecks,
  isHopeless,
  lastLookAt,
  later,
  longestLateWait,
  longestPinWait,
  longestQuietWait,
  patience,
  pendingAt,
  pinLimit,
  seenInterval,
  shortestInterval,
} from '../intervals.ts';
import type { Failed, Reason, Requesting, Waiting } from '../state.ts';
import { failed } from './failed.ts';

/** There is a pin, and nobody has approved it yet. Its creation counts as the first check. */
export function pinCreated(
  { id, number, tool, way }: Pick<Requesting, 'id' | 'number' | 'tool' | 'way'>,
  { pin }: Pick<EventOf<'pinCreated'>, 'pin'>,
  now: number,
): Waiting {
  const pending = pendingAt(now + checkInterval({ way, hearing: false }));
  const heard = { hurried: 0, heardAt: 0, hearing: false, abandonedAt: null };
  return { id, number, tool, phase: 'waiting', way, pin, pending, sentAt: now, ...heard };
}

/** The grant once its pin is being checked, with the next check in case this one is never answered. */
export function checked(grant: Waiting, now: number): Waiting {
  const wait = grant.abandonedAt === null ? checkInterval(grant) : patience;
  return { ...grant, sentAt: now, pending: pendingAt(now + wait, grant.pending) };
}

/**
 * Lets go of a pin, but not of what may become of it: somebody may still approve it, on a phone or
 * at this very moment. So it is looked after until its end, and whatever comes of it is ended.
 */
export function abandoned(grant: Waiting, now: number): Waiting {
  return withPending({ ...grant, abandonedAt: now }, pendingAt(now, grant.pending));
}

/**
 * Something speaks for an answer now. Any page may be behind that: so only the first few signals
 * bring a check forward to less than a second after the one before.
 */
export function signalled(grant: Waiting, now: number): Waiting {
  const isTooSoon = now < grant.sentAt + shortestInterval;
  const next = withPending(grant, pendingAt(now, grant.pending));
  if (!isTooSoon || grant.hurried >= hurriedChecks) return next;
  const lookedAt = lastLookAt(grant.pin);
  const earlier = now - shortestInterval;
  // What has been looked for shortly before its end stays looked for.
  const sentAt = grant.sentAt >= lookedAt ? Math.max(earlier, lookedAt) : earlier;
  return { ...next, sentAt, hurried: grant.hurried + 1 };
}

/** A page has approved some pin, perhaps this one. */
export function approvalHeard(grant: Waiting, now: number): Waiting {
  return signalled({ ...grant, heardAt: now, hearing: true }, now);
}

/** A popup is open: brings the next check forward, but hardly into plex.tv's troubles. */
export function seen(grant: Waiting, closely: boolean, now: number): Waiting {
  const { pending, sentAt } = grant;
  const interval = pending.problem === null ? seenInterval(grant, closely) : longestPinWait;
  const dueAt = Math.max(now, sentAt + interval);
  return dueAt < pending.dueAt ? withPending(grant, { ...pending, dueAt }) : grant;
}

/**
 * The pin is not approved. That ends it only if it was asked after the pin's end, and it is no
 * answer to an approval that was heard after it had been asked.
 */
export function pinPending(
  grant: Waiting,
  { sentAt, expiresIn }: EventOf<'pinPending'>,
  now: number,
): Waiting | Failed | null {
  const pin = recount(grant.pin, expiresIn, now);
  // What was asked before the clock was set back proves nothing.
  if (sentAt <= now && sentAt >= finalCheckAt(pin)) return over(grant, 'expired');
  const { abandonedAt } = grant;
  // Nobody looks at a pin that was abandoned: it is asked for ever more rarely.
  const rarely = Math.min(Math.max(patience, now - (abandonedAt ?? now)), longestQuietWait);
  const dueAt = abandonedAt === null ? grant.pending.dueAt : now + rarely;
  const next = { ...grant, pin, pending: pendingAt(dueAt) };
  return sentAt < grant.heardAt ? signalled(next, now) : next;
}

/** plex.tv says that there is no such pin. Before its time somebody has declined, or plex.tv has dropped it. */
export function pinGone(grant: Waiting, now: number): Failed | null {
  return over(grant, now >= lastLookAt(grant.pin) ? 'expired' : 'gone');
}

/** Nobody can approve it any more: where nobody wanted it either, there is nothing left. */
function over(grant: Waiting, reason: Reason): Failed | null {
  return grant.abandonedAt === null ? failed(grant, reason) : null;
}

/**
 * Nobody knows how the pin stands. It is asked for until somebody does, or plex.tv has said nothing of
 * use for a day after its end.
 */
export function pinNotChecked(
  grant: Waiting,
  { failure }: EventOf<'pinNotChecked'>,
  context: Context,
): Waiting | Failed | null {
  const { pin, abandonedAt } = grant;
  const longestWanted = context.now < pin.expiresAt ? longestPinWait : longestLateWait;
  const longest = abandonedAt === null ? longestWanted : longestQuietWait;
  const pending = later(afterSilence(grant.pending, failure), failure, context, longest);
  return isHopeless(pending, failure, pin.expiresAt, pinLimit, context.now)
    ? over(grant, 'expired')
    : { ...grant, pending };
}
