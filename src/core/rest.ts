import type { Link, Rest, State } from './state.ts';

/** How it stands apart from any attempt: that, or what an attempt would return to. */
export function restOf(link: Link): Rest {
  return 'before' in link ? link.before : link;
}

/** The same link, or the same attempt, over another rest. */
export function withRest(state: State, rest: Rest): State {
  const { link } = state;
  return { ...state, link: 'before' in link ? { ...link, before: rest } : rest };
}
