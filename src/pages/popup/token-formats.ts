/** The ways in which tools want to be given a token. */
export const tokenFormats = ['token', 'header', 'curl', 'env'] as const;

export type TokenFormat = (typeof tokenFormats)[number];

/** A token as a tool takes it. */
export function formatToken(token: string, format: TokenFormat): string {
  const header = `X-Plex-Token: ${token}`;
  switch (format) {
    case 'token':
      return token;
    case 'header':
      return header;
    case 'curl':
      // Plex answers nobody without a client identifier; that of the browser is not for others.
      return `curl -H 'Accept: application/json' -H 'X-Plex-Client-Identifier: curl' -H '${quoted(header)}' https://plex.tv/api/v2/user`;
    case 'env':
      return `PLEX_TOKEN=${token}`;
  }
}

/** What stands between single quotes in a shell. */
function quoted(text: string): string {
  return text.replaceAll("'", "'\\''");
}
