/** What plex.tv is told about who asks. Generic on purpose: it names no system and no versions of it. */
export interface Client {
  /** A random UUID, made once for each install, the same for the whole life of a pin. */
  readonly clientIdentifier: string;
  /** Our own version. */
  readonly version: string;
  /** The browser's name, such as `Firefox`. */
  readonly browser: string;
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
