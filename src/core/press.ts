import type { EventOf } from './event.ts';
import { hasAccess, withAccessEnded, withoutAccess } from './give.ts';
import { ending } from './grant/ending.ts';
import { abandoned } from './grant/waiting.ts';
import { attemptOf, linkOf, mapGrants, mapLink, withPending, withRequest } from './grants.ts';
import { pendingAt, requestLimit } from './intervals.ts';
import type { ClientIdentifier, State, Way } from './state.ts';
import { accountOf, endsOf, isForUser, isTools } from './tools.ts';

/**
 * The user wants a link: by this way, and no longer by another one that may be under way. Pressing
 * twice asks once.
 */
export function linkPressed(state: State, { way, id }: EventOf<'linkPressed'>, now: number): State {
  const attempt = attemptOf(state);
  const isBusy = attempt?.phase === 'requesting' || attempt?.phase === 'waiting';
  if (isLinked(state) || (isBusy && attempt.way === way)) return state;
  // Whoever tries again wants the same of the tools.
  const endsTools = attempt !== null && state.endsTools;
  return { ...begin(cancelPressed(state, now), id, way, now), endsTools };
}

/** The user wants another account in the place of this one, which stays until that is approved. */
export function switchPressed(
  state: State,
  { id, endsTools }: EventOf<'switchPressed'>,
  now: number,
): State {
  return isLinked(state) ? { ...begin(state, id, 'browser', now), endsTools } : state;
}

function isLinked(state: State): boolean {
  return attemptOf(state) === null && linkOf(state)?.phase === 'held';
}

function begin(state: State, id: ClientIdentifier, way: Way, now: number): State {
  const giveUpAt = now + requestLimit;
  return { ...withRequest(state, { id, tool: null, way, giveUpAt }, now), news: null };
}

/** The user wants none of the attempt any more. What was linked before is as it was. */
export function cancelPressed(state: State, now: number): State {
  const attempt = attemptOf(state);
  const left = attempt?.phase === 'waiting' ? abandoned(attempt, now) : null;
  return mapGrants(state, grant => (grant === attempt ? left : grant));
}

/** Gone here at once; at plex.tv as soon as it can be reached. */
export function unlinkPressed(
  state: State,
  { endsTools }: EventOf<'unlinkPressed'>,
  now: number,
): State {
  if (linkOf(state) === null) return state;
  // Nor does anybody who unlinks wait for another link.
  const ended = endLink(cancelPressed(state, now), endsTools, now);
  // Whatever else is to be ended is wanted no more either, and the user is told when all of it is.
  return mapGrants({ ...ended, news: null }, grant =>
    grant.phase === 'ending' ? { ...grant, byUser: true } : grant,
  );
}

/**
 * The link's token is wanted no more, and is to be ended; the access of its tools too where that was
 * ordered. None gets access by it any more.
 */
export function endLink(state: State, endsTools: boolean, now: number): State {
  const account = accountOf(state);
  const left = mapGrants(state, grant => {
    const isEnded = endsTools && hasAccess(grant) && grant.tool?.account === account;
    return isEnded ? withAccessEnded(grant, now) : withoutAccess(grant, now);
  });
  return { ...mapLink(left, link => ending(link, now)), link: null };
}

/** What was told is known now. That a link was lost is said until there is another. */
export function newsRead(state: State): State {
  const news = state.news === 'signedOut' ? null : state.news;
  const isSame = news === state.news && state.toolNews.length === 0;
  return isSame ? state : { ...state, news, toolNews: [] };
}

/** The user wants to know now whether the link is good. */
export function checkPressed(state: State, now: number): State {
  return mapLink(state, link => withPending(link, pendingAt(now, link.pending)));
}

/**
 * A tool that could not be given access is forgotten, or one whose end was given up; without an id,
 * all ends of which the news tell that they were given up.
 */
export function forgetPressed(state: State, { id }: EventOf<'forgetPressed'>): State {
  return mapGrants(state, grant => {
    if (grant.phase === 'failed' && isTools(grant) && grant.id === id) return null;
    const isEnd = grant.phase === 'ending' || grant.phase === 'removing';
    if (!isEnd || !isForUser(state, grant)) return grant;
    const isMeant = id === null ? endsOf(state).includes(grant) : grant.id === id;
    return isMeant ? null : grant;
  });
}
