import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Scrolls to an element when it comes, or once it is open, so that whoever has pressed for it sees it. */
export function useIntoView<Any extends HTMLElement>(isOpen = true): RefObject<Any | null> {
  const element = useRef<Any>(null);
  useEffect(() => {
    if (isOpen) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  return element;
}
