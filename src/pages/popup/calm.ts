import { useEffect, useRef, useState } from 'preact/hooks';
import type { View } from '../../core/view.ts';
import { type Shown, viewIn } from './shown.ts';

/** For how long a press may have no answer before a screen says that Plex is asked, ms. */
const patience = 300;

/** For how long it says so at least, ms: what comes and goes at once looks like a fault. */
const stays = 400;

/** What is on the screen, and what was there before. */
interface Calm {
  readonly shown: Shown;
  readonly before: Shown | null;
}

/**
 * What to show of what there is. plex.tv mostly answers sooner than anybody could read that it is
 * asked: until then the screen with the pressed button stays, and the next one takes its place.
 */
export function useCalm(latest: Shown): Calm {
  const [, setDrawnAt] = useState(0);
  const now = performance.now();
  const seen = useRef({ shown: latest, before: null as Shown | null, at: now });
  const come = useRef({ name: nameOf(latest), at: now });
  if (come.current.name !== nameOf(latest)) come.current = { name: nameOf(latest), at: now };
  const { shown, before, at } = seen.current;
  const since = { come: now - come.current.at, seen: now - at };
  const wait = waitFor(viewIn(shown), viewIn(latest), since);
  useEffect(() => {
    if (wait <= 0) return;
    const timer = setTimeout(() => setDrawnAt(performance.now()), wait);
    return () => clearTimeout(timer);
  });
  if (wait > 0) return seen.current;
  const isSame = nameOf(shown) === nameOf(latest);
  seen.current = isSame ? { shown: latest, before, at } : { shown: latest, before: shown, at: now };
  return seen.current;
}

/** The screens that have a button for a link, but none that waits in its place. */
const pressable: readonly View['status'][] = ['waiting', 'linked', 'revoked', 'failed', 'expired'];

/** What comes by itself once plex.tv was asked; whatever else comes was pressed for. */
const answers: readonly View['status'][] = ['waiting', 'failed', 'expired'];

/** How long what has come waits to be shown, ms, by how long it is there and what is shown is seen. */
export function waitFor(
  shown: View | null,
  latest: View | null,
  since: { readonly come: number; readonly seen: number },
): number {
  if (shown === null || latest === null) return 0;
  if (shown.status === 'requesting')
    return answers.includes(latest.status) ? stays - since.seen : 0;
  if (latest.status !== 'requesting') return 0;
  // It may fail again as soon, and would look as if nothing had been done.
  if (shown.status === 'failed') return 0;
  const isReplaced = pressable.includes(shown.status) || latest.way === 'device';
  return isReplaced ? patience - since.come : 0;
}

/** Whether the first screen is there while plex.tv is asked: its pressed button says so itself. */
export function isWaitingThere({ shown, before }: Calm): boolean {
  const [view, last] = [viewIn(shown), viewIn(before)];
  if (view?.status !== 'requesting' || view.way !== 'browser' || view.before !== 'unlinked')
    return false;
  return last === null || !pressable.includes(last.status);
}

function nameOf(shown: Shown): string {
  return typeof shown === 'string' ? shown : shown.view.status;
}
