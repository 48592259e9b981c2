import { describe, expect, test } from 'vitest';
import { readServers } from '../../src/plex/servers.ts';
import { json, plexAnswering, raw } from './answers.ts';

/** A way to a server, as plex.tv tells it today (source: plex-api notes, «code»). */
const way = {
  protocol: 'https',
  address: '192.168.1.12',
  port: 32_400,
  uri: 'https://192-168-1-12.0123abcd.plex.direct:32400',
  local: true,
  relay: false,
  IPv6: false,
};

const server = {
  name: 'NAS',
  product: 'Plex Media Server',
  clientIdentifier: '0123456789abcdef',
  provides: 'server',
  owned: true,
  sourceTitle: null,
  accessToken: 'secret-token-of-the-server',
  httpsRequired: false,
  connections: [way],
};

const readWay = {
  uri: way.uri,
  address: way.address,
  port: 32_400,
  isLocal: true,
  isRelay: false,
  isIPv6: false,
  isHttps: true,
};

const readServer = {
  name: 'NAS',
  machineIdentifier: '0123456789abcdef',
  isOwned: true,
  owner: null,
  requiresHttps: false,
  connections: [readWay],
};

/** A field that is not there. */
const missing = undefined;

async function read(body: unknown) {
  const outcome = await readServers(plexAnswering(() => json(200, body)).plex, 'secret-token');
  expect(JSON.stringify(outcome)).not.toContain('secret');
  return outcome;
}

describe('the servers of an account', () => {
  test('are asked for with all of their addresses, on the host that has an IPv6 address', async () => {
    const { plex, sent } = plexAnswering(() => json(200, []));
    expect(await readServers(plex, 'secret-token')).toEqual({ ok: true, value: [] });
    expect(sent).toMatchObject([
      {
        url: 'https://clients.plex.tv/api/v2/resources?includeHttps=1&includeRelay=1&includeIPv6=1',
        init: { method: 'GET', headers: { 'X-Plex-Token': 'secret-token' } },
      },
    ]);
  });

  test('are read without the tokens that come with them', async () => {
    expect(await read([server])).toEqual({ ok: true, value: [readServer] });
  });

  test.each([
    ['server', true],
    ['server,player', true],
    ['client, server ', true],
    ['client,player', false],
    ['pubsub-server', false],
    ['servers', false],
    ['', false],
    [['server'], false],
    [null, false],
    [missing, false],
  ])('are those that provide %j: %s', async (provides, isServer) => {
    const value = isServer ? [readServer] : [];
    expect(await read([{ ...server, provides }])).toEqual({ ok: true, value });
  });

  test.each([
    ['owned', { owned: true }, { isOwned: true }],
    ['owned, as a number', { owned: 1 }, { isOwned: true }],
    ['owned, as a text', { owned: '1' }, { isOwned: true }],
    ['not owned', { owned: false }, { isOwned: false }],
    ['not owned, as a number', { owned: 0 }, { isOwned: false }],
    ['not owned, as a text', { owned: '0' }, { isOwned: false }],
    ['perhaps owned', { owned: 'perhaps' }, { isOwned: false }],
    ['not said to be owned', { owned: missing }, { isOwned: false }],
    ['shared by somebody', { sourceTitle: 'Bea' }, { owner: 'Bea' }],
    ['shared by nobody', { sourceTitle: ' ' }, { owner: null }],
    ['shared by nonsense', { sourceTitle: {} }, { owner: null }],
    ['shared in two lines', { sourceTitle: 'B\nea\u202E' }, { owner: 'B ea' }],
    ['careful', { httpsRequired: true }, { requiresHttps: true }],
    ['careful, as a text', { httpsRequired: '1' }, { requiresHttps: true }],
    ['not said to be careful', { httpsRequired: missing }, { requiresHttps: false }],
    ['of a long name', { name: 'a'.repeat(201) }, { name: 'a'.repeat(200) }],
    ['of a name that is turned round', { name: '\u202ENAS\u0000' }, { name: 'NAS' }],
    ['without a way to it', { connections: [] }, { connections: [] }],
    ['with nonsense for ways', { connections: 'x' }, { connections: [] }],
    ['without ways', { connections: missing }, { connections: [] }],
    [
      'of a long identifier',
      { clientIdentifier: 'a'.repeat(100) },
      { machineIdentifier: 'a'.repeat(100) },
    ],
  ])('may be %s', async (_, fields, known) => {
    const value = [{ ...readServer, ...known }];
    expect(await read([{ ...server, ...fields }])).toEqual({ ok: true, value });
  });

  test.each([
    ['no name', { ...server, name: missing }],
    ['a name that is none', { ...server, name: 7 }],
    ['a name that is not to be seen', { ...server, name: '\u202E ' }],
    ['no identifier', { ...server, clientIdentifier: missing }],
    ['an empty identifier', { ...server, clientIdentifier: '' }],
    ['an identifier that is too long', { ...server, clientIdentifier: 'a'.repeat(101) }],
    ['an identifier in two lines', { ...server, clientIdentifier: 'a\nb' }],
    ['an identifier that is markup', { ...server, clientIdentifier: '<b>' }],
    ['nothing', {}],
    ['null', null],
    ['a text', 'server'],
    ['a list', [server]],
  ])('are read though one of them has %s', async (_, broken) => {
    const other = { ...server, clientIdentifier: 'other' };
    const value = [readServer, { ...readServer, machineIdentifier: 'other' }];
    expect(await read([server, broken, other])).toEqual({ ok: true, value });
  });

  test('are a hundred at most, and players do not count', async () => {
    const many = Array.from({ length: 150 }, (_, index) => [
      { ...server, provides: 'player' },
      { ...server, clientIdentifier: `s-${index}` },
    ]);
    const outcome = await read(many.flat());
    const servers = outcome.ok ? outcome.value : [];
    expect([servers.length, servers.at(-1)?.machineIdentifier]).toEqual([100, 's-99']);
  });

  test.each([
    ['an object', json(200, { resources: [server] }), 'unexpectedBody'],
    ['null', json(200, null), 'unexpectedBody'],
    ['half of it', raw(200, '[{"accessToken":"secret', 'application/json'), 'unexpectedBody'],
    ['XML', raw(200, '<resources/>', 'application/xml'), 'unexpectedContentType'],
    ['a page', raw(200, '<html/>', 'text/html'), 'unexpectedContentType'],
    ['another status', json(201, [server]), 'unexpectedStatus'],
    ['a 404', json(404, []), 'unexpectedStatus'],
    ['Plex’s 401', json(401, { errors: [] }), 'unauthorized'],
    ['an outage', json(503, [server]), 'outage'],
  ])('are not known by %s', async (_, answer, reason) => {
    const outcome = await readServers(plexAnswering(() => answer).plex, 'secret-token');
    const { status } = answer;
    expect(outcome).toEqual({ ok: false, reason, status, retryAfter: null });
  });
});

describe('a way to a server', () => {
  async function ways(...connections: unknown[]) {
    const outcome = await read([{ ...server, connections }]);
    return outcome.ok ? outcome.value[0]?.connections : outcome;
  }

  const long = `http://${'a'.repeat(60)}.example/${'b'.repeat(300)}`;

  test.each([
    ['a port as a text', { port: '32400' }, {}],
    ['the first port', { port: 1 }, { port: 1 }],
    ['the last port', { port: 65_535 }, { port: 65_535 }],
    ['its truths as texts', { local: '1', relay: 'false', IPv6: '0' }, {}],
    ['its truths as numbers', { local: 1, relay: 0, IPv6: 0 }, {}],
    ['no truths', { local: missing, relay: missing, IPv6: missing }, { isLocal: false }],
    ['nonsense for truths', { local: 'x', relay: {}, IPv6: [] }, { isLocal: false }],
    ['a relay', { relay: true, local: false }, { isRelay: true, isLocal: false }],
    ['no protocol', { protocol: missing }, {}],
    ['another protocol', { protocol: 'http' }, {}],
    ['IPv6', { address: '2001:db8::1', IPv6: true }, { address: '2001:db8::1', isIPv6: true }],
    [
      'IPv6 without a word',
      { address: 'fd00::1', IPv6: null },
      { address: 'fd00::1', isIPv6: true },
    ],
    ['IPv6 in brackets', { address: '[FD00::1]' }, { address: 'fd00::1' }],
    ['IPv6 at length', { address: '2001:0db8:0:0:0:0:0:0001' }, { address: '2001:db8::1' }],
    ['a name', { address: 'My_NAS.local' }, { address: 'my_nas.local' }],
    [
      'a plain address',
      { uri: 'http://10.0.0.5:32400' },
      { uri: 'http://10.0.0.5:32400', isHttps: false },
    ],
    ['a slash', { uri: 'https://plex.example.org/' }, { uri: 'https://plex.example.org' }],
    ['a path', { uri: 'https://example.org/plex//' }, { uri: 'https://example.org/plex' }],
    ['the usual port', { uri: 'https://example.org:443' }, { uri: 'https://example.org' }],
    ['capitals', { uri: 'HTTPS://Example.ORG:1' }, { uri: 'https://example.org:1' }],
    [
      'IPv6 in its address',
      { uri: 'http://[2001:db8::1]:32400/' },
      { uri: 'http://[2001:db8::1]:32400', isHttps: false },
    ],
    [
      'a path to be escaped',
      { uri: 'http://a/"b c\u202E' },
      { uri: 'http://a/%22b%20c%E2%80%AE', isHttps: false },
    ],
    [
      'a line break in its address',
      { uri: 'https://exa\nmple.org' },
      { uri: 'https://example.org' },
    ],
    ['300 characters', { uri: long.slice(0, 300) }, { uri: long.slice(0, 300), isHttps: false }],
  ])('may have %s', async (_, fields, known) => {
    expect(await ways({ ...way, ...fields })).toEqual([{ ...readWay, ...known }]);
  });

  test.each([
    ['no address', { address: missing }],
    ['an empty address', { address: '' }],
    ['an address that is a number', { address: 7 }],
    ['an address with a port', { address: '10.0.0.5:32400' }],
    ['an address with a path', { address: '10.0.0.5/a' }],
    ['an address with an account', { address: 'a@10.0.0.5' }],
    ['an address with a question', { address: '10.0.0.5?a' }],
    ['an address that is another', { address: '0x7f.1' }],
    ['an address that is escaped', { address: '%31.0.0.5' }],
    ['an address with a space', { address: '10.0.0 .5' }],
    ['an address in two lines', { address: '10.0.0.5\nurl: x' }],
    ['an address in other letters', { address: 'ｎas' }],
    ['an address of one network card', { address: 'fe80::1%eth0' }],
    ['half of its brackets', { address: '[nas' }],
    ['brackets around a name', { address: '[nas]:' }],
    ['something before its brackets', { address: 'f[d00::1]' }],
    ['something behind its brackets', { address: '[fd00::1]2' }],
    ['a long address', { address: 'a'.repeat(256) }],
    ['no port', { port: missing }],
    ['port 0', { port: 0 }],
    ['port 65536', { port: 65_536 }],
    ['half a port', { port: 32_400.5 }],
    ['a port that is none', { port: 'http' }],
    ['no uri', { uri: missing }],
    ['an empty uri', { uri: '' }],
    ['a uri that is a list', { uri: [way.uri] }],
    ['a uri that is none', { uri: '192.168.1.12:32400' }],
    ['a uri that leads nowhere', { uri: 'https://' }],
    ['a program', { uri: 'javascript:alert(1)' }],
    ['a file', { uri: 'file:///etc/passwd' }],
    ['another protocol', { uri: 'ftp://example.org' }],
    ['an account', { uri: 'https://ada@example.org' }],
    ['a password', { uri: 'https://:secret@example.org' }],
    ['a question', { uri: 'https://example.org/?X-Plex-Token=secret' }],
    ['a hash', { uri: 'https://example.org/#a' }],
    ['301 characters', { uri: long.slice(0, 301) }],
    ['more than that once it is escaped', { uri: `http://a/${'é'.repeat(100)}` }],
  ])('is left out that has %s, and takes no other along', async (_, fields) => {
    const broken = { ...way, ...fields };
    expect(await ways(broken, way, null, broken, 'x', way)).toEqual([readWay, readWay]);
  });

  test('is one of thirty at most', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ ...way, port: index + 1 }));
    const read = await ways({}, ...many);
    expect(Array.isArray(read) && [read.length, read.at(-1)?.port]).toEqual([30, 30]);
  });
});
