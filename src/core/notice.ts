import type { BrowserEvent, EventOf } from './event.ts';
import * as held from './grant/held.ts';
import * as waiting from './grant/waiting.ts';
import { withPending } from './grants.ts';
import { hurry, pendingAt } from './intervals.ts';
import type { Grant } from './state.ts';

/** What something in the browser, or in front of it, means for one grant. */
export function noticed(
  grant: Grant,
  event: Exclude<BrowserEvent, { type: 'woken' }> | EventOf<'popupSeen' | 'greeted'>,
  now: number,
): Grant {
  const isAwaited = grant.phase === 'waiting' && grant.abandonedAt === null;
  switch (event.type) {
    case 'popupSeen':
      if (isAwaited) return waiting.seen(grant, event.closely, now);
      return grant.phase === 'held' ? held.seen(grant, now) : grant;
    case 'greeted':
      return grant.phase === 'held' ? held.greeted(grant, now) : grant;
    case 'started':
      return isUnderWay(grant) ? withPending(grant, pendingAt(now, grant.pending)) : grant;
    case 'networkReturned':
      if (isAwaited) return waiting.signalled(grant, now);
      return withPending(grant, grant.pending && hurry(grant.pending, now));
    case 'pageHeard':
      return isAwaited && !grant.hearing ? { ...grant, hearing: true } : grant;
    case 'approvalHeard':
      return grant.phase === 'waiting' ? waiting.approvalHeard(grant, now) : grant;
    case 'approvalClosed':
      return isAwaited ? waiting.signalled(grant, now) : grant;
  }
}

/** Whether somebody waits for what one background has asked: it dies with that. */
function isUnderWay({ phase, pending }: Grant): boolean {
  const isAwaited = phase === 'requesting' || phase === 'approving' || phase === 'verifying';
  return isAwaited && pending?.problem === null;
}
