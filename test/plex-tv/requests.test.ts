import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { api, app, ask, linkApp, makePin, signedIn } from './ask.ts';
import { type PlexTv, startPlexTv } from './index.ts';

let plexTv: PlexTv;

beforeEach(async () => {
  plexTv = await startPlexTv();
});

afterEach(async () => {
  await plexTv.close();
  vi.useRealTimers();
});

describe('the log', () => {
  test('has what a request said and what became of it', async () => {
    const now = Date.UTC(2026, 0, 1);
    // Only the clock stands still: the net has to go on.
    vi.useFakeTimers({ toFake: ['Date'], now });
    plexTv.advance(60_000);
    const headers = { ...signedIn('nonsense'), 'Content-Type': 'text/plain' };
    const body = 'code=7RQZ';
    await ask(plexTv, 'PUT', 'https://plex.tv/api/v2/pins/link?a=1&b=%20', { headers, body });
    await plexTv.requested(() => true);
    expect(plexTv.requests).toEqual([
      {
        method: 'PUT',
        host: 'plex.tv',
        path: '/api/v2/pins/link',
        query: { a: '1', b: ' ' },
        headers: expect.objectContaining({
          host: 'plex.tv',
          'x-plex-client-identifier': 'app-1',
          'x-plex-device-name': 'App on Firefox',
          'x-plex-token': 'nonsense',
          'content-type': 'text/plain',
        }),
        body,
        fromPage: false,
        at: now,
        endedAt: now,
        status: 401,
      },
    ]);
  });

  test('is empty at first, and in the order of arrival', async () => {
    expect(plexTv.requests).toEqual([]);
    const { id } = await makePin(plexTv);
    await ask(plexTv, 'GET', `${api}/pins/${id}`);
    await ask(plexTv, 'GET', 'https://plex.tv/link');
    expect(plexTv.requests.map(({ method, host, path }) => `${method} ${host}${path}`)).toEqual([
      'POST clients.plex.tv/api/v2/pins',
      `GET clients.plex.tv/api/v2/pins/${id}`,
      'GET plex.tv/link',
    ]);
  });

  const page = { ...app, 'X-Plex-Client-Identifier': 'stand-in-page' };

  test.each([
    ['an app', 'GET', `${api}/user`, app, false],
    ['an app that does not say its name', 'GET', `${api}/user`, {}, false],
    ['an app that loads an avatar', 'GET', 'https://plex.tv/users/1/avatar', {}, false],
    ['an app that looks for devices', 'GET', 'https://plex.tv/devices.xml', app, false],
    ['a page', 'GET', `${api}/user`, page, true],
    ['a page that asks whether it may ask', 'OPTIONS', `${api}/user`, {}, true],
    ['who opens a page', 'GET', 'https://app.plex.tv/auth', {}, true],
    ['who opens the other page', 'GET', 'https://plex.tv/link/?pin=7RQZ', {}, true],
    ['a page that loads a part', 'GET', 'https://app.plex.tv/stand-in/page.js', {}, true],
  ])('knows %s', async (_, method, address, headers, fromPage) => {
    await ask(plexTv, method, address, { headers });
    expect(plexTv.requests).toEqual([expect.objectContaining({ fromPage })]);
  });
});

describe('who waits for a request', () => {
  test('gets the first that is like that, and no other before it', async () => {
    const heard = plexTv.requested(({ path }) => path.startsWith('/api/v2/pins'));
    await ask(plexTv, 'GET', `${api}/user`);
    await ask(plexTv, 'POST', `${api}/pins`);
    await ask(plexTv, 'GET', `${api}/pins/1`);
    expect(await heard).toMatchObject({ method: 'POST', path: '/api/v2/pins', status: 201 });
  });

  test('gets one that has been answered already', async () => {
    await ask(plexTv, 'POST', `${api}/pins`);
    await ask(plexTv, 'GET', `${api}/user`);
    const heard = await plexTv.requested(({ method }) => method === 'GET');
    expect(heard).toBe(plexTv.requests[1]);
    expect(heard).toMatchObject({ path: '/api/v2/user', status: 401 });
  });

  test('waits until it is answered, and may do so with others', async () => {
    plexTv.fault({ path: /user$/, drop: 'hang', times: 1 });
    const isUser = ({ path }: { path: string }) => path === '/api/v2/user';
    const [one, other] = [plexTv.requested(isUser), plexTv.requested(isUser)];
    const arrived = once(plexTv.server, 'request');
    const impatience = new AbortController();
    const hung = ask(plexTv, 'GET', `${api}/user`, { signal: impatience.signal });
    await arrived;
    await ask(plexTv, 'GET', `${api}/user`);
    for (const heard of [one, other, plexTv.requested(isUser)]) {
      expect(await heard).toBe(plexTv.requests[1]);
    }
    impatience.abort();
    await expect(hung).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('plex.tv', () => {
  test('is a server of this computer alone', () => {
    expect(plexTv.server.address()).toMatchObject({ address: '127.0.0.1', port: plexTv.port });
  });

  test('goes off the net and comes back to the same port, and knows what it knew', async () => {
    const token = await linkApp(plexTv);
    const { port } = plexTv;
    const log = plexTv.requests.length;
    plexTv.down();
    await expect(ask(plexTv, 'GET', `${api}/user`)).rejects.toMatchObject({ code: 'ECONNRESET' });
    plexTv.up();
    expect(plexTv.port).toBe(port);
    const headers = signedIn(token);
    expect((await ask(plexTv, 'GET', `${api}/user`, { headers })).status).toBe(200);
    expect(plexTv.requests).toHaveLength(log + 1);
  });

  test('breaks the connections that are open when it goes off the net', async () => {
    plexTv.fault({ drop: 'hang' });
    const arrived = once(plexTv.server, 'request');
    const hung = ask(plexTv, 'GET', `${api}/user`);
    await arrived;
    plexTv.down();
    await expect(hung).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('can be closed while it is off the net, and twice', async () => {
    plexTv.down();
    await plexTv.close();
    await plexTv.close();
    await expect(ask(plexTv, 'GET', `${api}/user`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  // Node itself gives up such a connection only after two minutes.
  test('can be closed while a connection is just being made', { timeout: 60_000 }, async () => {
    const made = once(plexTv.server, 'connection');
    const socket = connect(plexTv.port, '127.0.0.1');
    await made;
    await plexTv.close();
    await once(socket, 'close');
  });

  test('has nothing in common with another', async () => {
    const other = await startPlexTv();
    try {
      const token = await linkApp(plexTv);
      const headers = signedIn(token);
      expect(other.port).not.toBe(plexTv.port);
      expect((await ask(other, 'GET', `${api}/user`, { headers })).status).toBe(401);
      expect(other.pins).toEqual([]);
    } finally {
      await other.close();
    }
  });
});
