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
  const focus = useFocusBack(trail);
  return {
    place: trail.at(-1) ?? first,
    go(place) {
      focus.leave();
      setTrail([...trail, place]);
    },
    back() {
      focus.comeBack();
      setTrail(trail.slice(0, -1));
    },
    home() {
      focus.comeHome();
      setTrail([]);
    },
    change(place) {
      setTrail([...trail.slice(0, -1), place]);
    },
  };
}

/** A screen that takes the place of another for a while. */
export interface Detour {
  readonly isTaken: boolean;
  take(): void;
  back(): void;
  /** It is over, and what was left is there no more. */
  end(): void;
}

/** Keeps whether somebody has gone there; the focus returns as it does on a trail. */
export function useDetour(): Detour {
  const [isTaken, setIsTaken] = useState(false);
  const focus = useFocusBack(isTaken);
  return {
    isTaken,
    take() {
      if (!isTaken) focus.leave();
      setIsTaken(true);
    },
    back() {
      focus.comeBack();
      setIsTaken(false);
    },
    end() {
      focus.forget();
      setIsTaken(false);
    },
  };
}

/** Remembers what had the focus when a screen was left, and gives it back once `place` is another. */
function useFocusBack(place: unknown) {
  const leftFrom = useRef<(string | null)[]>([]);
  const returnTo = useRef<string | null>(null);
  useEffect(() => {
    if (returnTo.current === null) return;
    document.querySelector<HTMLElement>(returnTo.current)?.focus();
    returnTo.current = null;
  }, [place]);
  const forget = () => {
    leftFrom.current = [];
  };
  return {
    leave() {
      leftFrom.current.push(selectorOf(document.activeElement));
    },
    comeBack() {
      returnTo.current = leftFrom.current.pop() ?? null;
    },
    comeHome() {
      returnTo.current = leftFrom.current[0] ?? null;
      forget();
    },
    forget,
  };
}

/** How to find an element again once its screen has been drawn anew. */
function selectorOf(element: Element | null): string | null {
  if (element === null) return null;
  if (element.id !== '') return `#${CSS.escape(element.id)}`;
  const name = element.getAttribute('data-testid');
  return name === null ? null : `[data-testid="${CSS.escape(name)}"]`;
}
