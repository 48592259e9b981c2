import type { Request } from './effect.ts';
import { failed } from './grant/failed.ts';
import { checked } from './grant/waiting.ts';
import { mapGrants, withPending, withState } from './grants.ts';
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
    const [asked, request] = question(grant, secrets[grant.id] ?? '', now);
    if (request !== null) requests.push(request);
    return asked;
  });
  return [withState(saved, next), requests];
}

/** The grant once it is asked about, with the time to ask again should no answer come; and what is asked. */
function question(grant: Grant, token: Token, now: number): readonly [Grant, Request | null] {
  const { id } = grant;
  switch (grant.phase) {
    case 'requesting':
      if (now >= grant.giveUpAt) return [failed(grant, 'interrupted'), null];
      return [patient(grant, now), { type: 'createPin', id, way: grant.way }];
    case 'waiting':
      return [checked(grant, now), { type: 'checkPin', id, pinId: grant.pin.id }];
    case 'held':
    case 'refused':
      return [patient(grant, now), { type: 'readAccount', id, token }];
    case 'ending':
      // An oddly answered sign-out is tried again only where there is anything left to end.
      return [
        patient(grant, now),
        { type: grant.isDoubted ? 'readAccount' : 'signOut', id, token },
      ];
    case 'expired':
    case 'failed':
    case 'givenUp':
      return [grant, null];
  }
}

function patient<Any extends Grant>(grant: Any, now: number): Any {
  return withPending(grant, pendingAt(now + patience, grant.pending));
}
