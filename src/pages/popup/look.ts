import { useEffect } from 'preact/hooks';
import type { Send } from './send.ts';

/**
 * How often an open popup says that somebody waits in it, ms: for the approval of a pin, or for
 * another answer. plex.tv is asked no sooner for it than the background thinks right.
 */
export const lookIntervals = { pin: 1_000, answer: 2_000 } as const;

/**
 * Tells the background that somebody looks: when a screen comes, when what it waits for changes,
 * and, where it waits for something, again and again, lest the background sleep meanwhile.
 */
export function useLook(interval: number | null, closely: boolean, send: Send): void {
  useEffect(
    () => keepLooking(document, () => send({ command: 'look', closely }), interval),
    [interval, closely],
  );
}

/** Looks now and then, while the page can be seen: nobody looks at a hidden one. */
export function keepLooking(
  page: EventTarget & Pick<Document, 'visibilityState'>,
  look: () => void,
  interval: number | null,
): () => void {
  const lookIfSeen = () => {
    if (page.visibilityState === 'visible') look();
  };
  lookIfSeen();
  page.addEventListener('visibilitychange', lookIfSeen);
  const timer = interval === null ? undefined : setInterval(lookIfSeen, interval);
  return () => {
    page.removeEventListener('visibilitychange', lookIfSeen);
    clearInterval(timer);
  };
}
