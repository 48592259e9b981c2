import type { Connection, Server } from './server-schema.ts';

/** How an address leads to its server. */
type AddressKind = 'localHttp' | 'localHttps' | 'remoteHttps' | 'remoteHttp';

/** An address of a server that a tool may be given. */
export interface ServerAddress {
  readonly url: string;
  readonly kind: AddressKind;
  /** Whether it is of the kind that Docker gives to containers: outside their host it leads nowhere. */
  readonly isDockerBridge: boolean;
}

interface Candidate extends ServerAddress {
  readonly isIPv6: boolean;
}

/**
 * Plain `http` in the server's own network is what tools want: containers often cannot resolve the
 * names of plex.direct, which the encrypted addresses have (source: the tools' own documents).
 */
const usual: readonly AddressKind[] = ['localHttp', 'localHttps', 'remoteHttps', 'remoteHttp'];

/** Where the server refuses plain `http`, that comes after all that works. */
const encrypted: readonly AddressKind[] = ['localHttps', 'remoteHttps', 'localHttp', 'remoteHttp'];

/** What Docker gives to its bridges unless it is told otherwise (source: plex-api notes). */
const dockerBridge = /^172\.(?:1[7-9]|2\d|3[01])\.\d+\.\d+$/;

/**
 * The addresses of a server in the order in which a tool should be offered them, each once. Relays
 * are left out: they are slow, and their addresses do not last as long as a tool's file does. What
 * may be a Docker bridge comes last, for it may be somebody's own network as well; IPv6 comes after
 * IPv4 of the same kind, for many containers have none.
 */
export function addressesOf({ connections, requiresHttps }: Server): ServerAddress[] {
  const candidates = connections.filter(({ isRelay }) => !isRelay).flatMap(candidatesOf);
  const byVersion = last(candidates, ({ isIPv6 }) => isIPv6);
  const kinds = requiresHttps ? encrypted : usual;
  const byKind = kinds.flatMap(kind => byVersion.filter(candidate => candidate.kind === kind));
  const sorted = last(byKind, ({ isDockerBridge }) => isDockerBridge);
  return sorted
    .filter(({ url }, index) => sorted.findIndex(other => other.url === url) === index)
    .map(({ url, kind, isDockerBridge }) => ({ url, kind, isDockerBridge }));
}

/** The same in the same order, but for those that are to come last. */
function last<Item>(items: readonly Item[], isLast: (item: Item) => boolean): Item[] {
  return items.toSorted((one, other) => Number(isLast(one)) - Number(isLast(other)));
}

/** A local connection leads there twice: as plex.tv says it, and plainly. */
function candidatesOf(connection: Connection): Candidate[] {
  const { uri, address, isLocal, isHttps, isIPv6 } = connection;
  const common = { isIPv6, isDockerBridge: dockerBridge.test(address) };
  const told: Candidate = { ...common, url: uri, kind: kindOf(isLocal, isHttps) };
  return isLocal ? [{ ...common, url: plainUrl(connection), kind: 'localHttp' }, told] : [told];
}

function kindOf(isLocal: boolean, isHttps: boolean): AddressKind {
  if (isLocal) return isHttps ? 'localHttps' : 'localHttp';
  return isHttps ? 'remoteHttps' : 'remoteHttp';
}

/** An IPv6 address stands in brackets, for its colons would be taken for the port's (RFC 3986, 3.2.2). */
function plainUrl({ address, port }: Connection): string {
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}
