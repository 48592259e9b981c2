import type { EventOf } from './event.ts';
import { approved } from './grant/approving.ts';
import { ending } from './grant/ending.ts';
import { removing } from './grant/given.ts';
import { copied, handedOver, shown, unfinished } from './grant/handed.ts';
import { abandoned } from './grant/waiting.ts';
import { isGivenUp, linkOf, mapGrants, withRequest } from './grants.ts';
import { toolLimit } from './intervals.ts';
import type { Grant, State } from './state.ts';
import { accountOf, busyToolOf, isFull, isTools, toolsOf } from './tools.ts';

/** The user gives a tool access to the account of the link. Pressing twice asks once. */
export function giveAccessPressed(
  state: State,
  { id, kind, name, replaces }: EventOf<'giveAccessPressed'>,
  now: number,
): State {
  const account = accountOf(state);
  const isReplaced = toolsOf(state).some(known => known.phase === 'given' && known.id === replaces);
  const isOneTooMany = !isReplaced && isFull(state);
  const isLinked = linkOf(state)?.phase === 'held' && account !== null;
  if (!isLinked || isOneTooMany || busyToolOf(state) !== null) return state;
  // Whoever tries again knows what has become of this tool, and of one that could not be given access.
  const known = mapGrants(state, grant =>
    grant.phase === 'failed' && isTools(grant) ? null : grant,
  );
  const toolNews = known.toolNews.filter(news => news.name !== name);
  const tool = { kind, name, account, addedAt: now, replaces: isReplaced ? replaces : null };
  return withRequest(
    { ...known, toolNews },
    { id, tool, way: null, giveUpAt: now + toolLimit },
    now,
  );
}

/** What a press on one tool makes of its grant. */
export function toolPressed(
  grant: Grant,
  event: EventOf<'tokenShown' | 'tokenCopied' | 'donePressed' | 'endAccessPressed'>,
  now: number,
): Grant | null {
  if (grant.id !== event.id) return grant;
  if (event.type === 'endAccessPressed') return withAccessEnded(grant, now);
  if (grant.phase !== 'handed') return grant;
  switch (event.type) {
    case 'tokenShown':
      // What is over by its time is given to nobody any more.
      return now < grant.pending.dueAt ? shown(grant) : grant;
    case 'tokenCopied':
      return copied(grant, now);
    case 'donePressed':
      return handedOver(grant, now);
  }
}

/**
 * The access of a tool is to be ended, however far it has come; also once more, if that was given up.
 * While its token is here, that ends it: it needs neither the link nor a list of devices.
 */
export function withAccessEnded(grant: Grant, now: number): Grant | null {
  if (grant.phase === 'handed') return ending(grant, now);
  const isToBeRemoved = grant.phase === 'given' || (grant.phase === 'removing' && isGivenUp(grant));
  return isToBeRemoved ? removing(grant, now) : withoutAccess(grant, now);
}

/** Whether a tool has access, or could have it by now. */
export function hasAccess({ phase }: Grant): boolean {
  return phase === 'given' || phase === 'handed';
}

/** A tool that has not got its access yet will not get it; what was copied or shown of it, it may have. */
export function withoutAccess(grant: Grant, now: number): Grant | null {
  if (grant.tool === null) return grant;
  switch (grant.phase) {
    case 'requesting':
    case 'failed':
      return null;
    case 'approving':
      return abandoned(approved(grant, now), now);
    case 'waiting':
      return grant.abandonedAt === null ? abandoned(grant, now) : grant;
    case 'verifying':
      return ending(grant, now);
    case 'handed':
      return unfinished(grant, now);
    case 'held':
    case 'refused':
    case 'given':
    case 'removing':
    case 'ending':
      return grant;
  }
}
