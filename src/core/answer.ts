import type { EventOf, PlexEvent } from './event.ts';
import { ending, notEnded, notSignedOut, stillAlive } from './grant/ending.ts';
import { failed } from './grant/failed.ts';
import { accountNotRead, accountRead, avatarRead, claimed } from './grant/held.ts';
import { pinCreated, pinGone, pinNotChecked, pinPending } from './grant/waiting.ts';
import { mapGrants, withState } from './grants.ts';
import type { Context } from './intervals.ts';
import { endLink } from './press.ts';
import type { Grant, Saved, State } from './state.ts';

/**
 * What plex.tv has said about one grant. An answer that its phase does not wait for says nothing: it
 * is late, or somebody has turned away meanwhile.
 */
export function answered(saved: Saved, event: PlexEvent, context: Context): Saved {
  if (event.type === 'pinClaimed') return pinClaimed(saved, event, context.now);
  const { state } = saved;
  const next = mapGrants(state, grant =>
    grant.id === event.id ? become(grant, event, context) : grant,
  );
  const isGivenUp = next.grants.some(({ phase }) => phase === 'givenUp');
  // The user is told when all is ended that was to be.
  const isTold = isAwaited(state) && !isAwaited(next) && !isGivenUp;
  return withState(saved, isTold ? { ...next, news: 'signedOut' } : next);
}

/** Whether the user waits for the end of a token. */
function isAwaited({ grants }: State): boolean {
  return grants.some(grant => grant.phase === 'ending' && grant.byUser);
}

/**
 * The user has approved. The token of the attempt that waits makes the link, and the one before is
 * ended; that of a pin that was abandoned is wanted by nobody.
 */
function pinClaimed(saved: Saved, event: EventOf<'pinClaimed'>, now: number): Saved {
  const { id, authToken } = event;
  const grant = saved.state.grants.find(known => known.id === id);
  if (grant?.phase !== 'waiting') return saved;
  const isWanted = grant.abandonedAt === null;
  const before = isWanted ? { ...endLink(saved.state, now), link: id } : saved.state;
  const next = isWanted ? claimed(grant, event, now) : ending(grant, now);
  const state = mapGrants(before, other => (other === grant ? next : other));
  return { state, secrets: { ...saved.secrets, [id]: authToken } };
}

/** What becomes of the grant; null where it is over. */
function become(
  grant: Grant,
  event: Exclude<PlexEvent, { type: 'pinClaimed' }>,
  context: Context,
): Grant | null {
  const { phase } = grant;
  const isDoubted = phase === 'ending' && grant.isDoubted;
  switch (event.type) {
    case 'pinCreated':
      return phase === 'requesting' ? pinCreated(grant, event, context.now) : grant;
    case 'pinNotCreated':
      return phase === 'requesting' ? failed(grant, event.failure.reason) : grant;
    case 'pinPending':
      return phase === 'waiting' ? pinPending(grant, event, context.now) : grant;
    case 'pinGone':
      return phase === 'waiting' ? pinGone(grant, context.now) : grant;
    case 'pinNotChecked':
      return phase === 'waiting' ? pinNotChecked(grant, event, context) : grant;
    case 'accountRead':
      if (phase === 'held' || phase === 'refused') return accountRead(grant, event, context.now);
      return isDoubted ? stillAlive(grant, context) : grant;
    case 'accountNotRead':
      if (phase === 'held' || phase === 'refused') return accountNotRead(grant, event, context);
      return isDoubted ? notEnded(grant, event.failure, context) : grant;
    case 'avatarRead':
      return phase === 'held' ? avatarRead(grant, event) : grant;
    case 'signedOut':
      return phase === 'ending' ? null : grant;
    case 'notSignedOut':
      return phase === 'ending' ? notSignedOut(grant, event, context) : grant;
  }
}
