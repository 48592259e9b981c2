import upng from 'upng-js';

/** A PNG with no more colors than these: a third of what the browser makes, and no eye sees it. */
export function compress(png: Uint8Array, colors: number): Uint8Array {
  const { width, height, pixels } = pixelsOf(png);
  return new Uint8Array(upng.encode([pixels], width, height, colors));
}

/** The same as 24 bits for each pixel: with no palette, and no place for transparency. */
export function compressFull(png: Uint8Array, colors: number): Uint8Array {
  const { width, height, pixels } = pixelsOf(png);
  return new Uint8Array(encode([pixels], width, height, colors, undefined, true));
}

/** The encoder with its last argument, of which its types know nothing. */
const encode: (
  ...args: [...Parameters<typeof upng.encode>, withoutPalette: boolean]
) => ArrayBuffer = upng.encode;

/** One picture of an animation, and for how long it is seen, ms. */
export interface Frame {
  readonly png: Uint8Array;
  readonly lasts: number;
}

/** An APNG of pictures of one size. */
export function animate(frames: readonly Frame[], colors: number): Uint8Array {
  const [first] = frames;
  if (first === undefined) throw new Error('There is nothing to animate.');
  const { width, height } = pixelsOf(first.png);
  const pixels = frames.map(({ png }) => pixelsOf(png).pixels);
  const delays = frames.map(({ lasts }) => lasts);
  return new Uint8Array(upng.encode(pixels, width, height, colors, delays));
}

function pixelsOf(png: Uint8Array): { width: number; height: number; pixels: ArrayBuffer } {
  const image = upng.decode(new Uint8Array(png).buffer);
  const [pixels] = upng.toRGBA8(image);
  if (pixels === undefined) throw new Error('The picture is empty.');
  return { width: image.width, height: image.height, pixels };
}
