import { useEffect, useRef, useState } from 'preact/hooks';
import type { Giving } from '../../../../core/tool-view.ts';
import type { Place } from '../../place.ts';

/** The tool that is about to have access, and whether its user has turned from it to something else. */
export function useBusy(giving: Giving | null, goHome: () => void) {
  const [left, setLeft] = useState<string | null>(null);
  const name = giving === null ? null : nameOf(giving);
  const before = useRef(name);
  // Who has turned to something else is not torn away from that by the token that they waited for.
  const hasCome = giving?.step === 'handed' && before.current === 'asking' && left === 'asking';
  const isLeft = name !== null && (left === name || hasCome);
  useEffect(() => {
    // Whatever led there is done. What has come of it instead is told at home.
    const isLost = name === null && before.current === 'asking' && left !== 'asking';
    if ((giving?.step === 'handed' && !hasCome) || isLost) goHome();
    before.current = name;
    // What is left is that one: the next is shown again.
    setLeft(hasCome ? name : null);
  }, [name]);
  return {
    isLeft,
    leave: () => {
      setLeft(name);
      goHome();
    },
    show: () => setLeft(null),
  };
}

/** Whether this is where the access was pressed for that plex.tv is asked for now. */
export function isAskedAt(place: Place, giving: Giving | null): boolean {
  if (giving?.step !== 'asking' || place.at !== 'consent') return false;
  return giving.kind === place.kind && giving.name === place.name.trim();
}

/** Tells one step of giving access from another. */
function nameOf(giving: Giving): string {
  return giving.step === 'handed' ? giving.id : giving.step;
}
