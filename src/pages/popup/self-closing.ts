/** How long a popup that opened by itself stays where nobody touches it, ms. */
const staysFor = 10_000;

/** What only somebody does who is there. That the page moves the focus by itself is none of it. */
const touches = ['pointerdown', 'pointermove', 'click', 'keydown', 'wheel', 'scroll'];

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
  // On the way down, for nothing on the page shall keep a touch to itself.
  const options = { capture: true, passive: true, signal: touched.signal };
  for (const touch of touches) page.addEventListener(touch, () => touched.abort(), options);
  if (!(await isOpenedByItself) || touched.signal.aborted) return;
  const timer = setTimeout(close, staysFor);
  touched.signal.addEventListener('abort', () => clearTimeout(timer));
}
