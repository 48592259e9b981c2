import { useEffect } from 'preact/hooks';

/** What the Escape key does while this is shown; null leaves it to the browser, which closes a popup. */
export function useEscape(onEscape: (() => void) | null): void {
  useEffect(() => {
    if (onEscape === null) return;
    const press = (event: KeyboardEvent) => {
      // While a word is being composed, the key drops what the keyboard proposes.
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
      // Else the browser would close the popup as well.
      event.preventDefault();
      onEscape();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}
