/** Room for Plex's page with its sign-in form under the browser's own bars, CSS px. */
const wanted = { width: 560, height: 800 };

/** As much of a window as there is to know here. */
interface Known extends Partial<Place> {
  readonly state?: string;
}

interface Place {
  readonly width: number;
  readonly height: number;
  readonly left?: number;
  readonly top?: number;
}

/** The place in the middle of a window, and no larger; any place where nobody knows where that is. */
export function placeOver(window: Known | null): Place {
  const { left, top, width, height, state } = window ?? {};
  const isKnown =
    left !== undefined && top !== undefined && width !== undefined && height !== undefined;
  if (!isKnown || state === 'minimized') return wanted;
  const size = { width: Math.min(wanted.width, width), height: Math.min(wanted.height, height) };
  return {
    ...size,
    left: Math.round(left + (width - size.width) / 2),
    top: Math.round(top + (height - size.height) / 2),
  };
}
