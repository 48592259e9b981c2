/** The ways in which tools want to be given a token. */
export const tokenFormats = ['token', 'header', 'curl', 'env'] as const;

export type TokenFormat = (typeof tokenFormats)[number];

/** A token as a tool takes it. */
export function formatToken(token: string, format: TokenFormat): string {
  switch (format) {
    case 'token':
      return token;
    case 'header':
      return `X-Plex-Token: ${token}`;
    case 'curl':
      return curlCommand;
    case 'env':
      return `PLEX_TOKEN=${token}`;
  }
}

/**
 * A command that asks plex.tv whose token it is. It takes it from the environment, and hands it to
 * curl by a pipe: what stands in a command is kept in the shell's history, and shown by `ps`. Plex
 * answers nobody without a client identifier; that of the browser is not for others.
 */
const curlCommand = [
  `printf 'X-Plex-Token: %s\\n' "$PLEX_TOKEN" |`,
  'curl -H @-',
  "-H 'Accept: application/json'",
  "-H 'X-Plex-Client-Identifier: curl'",
  'https://plex.tv/api/v2/user',
].join(' ');
