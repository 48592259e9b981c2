import { attemptOf } from './grants.ts';
import { confirmInterval, finalCheckAt, lastLookAt, shortestInterval } from './intervals.ts';
import type { ClientIdentifier, Grant, State, Waiting } from './state.ts';

const never = Number.POSITIVE_INFINITY;

/**
 * When plex.tv is to be asked about a grant, epoch ms; `never` where there is nothing to ask.
 *
 * @param quietUntil until when plex.tv wants to be left alone, epoch ms. Of what Pinlink asks by
 *   itself, only the look at a wanted pin shortly before its end does not wait for that.
 */
export function dueAt(grant: Grant, quietUntil: number): number {
  switch (grant.phase) {
    case 'requesting':
      return Math.min(Math.max(grant.pending.dueAt, quietUntil), grant.giveUpAt);
    case 'waiting':
      return Math.max(checkDueAt(grant, quietUntil), grant.sentAt + shortestInterval);
    case 'held':
      return Math.max(grant.pending?.dueAt ?? grant.confirmedAt + confirmInterval, quietUntil);
    case 'refused':
    case 'ending':
    case 'expired':
    case 'failed':
    case 'givenUp':
      return Math.max(grant.pending?.dueAt ?? never, quietUntil);
  }
}

/** Whatever else was planned, a pin is looked for shortly before its end, and once more after it. */
function checkDueAt({ pin, sentAt, pending, abandonedAt }: Waiting, quietUntil: number): number {
  const lookAt = sentAt < lastLookAt(pin) ? lastLookAt(pin) : never;
  const endAt = sentAt < finalCheckAt(pin) ? finalCheckAt(pin) : never;
  const plannedAt = Math.max(Math.min(pending.dueAt, lookAt, endAt), quietUntil);
  return abandonedAt === null ? Math.min(plannedAt, lookAt) : plannedAt;
}

/**
 * The same as things stand. No token is ended while a pin can be approved: plex.tv may give out the
 * very same one for it, and then it is in use before we know.
 *
 * @param pressed the grant for which the user's own press speaks: once, it need not wait for quiet
 */
export function askAt(grant: Grant, state: State, pressed: ClientIdentifier | null): number {
  const at = dueAt(grant, grant.id === pressed ? 0 : state.quietUntil);
  const attempt = attemptOf(state);
  const isHeld = grant.phase === 'ending' && attempt?.phase === 'waiting';
  return isHeld ? Math.max(at, finalCheckAt(attempt.pin)) : at;
}

/**
 * When the background must be awake at the latest, epoch ms, or null where nothing is to be done;
 * `now` where something is due. The alarm and the timer are functions of this alone, and waking for
 * nothing changes nothing: so nobody ever has to cancel either.
 */
export function wakeAt(state: State, now: number): number | null {
  const next = Math.min(...state.grants.map(grant => askAt(grant, state, null)));
  return next === never ? null : Math.max(next, now);
}
