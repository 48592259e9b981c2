import { cut, headerName, longestName } from './header-name.ts';

/** What plex.tv is told about who asks. Generic on purpose: it names no system and no versions of it. */
export interface Client {
  /** What plex.tv knows one grant by, from the making of its pin to the end of its token. */
  readonly clientIdentifier: string;
  /** Our own version. */
  readonly version: string;
  /** The browser's name, such as `Firefox`. */
  readonly browser: string;
  /** Of a tool's grant, what the tool is called; any text. */
  readonly tool?: string;
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

/** Names of Plex's own products, which its documents ask others not to use. */
const plexOwn = /^plex(?:amp)?(?: |$)/i;

/**
 * What people see in Plex under *Authorized Devices*: a tool's row says who has made it, so that it
 * is not taken for one that the tool has made by itself.
 */
export function deviceName({ browser, tool }: Client): string {
  if (tool === undefined) return `${product} (${browser})`;
  const maker = ` (${product})`;
  return `${cut(headerName(tool), longestName - maker.length)}${maker}`;
}

/**
 * The headers of every request (source: plex-api notes, «code»: seen in several clients). A tool's
 * grant has the tool's name for its product and no version: ours would be taken for the tool's.
 */
export function clientHeaders(client: Client): Record<string, string> {
  return {
    Accept: 'application/json',
    'X-Plex-Client-Identifier': client.clientIdentifier,
    ...productHeaders(client),
    'X-Plex-Platform': client.browser,
    'X-Plex-Device': client.browser,
    'X-Plex-Device-Name': deviceName(client),
  };
}

function productHeaders({ version, tool }: Client): Record<string, string> {
  if (tool === undefined) return { 'X-Plex-Product': product, 'X-Plex-Version': version };
  const name = headerName(tool);
  return { 'X-Plex-Product': plexOwn.test(name) ? product : name };
}
