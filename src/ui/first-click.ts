/** Acts on the first click of a quick series: the others were meant for what was here before it. */
export function firstClick(act: () => void): (click: MouseEvent) => void {
  return ({ detail }) => {
    if (detail < 2) act();
  };
}
