import { useEffect, useRef, useState } from 'preact/hooks';

/** The screens that somebody has gone through, and the ways between them. */
export interface Trail<Place> {
  /** The one that is shown. */
  readonly place: Place;
  go(place: Place): void;
  back(): void;
  /** Back to the first. */
  home(): void;
  /** The same screen, with something else on it. */
  change(place: Place): void;
}

/** Keeps the way back: also for the focus, which returns to what it has left from. */
export function useTrail<Place>(first: Place, further: readonly Place[]): Trail<Place> {
  const [trail, setTrail] = useState<readonly Place[]>(further);
  const leftFrom = useRef<(string | null)[]>([]);
  const returnTo = useRef<string | null>(null);
  useEffect(() => {
    if (returnTo.current === null) return;
    document.querySelector<HTMLElement>(returnTo.current)?.focus();
    returnTo.current = null;
  }, [trail]);
  return {
    place: trail.at(-1) ?? first,
    go(place) {
      leftFrom.current.push(selectorOf(document.activeElement));
      setTrail([...trail, place]);
    },
    back() {
      returnTo.current = leftFrom.current.pop() ?? null;
      setTrail(trail.slice(0, -1));
    },
    home() {
      returnTo.current = leftFrom.current[0] ?? null;
      leftFrom.current = [];
      setTrail([]);
    },
    change(place) {
      setTrail([...trail.slice(0, -1), place]);
    },
  };
}

/** How to find an element again once its screen has been drawn anew. */
function selectorOf(element: Element | null): string | null {
  if (element === null) return null;
  if (element.id !== '') return `#${CSS.escape(element.id)}`;
  const name = element.getAttribute('data-testid');
  return name === null ? null : `[data-testid="${CSS.escape(name)}"]`;
}
