/** What only somebody does who is there. That the page moves the focus by itself is none of it. */
const touches = ['pointerdown', 'pointermove', 'click', 'keydown', 'wheel', 'scroll'];

/** Calls back once, when somebody touches the page. What is returned stops waiting for that. */
export function onTouch(page: EventTarget, touched: () => void): () => void {
  const listening = new AbortController();
  // On the way down, so that nothing on the page can keep a touch to itself.
  const options = { capture: true, passive: true, signal: listening.signal };
  const touch = (event: Event) => {
    if (isStill(event)) return;
    listening.abort();
    touched();
  };
  for (const name of touches) page.addEventListener(name, touch, options);
  return () => listening.abort();
}

/** A page that opens under a resting mouse gets a `pointermove` that moves nowhere. */
function isStill(event: Event): boolean {
  if (event.type !== 'pointermove' || !('movementX' in event && 'movementY' in event)) return false;
  return event.movementX === 0 && event.movementY === 0;
}
