import * as v from 'valibot';
import { each, flag, line, number } from './fields.ts';

/** A way to a server, as the server has told plex.tv of it. */
export interface Connection {
  /** A whole address, `http` or `https`, without a slash at its end. */
  readonly uri: string;
  /** A name or an IP address, without brackets. */
  readonly address: string;
  readonly port: number;
  /** Whether it is in the server's own network. */
  readonly isLocal: boolean;
  /** Whether it leads through Plex. */
  readonly isRelay: boolean;
  readonly isIPv6: boolean;
  readonly isHttps: boolean;
}

/** A media server that an account may use. Its entry has a token of its own, which is not read. */
export interface Server {
  readonly name: string;
  /** What the server calls itself, for tools that ask for it. */
  readonly machineIdentifier: string;
  readonly isOwned: boolean;
  /** Who shares it; null where it is the account's own, or plex.tv does not say. */
  readonly owner: string | null;
  /** Whether it answers nobody who asks without encryption. */
  readonly requiresHttps: boolean;
  readonly connections: readonly Connection[];
}

/** As many servers, and ways to each, as are looked at. */
const most = { servers: 100, connections: 30 };

/** The longest address, characters: tools have to take it, and people to read it. */
const longestUri = 300;

/** Only what is an address and nothing more: no account, no question, no other protocol. */
const uri = v.pipe(v.string(), v.maxLength(longestUri), v.transform(plainAddress), v.string());

const host = v.pipe(v.string(), v.maxLength(255), v.transform(plainHost), v.string());

const port = v.pipe(number, v.integer(), v.minValue(1), v.maxValue(65_535));

const connection = v.pipe(
  v.object({ uri, address: host, port, local: flag, relay: flag, IPv6: flag }),
  v.transform(
    ({ uri, address, port, local, relay, IPv6 }): Connection => ({
      uri,
      address,
      port,
      isLocal: local ?? false,
      isRelay: relay ?? false,
      isIPv6: IPv6 ?? address.includes(':'),
      isHttps: uri.startsWith('https:'),
    }),
  ),
);

/** A comma list (source: plex-api notes, «code»); what provides no server is a player. */
const provides = v.pipe(
  v.string(),
  v.check(list => list.split(',').some(word => word.trim() === 'server')),
);

const server = v.pipe(
  v.object({
    provides,
    name: v.pipe(v.unknown(), line(200), v.string()),
    clientIdentifier: v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/)),
    owned: flag,
    sourceTitle: line(200),
    httpsRequired: flag,
    connections: v.fallback(each(connection, most.connections), []),
  }),
  v.transform(
    ({ name, clientIdentifier, owned, sourceTitle, httpsRequired, connections }): Server => ({
      name,
      machineIdentifier: clientIdentifier,
      isOwned: owned ?? false,
      owner: sourceTitle,
      requiresHttps: httpsRequired ?? false,
      connections,
    }),
  ),
);

/** The servers among an account's resources. */
export const serversSchema = each(server, most.servers);

/** The address as a browser writes it, which is in plain ASCII; null where it is more or less than that. */
function plainAddress(value: string): string | null {
  if (!URL.canParse(value)) return null;
  const { protocol, username, password, search, hash, origin, pathname } = new URL(value);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  if (!isWeb || `${username}${password}${search}${hash}` !== '') return null;
  const plain = `${origin}${pathname}`.replace(/\/+$/, '');
  return plain.length <= longestUri ? plain : null;
}

/** A host that stays what it is as part of an address; null for whatever would become another. */
function plainHost(value: string): string | null {
  const bare = value.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  const isIPv6 = bare.includes(':');
  const address = `http://${isIPv6 ? `[${bare}]` : bare}`;
  if (!URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  if (isIPv6) return hostname.slice(1, -1);
  return hostname === bare ? bare : null;
}
