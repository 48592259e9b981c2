import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { app, ask, linkApp, signedIn } from './ask.ts';
import { type Dialect, type PlexTv, startPlexTv } from './index.ts';

const address = 'https://clients.plex.tv/api/v2/resources';
const everything = '?includeHttps=1&includeRelay=1&includeIPv6=1';

let plexTv: PlexTv;
let headers: Record<string, string>;

beforeEach(async () => {
  plexTv = await startPlexTv();
  headers = signedIn(await linkApp(plexTv));
});

afterEach(() => plexTv.close());

/** What the account may use, as it is told in answer to that query. */
async function told(query = everything): Promise<Record<string, unknown>[]> {
  const answer = await ask(plexTv, 'GET', `${address}${query}`, { headers });
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text);
}

describe('what an account may use', () => {
  test('is its server and what else it has, each with a token of its own', async () => {
    const [player, server, ...others] = await told();
    expect(player).toMatchObject({ provides: 'client,player,pubsub-player', connections: [] });
    expect(server).toMatchObject({
      name: "ada's server",
      clientIdentifier: `server-of-${plexTv.account.uuid}`,
      provides: 'server',
      owned: true,
      sourceTitle: null,
      httpsRequired: false,
      accessToken: expect.stringMatching(/-server$/),
    });
    expect(server?.accessToken).not.toBe(headers['X-Plex-Token']);
    expect(others).toEqual([]);
  });

  test('is what is set, in that order', async () => {
    plexTv.settings.resources = [];
    expect(await told()).toEqual([]);
    plexTv.settings.resources = ['sharedServer', 'containerServer', 'server'];
    const servers = await told();
    expect(servers).toMatchObject([
      { name: "Bea's server", owned: false, sourceTitle: 'bea' },
      { name: 'Container', owned: true, sourceTitle: null },
      { name: "ada's server", owned: true },
    ]);
    const tokens = servers.map(({ accessToken }) => accessToken);
    expect(new Set([headers['X-Plex-Token'], ...tokens]).size).toBe(4);
  });

  test('wants encryption where that is set, but for what others share', async () => {
    plexTv.settings.httpsRequired = true;
    plexTv.settings.resources = ['server', 'containerServer', 'sharedServer'];
    const required = (await told()).map(({ httpsRequired }) => httpsRequired);
    expect(required).toEqual([true, true, false]);
  });

  test('is told in XML to those who do not ask for JSON', async () => {
    const { Accept: _, ...others } = headers;
    const { text } = await ask(plexTv, 'GET', address, { headers: others });
    expect(text).toMatch(
      /<resources><resource .* name="Living room" .*\/><resource .*\/><\/resources>/,
    );
  });

  test('is told in answer to what stands in the address alone', async () => {
    const said = new URLSearchParams({
      'X-Plex-Client-Identifier': 'app-1',
      'X-Plex-Token': headers['X-Plex-Token'] ?? '',
      includeHttps: '1',
    });
    const accepting = { Accept: app.Accept };
    const answer = await ask(plexTv, 'GET', `${address}?${said}`, { headers: accepting });
    expect(answer.json).toEqual(await told('?includeHttps=1'));
  });
});

describe('the ways to a server', () => {
  const direct = (name: string) => `https://${name}.${plexTv.account.uuid}.plex.direct`;

  async function ways(query?: string): Promise<Record<string, unknown>[]> {
    const [server] = (await told(query)).filter(({ provides }) => provides === 'server');
    return Array.isArray(server?.connections) ? server.connections : [];
  }

  test('are of every kind where every kind is asked for', async () => {
    const remote = { protocol: 'https', local: false, relay: false, IPv6: false, port: 32_400 };
    const local = { ...remote, local: true };
    expect(await ways()).toEqual([
      { ...remote, address: '192.0.2.7', uri: `${direct('192-0-2-7')}:32400` },
      { ...local, address: '172.17.0.1', uri: `${direct('172-17-0-1')}:32400` },
      {
        ...local,
        IPv6: true,
        address: '2001:db8:0:1::12',
        uri: `${direct('2001-db8-0-1-12')}:32400`,
      },
      {
        ...remote,
        relay: true,
        address: '198.51.100.9',
        port: 8_443,
        uri: `${direct('198-51-100-9')}:8443`,
      },
      { ...local, address: '192.168.1.12', uri: `${direct('192-168-1-12')}:32400` },
    ]);
  });

  test('are fewer and plain where nothing is asked for', async () => {
    expect((await ways('')).map(({ uri }) => uri)).toEqual([
      'http://192.0.2.7:32400',
      'http://172.17.0.1:32400',
      'http://192.168.1.12:32400',
    ]);
    expect((await ways('?includeIPv6=1')).map(({ uri }) => uri)).toContain(
      'http://[2001:db8:0:1::12]:32400',
    );
    expect((await ways('?includeRelay=1')).map(({ relay }) => relay)).toContain(true);
  });

  test('are Docker’s alone for a server in a container, but for the one from outside', async () => {
    plexTv.settings.resources = ['containerServer'];
    expect((await ways()).filter(({ local }) => local)).toMatchObject([{ address: '172.18.0.3' }]);
  });
});

describe('the dialects', () => {
  test.each<[Dialect, unknown, unknown]>([
    ['current', true, 32_400],
    ['java', 1, 32_400],
    ['strings', '1', '32400'],
    ['sparse', true, 32_400],
  ])('of %s say that it is owned, and its port, in their own way', async (dialect, owned, port) => {
    plexTv.settings.dialect = dialect;
    const [, server] = await told();
    expect(server).toMatchObject({ owned });
    expect(server?.connections).toContainEqual(
      expect.objectContaining({ address: '192.168.1.12', port }),
    );
  });

  test('leave out what is null, or all that is not needed', async () => {
    plexTv.settings.dialect = 'java';
    expect((await told())[1]).not.toHaveProperty('sourceTitle');
    plexTv.settings.dialect = 'sparse';
    const [, server] = await told('?includeHttps=1&includeRelay=1');
    const fields = ['name', 'clientIdentifier', 'provides', 'owned', 'connections'];
    expect(Object.keys(server ?? {})).toEqual(fields);
    expect(server?.connections).toContainEqual({
      uri: expect.stringContaining('192-168-1-12'),
      address: '192.168.1.12',
      port: 32_400,
      local: true,
    });
    expect(server?.connections).toContainEqual(expect.objectContaining({ relay: true }));
  });
});
