import { afterEach, expect, test, vi } from 'vitest';
import { smallPicture } from '../../src/background/small-picture.ts';

/** A browser that reads a picture of this size, and draws it as these bytes. */
function browserReading(picture: { width: number; height: number }, bytes: number[] = []) {
  const drawImage = vi.fn();
  const getContext = vi.fn((): object | null => ({ drawImage }));
  const Canvas = vi.fn(
    class {
      getContext = getContext;
      convertToBlob = async ({ type }: { type: string }) =>
        new Blob([new Uint8Array(bytes)], { type });
    },
  );
  vi.stubGlobal('createImageBitmap', async () => picture);
  vi.stubGlobal('OffscreenCanvas', Canvas);
  return { Canvas, getContext, drawImage };
}

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['a wide one loses its sides', { width: 400, height: 200 }, [-48, 0, 192, 96]],
  ['a high one loses its top and bottom', { width: 48, height: 96 }, [0, -48, 96, 192]],
  ['a square one is all there', { width: 10, height: 10 }, [0, 0, 96, 96]],
])('a picture fills a square of 96 px: %s', async (_, picture, place) => {
  const { Canvas, getContext, drawImage } = browserReading(picture);
  await smallPicture(new Blob());
  expect(Canvas).toHaveBeenCalledExactlyOnceWith(96, 96);
  expect(getContext).toHaveBeenCalledExactlyOnceWith('2d');
  expect(drawImage).toHaveBeenCalledExactlyOnceWith(picture, ...place);
});

test('what was drawn comes as the address of a PNG, byte by byte', async () => {
  browserReading({ width: 96, height: 96 }, [0, 1, 127, 128, 255]);
  expect(await smallPicture(new Blob())).toBe('data:image/png;base64,AAF/gP8=');
});

test('there is none where the browser cannot draw', async () => {
  const { getContext } = browserReading({ width: 96, height: 96 });
  getContext.mockReturnValue(null);
  await expect(smallPicture(new Blob())).rejects.toThrow('There is nothing to draw with.');
});
