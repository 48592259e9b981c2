/** Acts on a click, but for the second of a double click: that was meant for what was here before the first. */
export function firstClick(act: () => void): (click: MouseEvent) => void {
  return ({ detail }) => {
    if (detail < 2) act();
  };
}
