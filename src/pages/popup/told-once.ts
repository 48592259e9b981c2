import { useEffect, useRef } from 'preact/hooks';
import type { View } from '../../core/view.ts';
import type { Send } from './send.ts';
import { onTouch } from './touch.ts';

/**
 * The view, in which it stays told that the token was ended for as long as this popup is open. Once
 * somebody is there to read it, it is old news, and no other popup tells it again.
 */
export function useToldOnce<Any extends View>(view: Any, send: Send): Any {
  const isTold = useRef(false);
  const isNews = view.status === 'unlinked' && view.news === 'signedOut';
  const isRest = view.status === 'unlinked' && view.news === null;
  isTold.current = isNews || (isTold.current && isRest);
  useEffect(
    () => (isNews ? onTouch(document, () => send({ command: 'newsRead' })) : undefined),
    [isNews],
  );
  return isTold.current ? { ...view, news: 'signedOut' } : view;
}
