import { onTouch } from './touch.ts';

/** How long a popup that opened by itself stays where nobody touches it, ms. */
const staysFor = 10_000;

/**
 * Closes a page that nobody has asked for, unless somebody takes to it: also before it is known
 * whether anybody has asked for it.
 */
export async function closeUnlessTouched(
  page: EventTarget,
  isOpenedByItself: Promise<boolean>,
  close: () => void,
): Promise<void> {
  const touched = new AbortController();
  onTouch(page, () => touched.abort());
  if (!(await isOpenedByItself) || touched.signal.aborted) return;
  const timer = setTimeout(close, staysFor);
  touched.signal.addEventListener('abort', () => clearTimeout(timer));
}
