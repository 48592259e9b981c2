import { withoutAccess } from './give.ts';
import { approved } from './grant/approving.ts';
import { failed } from './grant/failed.ts';
import { mapGrants } from './grants.ts';
import { isLongPause } from './intervals.ts';
import { lateAt } from './schedule.ts';
import type { Approving, Grant, Requesting, State } from './state.ts';
import { giverOf } from './tools.ts';

/**
 * The state without what its time is over for by now, whatever plex.tv would answer. A tool's access
 * is late as soon as it would have to wait for a long pause: its owner hears so at once.
 */
export function withoutLate(state: State, now: number): State {
  return mapGrants(state, grant => unlessLate(grant, state, now));
}

function unlessLate(grant: Grant, state: State, now: number): Grant | null {
  const isPaused = grant.tool !== null && isLongPause(state.quietUntil, now);
  const isLate = isPaused || (grant.tool !== null && now >= lateAt(grant.tool));
  switch (grant.phase) {
    case 'requesting':
      if (now >= grant.giveUpAt) {
        return failed(grant, now < state.quietUntil ? 'rateLimited' : 'interrupted');
      }
      return isPaused || isInVain(grant, state, now) ? failed(grant, 'rateLimited') : grant;
    case 'approving':
      return unlessUnapproved(grant, isLate, state, now);
    case 'waiting':
    case 'verifying':
      return isLate ? withoutAccess(grant, now) : grant;
    case 'handed':
      return now >= grant.pending.dueAt ? withoutAccess(grant, now) : grant;
    case 'held':
    case 'refused':
    case 'given':
    case 'removing':
    case 'ending':
    case 'failed':
      return grant;
  }
}

/** Whether a pin that is still to be asked for would have to wait until it is given up. */
function isInVain({ pending, giveUpAt }: Requesting, { quietUntil }: State, now: number): boolean {
  return pending.dueAt < now && quietUntil >= giveUpAt;
}

/** Only where plex.tv was not even asked, it is certain that nobody has approved. */
function unlessUnapproved(
  grant: Approving,
  isLate: boolean,
  state: State,
  now: number,
): Grant | null {
  if (grant.isAsked) {
    if (isLate) return withoutAccess(grant, now);
    return now >= grant.pending.dueAt ? approved(grant, now) : grant;
  }
  if (giverOf(state, grant.tool.account) === null) return failed(grant, 'unauthorized');
  if (!isLate) return grant;
  return failed(grant, now < state.quietUntil ? 'rateLimited' : 'timedOut');
}
