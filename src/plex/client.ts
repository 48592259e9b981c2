/** What plex.tv is told about who asks. Generic on purpose: it names no system and no versions of it. */
export interface Client {
  /** What plex.tv knows one grant by, from the making of its pin to the end of its token. */
  readonly clientIdentifier: string;
  /** Our own version. */
  readonly version: string;
  /** The browser's name, such as `Firefox`. */
  readonly browser: string;
}

/**
 * The client identifier that plex.tv is told about the grant `id`. Grants that were taken over from
 * version 2 share that of their install, and have ids like `UUID/2` to be told apart here: what
 * stands behind the slash is never sent.
 */
export function identifierOf(id: string): string {
  return id.replace(/\/.*/s, '');
}

/** The name of this extension as plex.tv shows it. */
export const product = 'Pinlink';

/** What people see in Plex under *Authorized Devices*. */
export function deviceName({ browser }: Client): string {
  return `${product} (${browser})`;
}

/** The headers of every request (source: plex-api notes, «code»: seen in several clients). */
export function clientHeaders(client: Client): Record<string, string> {
  return {
    Accept: 'application/json',
    'X-Plex-Client-Identifier': client.clientIdentifier,
    'X-Plex-Product': product,
    'X-Plex-Version': client.version,
    'X-Plex-Platform': client.browser,
    'X-Plex-Device': client.browser,
    'X-Plex-Device-Name': deviceName(client),
  };
}
