import type { EventOf, PlexEvent } from './event.ts';
import { approved, notApproved, toBeApproved } from './grant/approving.ts';
import { ending, notEnded, notSignedOut, stillAlive } from './grant/ending.ts';
import { failed } from './grant/failed.ts';
import { listed, notListed, notRemoved, toBeRemoved } from './grant/given.ts';
import { notVerified, toBeVerified, verified } from './grant/handed.ts';
import { accountNotRead, accountRead, avatarRead, claimed } from './grant/held.ts';
import { pinCreated, pinGone, pinNotChecked, pinPending } from './grant/waiting.ts';
import { attemptOf, isGivenUp, linkOf, mapGrants, withPending, withState } from './grants.ts';
import { type Context, pendingAt } from './intervals.ts';
import { endLink } from './press.ts';
import type { Ending, Grant, Held, Refused, Saved, State, Waiting } from './state.ts';
import { accountOf, keyTo } from './tools.ts';

/**
 * What plex.tv has said about one grant. An answer that its phase does not wait for says nothing: it
 * is late, or somebody has turned away meanwhile.
 */
export function answered(saved: Saved, event: PlexEvent, context: Context): Saved {
  if (event.type === 'pinClaimed') return pinClaimed(saved, event, context.now);
  const { state } = saved;
  if (event.type === 'devicesRead') return withState(saved, devicesRead(state, event, context.now));
  const isByKey = event.type === 'deviceNotRemoved' || event.type === 'pinNotApproved';
  const known = isByKey ? withKeyDoubted(state, event, context) : state;
  const next = mapGrants(known, grant =>
    grant.id === event.id ? become(grant, event, context) : grant,
  );
  // The user is told when all is ended that was to be.
  const isTold = isAwaited(state) && !isAwaited(next) && !next.grants.some(isGivenUp);
  return withState(saved, isTold ? { ...next, news: 'signedOut' } : next);
}

/** Whether the user waits for the end of a token. */
function isAwaited({ grants }: State): boolean {
  return grants.some(grant => grant.phase === 'ending' && grant.byUser);
}

/**
 * The user has approved. The token of the attempt that waits makes the link, and the one before is
 * ended; that of a pin that was abandoned is wanted by nobody. Of a tool's, the link stays as it is.
 */
function pinClaimed(saved: Saved, event: EventOf<'pinClaimed'>, now: number): Saved {
  const { id, authToken } = event;
  const { state, secrets } = saved;
  const grant = state.grants.find(known => known.id === id);
  if (grant?.phase !== 'waiting') return saved;
  const isLink = grant === attemptOf(state);
  const next = isLink ? claimed(grant, event, now) : claimedElse(grant, now);
  const before = isLink
    ? { ...endLink(state, state.endsTools, now), endsTools: false, link: id }
    : state;
  return {
    state: mapGrants(before, other => (other === grant ? next : other)),
    secrets: { ...secrets, [id]: authToken },
  };
}

function claimedElse(grant: Waiting, now: number): Grant {
  const { tool, abandonedAt } = grant;
  return tool === null || abandonedAt !== null
    ? ending(grant, now)
    : toBeVerified(grant, tool, now);
}

function devicesRead(state: State, event: EventOf<'devicesRead'>, now: number): State {
  const account = linkOf(state)?.id === event.id ? accountOf(state) : null;
  return mapGrants(state, grant => {
    // What is being removed is looked up by itself: this list may be older than the order.
    const isRemoved = grant.phase === 'removing' && isGivenUp(grant);
    const isTools = grant.phase === 'given' || isRemoved;
    return isTools && grant.tool.account === account ? listed(grant, event, now) : grant;
  });
}

/**
 * plex.tv has refused a token by which a tool was to get its access, or to lose it: whether that token
 * is valid at all is asked at once, for a dead one need not wait until the tools are gone.
 */
function withKeyDoubted(
  state: State,
  { id, failure }: EventOf<'deviceNotRemoved' | 'pinNotApproved'>,
  { now }: Context,
): State {
  const isRefused = failure.reason === 'unauthorized' || failure.reason === 'bareUnauthorized';
  const grant = state.grants.find(known => known.id === id);
  const isAwaited = grant?.phase === 'approving' || grant?.phase === 'removing';
  if (!isRefused || !isAwaited || isGivenUp(grant)) return state;
  const key = keyTo(state, grant.tool.account);
  return mapGrants(state, known => {
    if (known.id !== key || isGivenUp(known)) return known;
    const asked = withPending(known, pendingAt(now, known.pending));
    // The week in which its own sign-out is tried begins once that can be tried.
    return asked.phase === 'ending' ? { ...asked, isDoubted: true, orderedAt: now } : asked;
  });
}

/** What becomes of the grant; null where it is over. */
function become(
  grant: Grant,
  event: Exclude<PlexEvent, { type: 'pinClaimed' | 'devicesRead' }>,
  context: Context,
): Grant | null {
  const { now } = context;
  // What was given up is not taken up again by a late answer.
  if (isGivenUp(grant)) return grant;
  switch (grant.phase) {
    case 'requesting':
      if (event.type === 'pinNotCreated') return failed(grant, event.failure.reason);
      if (event.type !== 'pinCreated') return grant;
      return grant.tool === null
        ? pinCreated(grant, event, now)
        : toBeApproved(grant, grant.tool, event, now);
    case 'approving':
      if (event.type === 'pinApproved') return approved(grant, now);
      return event.type === 'pinNotApproved' ? notApproved(grant, event, now) : grant;
    case 'waiting':
      if (event.type === 'pinPending') return pinPending(grant, event, now);
      if (event.type === 'pinGone') return pinGone(grant, now);
      return event.type === 'pinNotChecked' ? pinNotChecked(grant, event, context) : grant;
    case 'held':
      if (event.type === 'avatarRead') return avatarRead(grant, event);
      return aboutToken(grant, event, context);
    case 'refused':
      return aboutToken(grant, event, context);
    case 'verifying':
      if (event.type === 'accountRead') return verified(grant, event, context);
      return event.type === 'accountNotRead' ? notVerified(grant, event, context) : grant;
    case 'removing':
      if (event.type === 'deviceRemoved') return null;
      if (event.type === 'deviceListed') return toBeRemoved(grant, event, now);
      if (event.type === 'deviceNotListed') return notListed(grant, context);
      return event.type === 'deviceNotRemoved' ? notRemoved(grant, event, context) : grant;
    case 'ending':
      return aboutEnding(grant, event, context);
    case 'failed':
    case 'handed':
    case 'given':
      return grant;
  }
}

function aboutToken(grant: Held | Refused, event: PlexEvent, context: Context): Grant {
  if (event.type === 'accountRead') return accountRead(grant, event, context.now);
  return event.type === 'accountNotRead' ? accountNotRead(grant, event, context) : grant;
}

function aboutEnding(grant: Ending, event: PlexEvent, context: Context): Ending | null {
  if (event.type === 'signedOut') return null;
  if (event.type === 'notSignedOut') return notSignedOut(grant, event, context);
  if (!grant.isDoubted) return grant;
  if (event.type === 'accountRead') return stillAlive(grant, context);
  return event.type === 'accountNotRead' ? notEnded(grant, event.failure, context) : grant;
}
