import { isWanted } from './grants.ts';
import {
  confirmInterval,
  finalCheckAt,
  lastLookAt,
  patience,
  requestLimit,
  shortestInterval,
  toolLimit,
} from './intervals.ts';
import type { ClientIdentifier, Grant, State, Tool, Waiting } from './state.ts';
import { isNeeded, keyTo } from './tools.ts';

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
    case 'waiting': {
      const dueAt = Math.max(checkDueAt(grant, quietUntil), grant.sentAt + shortestInterval);
      return isWanted(grant) && grant.tool !== null ? Math.min(dueAt, lateAt(grant.tool)) : dueAt;
    }
    case 'approving':
    case 'verifying':
      return Math.min(Math.max(grant.pending.dueAt, quietUntil), lateAt(grant.tool));
    case 'handed':
      return grant.pending.dueAt;
    case 'held':
      return Math.max(grant.pending?.dueAt ?? grant.confirmedAt + confirmInterval, quietUntil);
    case 'refused':
    case 'removing':
    case 'ending':
    case 'given':
    case 'failed':
      return Math.max(grant.pending?.dueAt ?? never, quietUntil);
  }
}

/** When the access of a tool is given up that does not come, epoch ms. */
export function lateAt({ addedAt }: Tool): number {
  return addedAt + toolLimit;
}

/** Whatever else was planned, a pin is looked for shortly before its end, and once more after it. */
function checkDueAt({ pin, sentAt, pending, abandonedAt }: Waiting, quietUntil: number): number {
  const lookAt = sentAt < lastLookAt(pin) ? lastLookAt(pin) : never;
  const endAt = sentAt < finalCheckAt(pin) ? finalCheckAt(pin) : never;
  const plannedAt = Math.max(Math.min(pending.dueAt, lookAt, endAt), quietUntil);
  return abandonedAt === null ? Math.min(plannedAt, lookAt) : plannedAt;
}

/**
 * The same as things stand. No token is ended while a pin is wanted: plex.tv may give out the very same
 * one for it, and then it is in use before we know. However late it is, whoever has slept through the
 * pin's end first hears how it stands. Nor is a token that opens an account ended before the access of
 * the tools there that are to end, unless it seems dead; and without one they cannot. Nor is a pin for
 * a link asked for while a sign-out may be on its way: it could arrive after the approval.
 *
 * @param pressed the grant for which the user's own press speaks: once, it need not wait for quiet
 */
export function askAt(grant: Grant, state: State, pressed: ClientIdentifier | null): number {
  const at = dueAt(grant, grant.id === pressed ? 0 : state.quietUntil);
  if (grant.phase === 'requesting' && grant.tool === null)
    return Math.max(at, ...answersAwaited(state, grant.giveUpAt - requestLimit));
  if (grant.phase === 'removing') return keyTo(state, grant.tool.account) === null ? never : at;
  if (grant.phase !== 'ending') return at;
  if (!grant.isDoubted && isNeeded(state, grant)) return never;
  return state.grants.some(isWanted) ? never : at;
}

/**
 * By when each sign-out that may have been sent before a press (epoch ms) has an answer or has died. One
 * that has failed, and is soon to be sent again, cannot be told from it; since the press, none is sent.
 */
function answersAwaited({ grants }: State, pressedAt: number): number[] {
  return grants.flatMap(({ phase, pending }) =>
    phase === 'ending' && pending !== null && pending.dueAt <= pressedAt + patience
      ? pending.dueAt
      : [],
  );
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
