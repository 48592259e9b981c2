import type { ComponentChildren } from 'preact';
import { i18n, type MessageKey } from '../i18n.ts';

/** The «object replacement character»: no sentence has it, and no browser drops it as it does a NUL. */
const mark = '\uFFFC';

/** A sentence with something more than words in the place that its language gives it. */
export function Sentence({ text, children }: { text: MessageKey; children: ComponentChildren }) {
  const [before, after] = i18n(text, mark).split(mark);
  return (
    <>
      {before}
      {children}
      {after}
    </>
  );
}
