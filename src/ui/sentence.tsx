import type { ComponentChildren } from 'preact';
import { i18n, type MessageKey } from '../i18n.ts';

/** No sentence has this character, so it shows where the placeholder of one stands. */
const mark = '\u0000';

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
