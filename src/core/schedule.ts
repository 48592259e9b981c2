import { confirmInterval, isDue, patience } from './intervals.ts';
import { isConfirmDue } from './linked.ts';
import { restOf } from './rest.ts';
import { openSignOuts } from './sign-outs.ts';
import type { Link, State } from './state.ts';
import { isCheckDue } from './waiting.ts';

const never = Number.POSITIVE_INFINITY;

/**
 * When the background must be awake at the latest for what is kept, epoch ms, or null where nothing
 * is to be done; `now` where something is due. The alarm and the timer are functions of this alone,
 * and waking for nothing changes nothing: so nobody ever has to cancel either.
 */
export function wakeAt(state: State, now: number): number | null {
  const repeated = [...state.left, ...openSignOuts(state)];
  const times = repeated.map(one => (isDue(one, now) ? now : one.askAt));
  const next = Math.min(...times, attemptWakeAt(state.link, now), restWakeAt(state.link, now));
  return next === never ? null : next;
}

function attemptWakeAt(link: Link, now: number): number {
  switch (link.status) {
    case 'requesting':
      return isDue(link, now, patience) ? now : link.askAt;
    case 'waiting':
      return isCheckDue(link, now) ? now : link.checkAt;
    case 'unlinked':
    case 'linked':
    case 'revoked':
    case 'expired':
    case 'failed':
      return never;
  }
}

function restWakeAt(link: Link, now: number): number {
  const rest = restOf(link);
  switch (rest.status) {
    case 'unlinked':
      return never;
    case 'linked':
      if (isConfirmDue(rest, now)) return now;
      return rest.retry?.askAt ?? rest.confirmedAt + confirmInterval;
    case 'revoked':
      return isConfirmDue(rest, now) ? now : (rest.retry?.askAt ?? never);
  }
}
