import { type ComponentChildren, Fragment, toChildArray } from 'preact';
import { i18n, type MessageKey } from '../i18n.ts';

/** The «object replacement character»: no sentence has it, and no browser drops it as it does a NUL. */
const mark = '\uFFFC';

/** A sentence with something more than words in the places that its language gives it, in this order. */
export function Sentence({ text, children }: { text: MessageKey; children: ComponentChildren }) {
  const values = toChildArray(children);
  const pieces = i18n(text, ...values.map((_, index) => `${mark}${index}`)).split(/\uFFFC(\d)/);
  // Every second piece is the number of what stands there.
  return pieces.map((piece, index) => (
    <Fragment key={index}>{index % 2 === 0 ? piece : values[Number(piece)]}</Fragment>
  ));
}
