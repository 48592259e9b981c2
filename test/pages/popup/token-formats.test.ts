import { expect, test } from 'vitest';
import { formatToken, tokenFormats } from '../../../src/pages/popup/token-formats.ts';

test.each([
  ['token', 'a-token_7'],
  ['header', 'X-Plex-Token: a-token_7'],
  ['env', 'PLEX_TOKEN=a-token_7'],
] as const)('as %s', (format, text) => {
  expect(formatToken('a-token_7', format)).toBe(text);
});

test('as a command for curl, that asks plex.tv with a token from the environment', () => {
  expect(formatToken('a-token_7', 'curl')).toBe(
    `printf 'X-Plex-Token: %s\\n' "$PLEX_TOKEN" | curl -H @- -H 'Accept: application/json' -H 'X-Plex-Client-Identifier: curl' https://plex.tv/api/v2/user`,
  );
});

test('no command holds the token: it would stay in the history of the shell', () => {
  const commands = tokenFormats.filter(format => formatToken('a-token_7', format).includes('curl'));
  expect(commands).toEqual(['curl']);
  expect(formatToken('a-token_7', 'curl')).not.toContain('a-token_7');
});
