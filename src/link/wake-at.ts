import type { Kept, Link } from './kept.ts';
import { openSignOuts } from './sign-outs.ts';

/**
 * When the background must be awake at the latest for what is kept, epoch ms, or null where nothing
 * is to be done. The alarm and the timer are functions of this alone, and waking for nothing
 * changes nothing: so nobody ever has to cancel either.
 */
export function wakeAt(kept: Kept): number | null {
  const repeated = [...kept.left, ...openSignOuts(kept)];
  const times = [linkWakeAt(kept.link), ...repeated.map(({ askAt }) => askAt)];
  const next = Math.min(...times.map(time => time ?? Number.POSITIVE_INFINITY));
  return Number.isFinite(next) ? next : null;
}

function linkWakeAt(link: Link): number | null {
  switch (link.status) {
    case 'requesting':
      return link.askAt;
    case 'waiting':
      return link.checkAt;
    case 'linked':
      return link.retry?.askAt ?? null;
    case 'unlinked':
    case 'expired':
    case 'failed':
      return null;
  }
}
