/** Acts on the first click of a quick series: the others were meant for what was here before it. */
export function firstClick(act: () => void): (click: MouseEvent) => void {
  return ({ detail }) => {
    if (detail < 2) act();
  };
}

/** The same for a key: as long as Enter is held, a button would be pressed again and again. */
export function pressOnce(page: Document): void {
  page.addEventListener('keydown', event => {
    const isHeld = event.repeat && event.key === 'Enter';
    if (isHeld && event.target instanceof HTMLButtonElement) event.preventDefault();
  });
}
