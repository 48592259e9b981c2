import { isDue, patience } from './intervals.ts';
import type { Kept, Link } from './kept.ts';
import { openSignOuts } from './sign-outs.ts';
import { isCheckDue } from './waiting.ts';

const never = Number.POSITIVE_INFINITY;

/**
 * When the background must be awake at the latest for what is kept, epoch ms, or null where nothing
 * is to be done; `now` where something is due. The alarm and the timer are functions of this alone,
 * and waking for nothing changes nothing: so nobody ever has to cancel either.
 */
export function wakeAt(kept: Kept, now: number): number | null {
  const repeated = [...kept.left, ...openSignOuts(kept)];
  const times = repeated.map(one => (isDue(one, now) ? now : one.askAt));
  const next = Math.min(...times, linkWakeAt(kept.link, now));
  return next === never ? null : next;
}

function linkWakeAt(link: Link, now: number): number {
  switch (link.status) {
    case 'requesting':
      return isDue(link, now, patience) ? now : link.askAt;
    case 'waiting':
      return isCheckDue(link, now) ? now : link.checkAt;
    case 'linked':
      if (link.retry === null) return never;
      return isDue(link.retry, now) ? now : link.retry.askAt;
    case 'unlinked':
    case 'expired':
    case 'failed':
      return never;
  }
}
