import { useEffect, useRef, useState } from 'preact/hooks';
import type { Giving } from '../../../../core/tool-view.ts';
import type { Place } from '../../place.ts';
import type { Trail } from '../../trail.ts';

/** What is left: a tool that could not have access, of which its user has not heard. */
const unheard = 'unheard';

/** The tool that is about to have access, and whether its user has turned from it to something else. */
export function useBusy(giving: Giving | null, { place, home }: Trail<Place>) {
  const [left, setLeft] = useState<string | null>(null);
  const name = giving === null ? null : nameOf(giving);
  const before = useRef(name);
  // Who has turned to something else is not torn away from that by what they waited for.
  const hasEnded = name !== null && name !== 'asking';
  const hasCome = hasEnded && before.current === 'asking' && left === 'asking';
  // That it could not be had is told at home.
  const isUnheard = giving?.step === 'failed' && (hasCome || left === unheard);
  const isLeft = isUnheard ? place.at !== 'home' : name !== null && (left === name || hasCome);
  useEffect(() => {
    // Whatever led there is done. What has come of it instead is told at home.
    const isLost = name === null && before.current === 'asking' && left !== 'asking';
    if ((giving?.step === 'handed' && !hasCome) || isLost) home();
    before.current = name;
    // What is left is that one: the next is shown again.
    setLeft(hasCome ? (isUnheard ? unheard : name) : null);
  }, [name]);
  return {
    isLeft,
    leave: () => {
      setLeft(name);
      home();
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
