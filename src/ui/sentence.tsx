import type { ComponentChildren } from 'preact';
import { type WordKey, words } from '../i18n.ts';

/** No sentence has this character, so it shows where the placeholder of one stands. */
const mark = '\u0000';

/** A sentence with something more than words in the place that its language gives it. */
export function Sentence({ text, children }: { text: WordKey; children: ComponentChildren }) {
  const [before, after] = words(text, mark).split(mark);
  return (
    <>
      {before}
      {children}
      {after}
    </>
  );
}
