import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '../i18n.ts';
import { firstClick } from './first-click.ts';
import { Icon } from './icon.tsx';

/**
 * What is seldom wanted, behind a button. The arrow keys go through it. It closes by Escape, by a press
 * elsewhere, or when it is left.
 */
export function Menu({ children }: { children: (close: () => void) => ComponentChildren }) {
  const [isOpen, setIsOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setIsOpen(false);
    button.current?.focus();
  };
  // No key is pressed between what is seen and what it does.
  useLayoutEffect(() => {
    if (!isOpen) return;
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
      else if (event.key === 'ArrowDown') moveFocus(whole.current, 1);
      else if (event.key === 'ArrowUp') moveFocus(whole.current, -1);
      else return;
      // It is meant for the menu, and for nothing behind it.
      event.preventDefault();
    };
    const closeOutside = ({ target }: Event) => {
      if (!(target instanceof Node && whole.current?.contains(target))) setIsOpen(false);
    };
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    document.addEventListener('keydown', press, options);
    document.addEventListener('pointerdown', closeOutside, options);
    document.addEventListener('focusin', closeOutside, options);
    return () => listening.abort();
  }, [isOpen]);
  return (
    <div ref={whole} class="menu">
      <button
        ref={button}
        type="button"
        class="round"
        data-testid="menu"
        aria-label={i18n('menu')}
        aria-expanded={isOpen}
        onClick={firstClick(() => setIsOpen(!isOpen))}
      >
        <Icon name="dots" />
      </button>
      {isOpen && <div class="card items">{children(close)}</div>}
    </div>
  );
}

/** Moves the focus from the button to the first entry, and on from there to its neighbors. */
function moveFocus(menu: HTMLElement | null, step: 1 | -1): void {
  const buttons = [...(menu?.querySelectorAll('button') ?? [])];
  const place = buttons.findIndex(button => button.matches(':focus'));
  buttons[place + step]?.focus();
}
