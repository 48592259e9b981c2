import { expect, test } from 'vitest';
import { placeOver } from '../../src/background/place-over.ts';

const size = { width: 560, height: 800 };
const window = { left: 100, top: 50, width: 1201, height: 1000 };

test.each<[string, Record<string, string | number>, object]>([
  ['is in the middle of it', {}, { ...size, left: 421, top: 150 }],
  ['also on a screen to the left', { left: -1300 }, { ...size, left: -979, top: 150 }],
  ['is no wider', { width: 400 }, { width: 400, height: 800, left: 100, top: 150 }],
  ['is no higher', { height: 600 }, { width: 560, height: 600, left: 421, top: 50 }],
  ['is over a maximized one', { state: 'maximized' }, { ...size, left: 421, top: 150 }],
  ['is anywhere where that one is minimized', { state: 'minimized' }, size],
])('a window over another %s', (_, other, place) => {
  expect(placeOver({ ...window, ...other })).toEqual(place);
});

test('a window over none is anywhere', () => {
  expect(placeOver(null)).toEqual(size);
});

test.each(['left', 'top', 'width', 'height'])(
  'a window over one whose %s nobody knows is anywhere',
  name => {
    const { [name]: _, ...known }: Record<string, number> = window;
    expect(placeOver(known)).toEqual(size);
  },
);
