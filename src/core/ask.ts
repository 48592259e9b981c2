import type { Request } from './effect.ts';
import { checked } from './grant/waiting.ts';
import { mapGrants, withPending, withState } from './grants.ts';
import { endInterval, endsAtOnce, patience, pendingAt } from './intervals.ts';
import { askAt } from './schedule.ts';
import type { ClientIdentifier, Grant, Saved, State } from './state.ts';
import { giverOf, keyTo } from './tools.ts';

type Asked = readonly [Grant, Request | null];

/** Asks plex.tv whatever is due by now; `pressed` is the grant for which a press speaks. */
export function ask(
  saved: Saved,
  pressed: ClientIdentifier | null,
  now: number,
): readonly [Saved, readonly Request[]] {
  const { state } = saved;
  const requests: Request[] = [];
  const tooMany = endsDue(state, pressed, now).slice(endsAtOnce);
  const next = mapGrants(state, grant => {
    if (askAt(grant, state, pressed) > now) return grant;
    const place = tooMany.indexOf(grant);
    if (place !== -1) {
      return withPending(grant, pendingAt(now + (place + 1) * endInterval, grant.pending));
    }
    const [asked, request] = question(grant, saved, now);
    if (request !== null) requests.push(underName(request, grant));
    return asked;
  });
  return [withState(saved, next), requests];
}

/** The tools whose access is to be ended now, but for the one that is pressed for. */
function endsDue(state: State, pressed: ClientIdentifier | null, now: number): readonly Grant[] {
  return state.grants.filter(
    grant =>
      grant.phase === 'removing' && grant.id !== pressed && askAt(grant, state, pressed) <= now,
  );
}

/** The grant once it is asked about, with the time to ask again should no answer come; and what is asked. */
function question(grant: Grant, { state, secrets }: Saved, now: number): Asked {
  const { id } = grant;
  const token = secrets[id] ?? '';
  switch (grant.phase) {
    case 'requesting':
      return [patient(grant, now), { type: 'createPin', id, way: grant.way }];
    case 'approving': {
      const key = giverOf(state, grant.tool.account);
      if (key === null) return [grant, null];
      const request = { type: 'approvePin', id, by: key, token: secrets[key] ?? '' } as const;
      return [{ ...patient(grant, now), isAsked: true }, request];
    }
    case 'waiting':
      return [checked(grant, now), { type: 'checkPin', id, pinId: grant.pin.id }];
    case 'verifying':
    case 'held':
    case 'refused':
      return [patient(grant, now), { type: 'readAccount', id, token }];
    case 'removing': {
      const key = keyTo(state, grant.tool.account);
      if (key === null) return [grant, null];
      const isListed = grant.seenAt !== null;
      const by = { by: key, token: secrets[key] ?? '' };
      return [patient(grant, now), { type: 'removeDevice', id, ...by, isListed }];
    }
    case 'ending':
      // An oddly answered sign-out is tried again only where there is anything left to end.
      return [
        patient(grant, now),
        { type: grant.isDoubted ? 'readAccount' : 'signOut', id, token },
      ];
    case 'handed':
    case 'given':
    case 'failed':
      return [grant, null];
  }
}

/** plex.tv takes the name of a device from whatever asks under its identifier. */
function underName(request: Request, { tool }: Grant): Request {
  return tool === null ? request : { ...request, tool: tool.name };
}

function patient<Any extends Grant>(grant: Any, now: number): Any {
  return withPending(grant, pendingAt(now + patience, grant.pending));
}
