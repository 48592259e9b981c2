import { useEffect } from 'preact/hooks';
import type { Send } from './app.tsx';

/** How often an open popup says that somebody waits, ms. plex.tv is asked no sooner for it. */
const interval = 2_000;

/** While somebody waits for plex.tv, has the background look again, lest it sleep meanwhile. */
export function useLook(isWaiting: boolean, send: Send): void {
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => send({ command: 'look' }), interval);
    return () => clearInterval(timer);
  }, [isWaiting]);
}
