/** The side of an avatar, px: twice what the popup shows, for dense screens. */
const side = 96;

/**
 * Draws a picture anew, small and square, as a `data:` URL: whatever else the file held is left
 * behind, and the popup needs to load nothing.
 *
 * @throws where the browser cannot read the picture, or cannot draw
 */
export async function smallPicture(picture: Blob): Promise<string> {
  const bitmap = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(side, side);
  const scale = side / Math.min(bitmap.width, bitmap.height);
  const [width, height] = [bitmap.width * scale, bitmap.height * scale];
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('There is nothing to draw with.');
  context.drawImage(bitmap, (side - width) / 2, (side - height) / 2, width, height);
  return dataUrl(await canvas.convertToBlob({ type: 'image/png' }));
}

async function dataUrl(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const binary = Array.from(bytes, byte => String.fromCharCode(byte)).join('');
  return `data:${blob.type};base64,${btoa(binary)}`;
}
