import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { MessageKey } from '../i18n.ts';
import { Sentence } from './sentence.tsx';

interface TitleProps {
  text: MessageKey;
  /** Whom it is about, where the words leave a place for that. */
  name?: string | undefined;
  /** What else stands in that place. */
  children?: ComponentChildren;
  /** Whether something else says so to those who see. */
  isUnseen?: boolean;
  /** The id of what is to be read out with it. */
  describedBy?: string | undefined;
}

/**
 * The headline of a screen. When a screen takes the place of another, or the button that was pressed
 * goes, the focus that was there would be lost: it moves here, and a screen reader says where the
 * user is now.
 */
export function Title({ text, name, children, isUnseen = false, describedBy }: TitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (hasDrawn && document.activeElement === document.body) heading.current?.focus();
    hasDrawn = true;
  }, [text, name]);
  useGone(() => heading.current?.focus());
  return (
    <h1 ref={heading} tabIndex={-1} class={isUnseen ? 'unseen' : ''} aria-describedby={describedBy}>
      <Sentence text={text}>{name === undefined ? children : <Name>{name}</Name>}</Sentence>
    </h1>
  );
}

/** The longest name that has to stay on one line, in letters: about as many Latin ones have room there. */
const short = 24;

/** A longer one would leave what follows it at the far end of a line. */
function Name({ children }: { children: string }) {
  return <bdi class={children.length > short ? '' : 'whole'}>{children}</bdi>;
}

/** The first screen of a popup takes no focus from the browser. */
let hasDrawn = false;

/** Calls `onGone` after a drawing that took away what had the focus. */
function useGone(onGone: () => void): void {
  const focused = useRef<Element | null>(null);
  useEffect(() => {
    const keep = () => {
      focused.current = document.activeElement;
    };
    keep();
    document.addEventListener('focusin', keep);
    return () => document.removeEventListener('focusin', keep);
  }, []);
  useEffect(() => {
    if (document.activeElement === document.body && focused.current?.isConnected === false)
      onGone();
  });
}
