import type { Effect } from './effect.ts';
import type { Link, State } from './state.ts';

/** What an event makes of what is kept, and what is to be done about it. */
export type Step = readonly [State, readonly Effect[]];

/** A step that changes nothing: the very same `state`, so that nobody needs to save it. */
export function unchanged(state: State): Step {
  return [state, []];
}

/** A step that changes the link alone. */
export function relink(state: State, link: Link, ...effects: readonly Effect[]): Step {
  return [{ ...state, link }, effects];
}
