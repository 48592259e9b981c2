import type { EventOf } from './event.ts';
import { ending } from './grant/ending.ts';
import { abandoned } from './grant/waiting.ts';
import { attemptOf, linkOf, mapGrants, mapLink, withPending } from './grants.ts';
import { pendingAt, requestLimit } from './intervals.ts';
import type { ClientIdentifier, Grant, State, Way } from './state.ts';

/**
 * The user wants a link: by this way, and no longer by another one that may be under way. Pressing
 * twice asks once.
 */
export function linkPressed(state: State, { way, id }: EventOf<'linkPressed'>, now: number): State {
  const attempt = attemptOf(state);
  const isBusy = attempt?.phase === 'requesting' || attempt?.phase === 'waiting';
  if (isLinked(state) || (isBusy && attempt.way === way)) return state;
  return begin(cancelPressed(state, now), id, way, now);
}

/** The user wants another account in the place of this one, which stays until that is approved. */
export function switchPressed(state: State, { id }: EventOf<'switchPressed'>, now: number): State {
  return isLinked(state) ? begin(state, id, 'browser', now) : state;
}

function isLinked(state: State): boolean {
  return attemptOf(state) === null && linkOf(state)?.phase === 'held';
}

function begin(state: State, id: ClientIdentifier, way: Way, now: number): State {
  const number = state.grantsMade + 1;
  const [pending, giveUpAt] = [pendingAt(now), now + requestLimit];
  const attempt: Grant = { id, number, phase: 'requesting', way, pending, giveUpAt };
  return { ...state, grants: [...state.grants, attempt], grantsMade: number, news: null };
}

/** The user wants none of the attempt any more. What was linked before is as it was. */
export function cancelPressed(state: State, now: number): State {
  const attempt = attemptOf(state);
  const left = attempt?.phase === 'waiting' ? abandoned(attempt, now) : null;
  return mapGrants(state, grant => (grant === attempt ? left : grant));
}

/** Gone here at once; at plex.tv as soon as it can be reached. */
export function unlinkPressed(state: State, now: number): State {
  if (linkOf(state) === null) return state;
  // Nor does anybody who unlinks wait for another link.
  const left = cancelPressed(state, now);
  // Whatever else is to be ended is wanted no more either, and the user is told when all of it is.
  return mapGrants({ ...endLink(left, now), news: null }, grant =>
    grant.phase === 'ending' ? { ...grant, byUser: true } : grant,
  );
}

/** The link's token is wanted no more, and is to be ended. */
export function endLink(state: State, now: number): State {
  return { ...mapLink(state, link => ending(link, now)), link: null };
}

/** The user wants to know now whether the link is good. */
export function checkPressed(state: State, now: number): State {
  return mapLink(state, link => withPending(link, pendingAt(now, link.pending)));
}

/** Sign-outs that were given up are forgotten here. */
export function forgetPressed(state: State): State {
  return mapGrants(state, grant => (grant.phase === 'givenUp' ? null : grant));
}
