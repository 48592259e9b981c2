import type { LinkView, View } from '../../core/view.ts';

/** What storage holds, as far as it can be shown. */
export type Shown =
  | {
      readonly view: View;
      /** The link, also where the view is of an attempt at another. */
      readonly link: LinkView | null;
    }
  /** A newer version of Pinlink wrote it. */
  | 'outdated'
  /** The browser cannot read it, or it cannot be drawn. */
  | 'unreadable';

/** What the user would see of it. */
export function viewIn(shown: Shown | null): View | null {
  return shown === null || typeof shown === 'string' ? null : shown.view;
}
