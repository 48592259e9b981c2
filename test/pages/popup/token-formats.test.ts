import { expect, test } from 'vitest';
import { formatToken } from '../../../src/pages/popup/token-formats.ts';

test.each([
  ['token', 'a-token_7'],
  ['header', 'X-Plex-Token: a-token_7'],
  ['env', 'PLEX_TOKEN=a-token_7'],
] as const)('as %s', (format, text) => {
  expect(formatToken('a-token_7', format)).toBe(text);
});

test('as a line for curl that no character breaks', () => {
  expect(formatToken("it's", 'curl')).toContain(`-H 'X-Plex-Token: it'\\''s' `);
});

test('as a line for curl, that asks plex.tv with the token in a header', () => {
  const line = formatToken('a-token_7', 'curl');
  expect(line).toMatch(/^curl /);
  expect(line).toMatch(/ -H 'X-Plex-Token: a-token_7' /);
  expect(line).toMatch(/ -H 'X-Plex-Client-Identifier: [^']+' /);
  expect(line).toMatch(/ https:\/\/plex\.tv\/api\/v2\/user$/);
});
