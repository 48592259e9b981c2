import { useEffect, useState } from 'preact/hooks';
import { isLongPause, longestPause, mostTools } from '../../../../core/intervals.ts';
import type { LinkedView } from '../../../../core/view.ts';
import { i18n, numberOf } from '../../../../i18n.ts';
import { useAnnounced } from '../../../../ui/announcer.tsx';
import { when } from '../../when.ts';

/**
 * Why no tool can be given access at the moment, as a sentence; null where one can. There is always
 * room for an access that takes the place of another.
 */
export function useObstacle(view: LinkedView, isReplacing: boolean): string | null {
  const isPaused = useIsPaused(view.quietUntil);
  const obstacle = obstacleIn(view, isReplacing, isPaused);
  useAnnounced(obstacle);
  return obstacle;
}

function obstacleIn(
  { account, isFull, quietUntil }: LinkedView,
  isReplacing: boolean,
  isPaused: boolean,
): string | null {
  if (account === null || account.uuid === null) return i18n('accountUnknown');
  if (isFull && !isReplacing) return i18n('capReached', numberOf(mostTools));
  return isPaused ? i18n('givePaused', when(quietUntil)) : null;
}

/** Whether plex.tv wants to be left alone for longer than anybody here is to wait. */
export function useIsPaused(quietUntil: number): boolean {
  const [, setDrawnAt] = useState(0);
  const left = quietUntil - longestPause - Date.now();
  useEffect(() => {
    if (left < 0) return;
    const timer = setTimeout(() => setDrawnAt(Date.now()), left);
    return () => clearTimeout(timer);
  });
  return isLongPause(quietUntil, Date.now());
}
