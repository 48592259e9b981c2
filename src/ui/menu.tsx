import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '../i18n.ts';
import { Icon } from './icon.tsx';

/** What is seldom wanted, behind a button. It closes by Escape, by a press elsewhere, or when it is left. */
export function Menu({ children }: { children: (close: () => void) => ComponentChildren }) {
  const [isOpen, setIsOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setIsOpen(false);
  useEffect(() => {
    if (!isOpen) return;
    const closeByKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // It closes the menu, and nothing behind it.
      event.preventDefault();
      close();
      button.current?.focus();
    };
    const closeOutside = ({ target }: Event) => {
      if (!(target instanceof Node && whole.current?.contains(target))) close();
    };
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    document.addEventListener('keydown', closeByKey, options);
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
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name="dots" />
      </button>
      {isOpen && <div class="card items">{children(close)}</div>}
    </div>
  );
}
