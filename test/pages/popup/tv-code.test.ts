import { expect, test } from 'vitest';
import { tvCode } from '../../../src/pages/popup/tv-code.ts';

test.each([
  ['7RQZ', '7RQZ'],
  ['７ｒＱＺ', '7RQZ'],
  ['７－ＲＱＺ', '7RQZ'],
  ['7rqz', '7RQZ'],
  [' 7r-q z\n', '7RQZ'],
  ['7–R—Q‑Z', '7RQZ'],
  ['7R\u200BQZ', '7RQZ'],
  ['7\u00A0R Q Z', '7RQZ'],
])('%j is the code %s', (typed, code) => {
  expect(tvCode(typed)).toBe(code);
});

test.each(['', '   ', '7RQ', '7RQZ1', '7RQ!', '7RQÄ', '7RQß', 'https://plex.tv/link/?pin=7RQZ'])(
  '%j is none',
  typed => {
    expect(tvCode(typed)).toBeNull();
  },
);
