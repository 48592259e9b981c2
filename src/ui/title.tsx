import { useEffect, useRef } from 'preact/hooks';
import { i18n, type MessageKey } from '../i18n.ts';

interface TitleProps {
  text: MessageKey;
  /** Whether something else says so to those who see. */
  isUnseen?: boolean;
}

/**
 * The headline of a screen. When a screen takes the place of another, the focus that was inside the
 * old one would be lost: it moves here, and a screen reader says where the user is now.
 */
export function Title({ text, isUnseen = false }: TitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (hasDrawn && document.activeElement === document.body) heading.current?.focus();
    hasDrawn = true;
  }, [text]);
  return (
    <h1 ref={heading} tabIndex={-1} class={isUnseen ? 'unseen' : ''}>
      {i18n(text)}
    </h1>
  );
}

/** The first screen of a popup takes no focus from the browser. */
let hasDrawn = false;
