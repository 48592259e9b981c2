import type { Request } from './effect.ts';
import { failed } from './grant/requesting.ts';
import { checked } from './grant/waiting.ts';
import { mapGrants } from './grants.ts';
import { patience, pendingAt } from './intervals.ts';
import { askAt } from './schedule.ts';
import type { ClientIdentifier, Grant, Saved, Token } from './state.ts';

/** Asks plex.tv whatever is due by now; `pressed` is the grant for which a press speaks. */
export function ask(
  saved: Saved,
  pressed: ClientIdentifier | null,
  now: number,
): readonly [Saved, readonly Request[]] {
  const { state, secrets } = saved;
  const requests: Request[] = [];
  const next = mapGrants(state, grant => {
    if (askAt(grant, state, pressed) > now) return grant;
    const request = requestFor(grant, secrets[grant.id] ?? '');
    const after = asked(grant, now);
    // A pin that could not be had in time is not asked for any more.
    if (request !== null && after.phase === grant.phase) requests.push(request);
    return after;
  });
  return [next === state ? saved : { state: next, secrets }, requests];
}

/** The grant once it has been asked about, with the time to ask again should no answer come. */
function asked(grant: Grant, now: number): Grant {
  switch (grant.phase) {
    case 'requesting':
      if (now >= grant.giveUpAt) return failed(grant, 'interrupted');
      return { ...grant, pending: pendingAt(now + patience, grant.pending) };
    case 'waiting':
      return checked(grant, now);
    case 'held':
    case 'refused':
    case 'ending':
      return { ...grant, pending: pendingAt(now + patience, grant.pending) };
    case 'expired':
    case 'failed':
    case 'givenUp':
      return grant;
  }
}

function requestFor(grant: Grant, token: Token): Request | null {
  const { id } = grant;
  switch (grant.phase) {
    case 'requesting':
      return { type: 'createPin', id, way: grant.way };
    case 'waiting':
      return { type: 'checkPin', id, pinId: grant.pin.id };
    case 'held':
    case 'refused':
      return { type: 'readAccount', id, token };
    case 'ending':
      // An oddly answered sign-out is tried again only where there is anything left to end.
      return { type: grant.isDoubted ? 'readAccount' : 'signOut', id, token };
    case 'expired':
    case 'failed':
    case 'givenUp':
      return null;
  }
}
