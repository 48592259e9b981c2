import type { Effect } from './effect.ts';
import type { Kept, Link } from './state.ts';

/** What an event makes of what is kept, and what is to be done about it. */
export type Step = readonly [Kept, readonly Effect[]];

/** A step that changes nothing: the very same `kept`, so that nobody needs to save it. */
export function unchanged(kept: Kept): Step {
  return [kept, []];
}

/** A step that changes the link alone. */
export function relink(kept: Kept, link: Link, ...effects: readonly Effect[]): Step {
  return [{ ...kept, link }, effects];
}
