import { type Fields, isoSeconds, publicAddress, withoutNull, withStrings } from './dialects.ts';
import type { Dialect, ResourceKind, Settings } from './settings.ts';
import type { Token } from './tokens.ts';

interface Way {
  readonly address: string;
  readonly port: number;
  readonly local: boolean;
  readonly relay: boolean;
  readonly IPv6: boolean;
}

const port = 32_400;
const here = { port, local: true, relay: false, IPv6: false };

/** The address that Docker gives to a container, which is «local» for plex.tv all the same. */
const docker: Way = { ...here, address: '172.18.0.3' };
const remote: Way = { ...here, address: publicAddress, local: false };
const relay: Way = { address: '198.51.100.9', port: 8_443, local: false, relay: true, IPv6: false };

/** The ways to each server, in no order that would help anybody. */
const ways: Record<ResourceKind, readonly Way[]> = {
  server: [
    remote,
    { ...here, address: '172.17.0.1' },
    { ...here, address: '2001:db8:0:1::12', IPv6: true },
    relay,
    { ...here, address: '192.168.1.12' },
  ],
  containerServer: [docker, remote],
  sharedServer: [{ ...here, address: '10.0.0.5' }, { ...remote, address: '203.0.113.5' }, relay],
  player: [],
};

/** What an account may use, as a client is told that has asked with this query. */
export function resourceFields(
  settings: Settings,
  token: Token,
  query: Record<string, string>,
): Fields[] {
  return settings.resources.map(kind => {
    const fields = { ...common, ...kinds[kind](settings, token) };
    const asked = ways[kind].filter(
      way => (!way.relay || query.includeRelay === '1') && (!way.IPv6 || query.includeIPv6 === '1'),
    );
    const isSecure = query.includeHttps === '1';
    const connections = asked.map(way => connectionFields(way, token, isSecure));
    return inDialect(settings.dialect, fields, connections);
  });
}

/** What each kind is; the token of each entry is made of that which asks (source: `code`). */
const kinds: Record<ResourceKind, (settings: Settings, token: Token) => Fields> = {
  server: ({ httpsRequired }, { account, token }) => ({
    name: `${account.title}'s server`,
    clientIdentifier: `server-of-${account.uuid}`,
    accessToken: `${token}-server`,
    httpsRequired,
  }),
  containerServer: ({ httpsRequired }, { account, token }) => ({
    name: 'Container',
    clientIdentifier: `container-of-${account.uuid}`,
    accessToken: `${token}-container`,
    httpsRequired,
  }),
  sharedServer: (_, { token }) => ({
    name: "Bea's server",
    clientIdentifier: 'server-of-bea',
    owned: false,
    sourceTitle: 'bea',
    accessToken: `${token}-shared`,
  }),
  player: (_, { account }) => ({
    name: 'Living room',
    product: 'App for TVs',
    clientIdentifier: `player-of-${account.uuid}`,
    provides: 'client,player,pubsub-player',
    accessToken: null,
  }),
};

/** What all are, unless their kind says otherwise. */
const common: Fields = {
  product: 'Plex Media Server',
  productVersion: '1.41.0',
  platform: 'Linux',
  device: 'PC',
  provides: 'server',
  owned: true,
  home: false,
  presence: true,
  sourceTitle: null,
  publicAddress,
  accessToken: null,
  httpsRequired: false,
  relay: false,
  createdAt: isoSeconds(1_700_000_000_000),
  lastSeenAt: isoSeconds(1_700_000_000_000),
};

/** The encrypted address is a name of plex.direct that says the other; nobody asks for it here. */
function connectionFields(way: Way, { account }: Token, isSecure: boolean): Fields {
  const { address, port, IPv6 } = way;
  const name = `${address.replace(/[.:]+/g, '-')}.${account.uuid}.plex.direct`;
  const plain = IPv6 ? `[${address}]` : address;
  const protocol = isSecure ? 'https' : 'http';
  return { protocol, ...way, uri: `${protocol}://${isSecure ? name : plain}:${port}` };
}

function inDialect(dialect: Dialect, fields: Fields, connections: Fields[]): Fields {
  switch (dialect) {
    case 'current':
      return { ...fields, connections };
    case 'java':
      return { ...withoutNull(fields), owned: Number(fields.owned), connections };
    case 'strings': {
      const owned = String(Number(fields.owned));
      return { ...withStrings(fields), owned, connections: connections.map(withStrings) };
    }
    case 'sparse':
      return sparse(fields, connections);
  }
}

/** No more than a tool's address can be made of. */
function sparse(fields: Fields, connections: Fields[]): Fields {
  const { name, clientIdentifier, provides, owned } = fields;
  const ways = connections.map(({ uri, address, port, local, relay }) => {
    const way = { uri, address, port, local };
    return relay === true ? { ...way, relay } : way;
  });
  return { name, clientIdentifier, provides, owned, connections: ways };
}
