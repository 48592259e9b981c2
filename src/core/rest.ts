import type { Kept, Link, Rest } from './state.ts';

/** How it stands apart from any attempt: that, or what an attempt would return to. */
export function restOf(link: Link): Rest {
  return 'before' in link ? link.before : link;
}

/** The same link, or the same attempt, over another rest. */
export function withRest(kept: Kept, rest: Rest): Kept {
  const { link } = kept;
  return { ...kept, link: 'before' in link ? { ...link, before: rest } : rest };
}
