import type { ToolNews } from '../../core/state.ts';
import type { UnlinkedView, View } from '../../core/view.ts';

/** What there may be to tell of tokens that are wanted no more. */
export type NewsName = NonNullable<UnlinkedView['news'] | View['unended']>;

/** One at a time. First what the user has to do, then what they have pressed for. */
export function newsOf(view: View): NewsName | null {
  if (view.unended === 'givenUp') return view.unended;
  return (view.status === 'unlinked' ? view.news : null) ?? view.unended;
}

/** What is new of these: they grow until they are read, and the oldest may go before. */
export function newsSince(
  known: readonly ToolNews[],
  news: readonly ToolNews[],
): readonly ToolNews[] {
  return news.filter(
    ({ name, what }) => !known.some(old => old.name === name && old.what === what),
  );
}
