import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SmallPlex } from './small-plex.ts';

const api = 'https://clients.plex.tv/api/v2';

let plex: SmallPlex;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
  plex = new SmallPlex();
});

afterEach(() => void vi.useRealTimers());

function ask(method: string, path: string, identifier: string, token = ''): Promise<Response> {
  const said = { 'X-Plex-Client-Identifier': identifier, 'X-Plex-Token': token };
  return plex.fetch(`${api}${path}`, { method, headers: { Accept: 'application/json', ...said } });
}

test('pins and tokens belong to the client identifier that asked for them', async () => {
  for (const identifier of ['one', 'other']) {
    expect((await ask('POST', '/pins', identifier)).status).toBe(201);
    plex.approve();
  }
  expect((await ask('GET', '/pins/100', 'other')).status).toBe(404);
  const pin = await ask('GET', '/pins/100', 'one');
  expect(await pin.json()).toMatchObject({ authToken: 'token-100' });
  expect(plex.alive).toEqual(['token-100', 'token-101']);
  expect((await ask('DELETE', '/users/signout', 'one', 'token-100')).status).toBe(204);
  expect(plex.alive).toEqual(['token-101']);
});

test.each([
  ['in the clear', 'http://plex.tv/api/v2/user', 'a-token'],
  ['to another host', 'https://plex.tv.evil.example/api/v2/user', 'a-token'],
  ['to a page of Plex’s', 'https://app.plex.tv/api/v2/user', 'a-token'],
  ['to another port', 'https://plex.tv:8443/api/v2/user', 'a-token'],
  ['in a path', 'https://plex.tv/api/v2/a-token', 'a-token'],
  ['in a fragment', 'https://plex.tv/api/v2/user#a-token', 'a-token'],
  ['in a query', 'https://plex.tv/api/v2/user?X-Plex-Token=a-token', null],
  ['that it knows, in an address', 'https://plex.tv/api/v2/token-100', null],
])('notices a token that is told %s', async (_, address, token) => {
  await ask('POST', '/pins', 'one');
  plex.approve();
  await ask('GET', '/user', 'one', 'a-token');
  expect(plex.leaks).toEqual([]);
  await plex.fetch(address, token === null ? {} : { headers: { 'X-Plex-Token': token } });
  expect(plex.leaks).toEqual([address]);
});

test('its clock is this process’s, ahead by as much as is said', async () => {
  await ask('POST', '/pins?strong=true', 'one');
  vi.setSystemTime(Date.now() + 1_799_000);
  expect((await ask('GET', '/pins/100', 'one')).status).toBe(200);
  plex.ahead += 1_000;
  expect((await ask('GET', '/pins/100', 'one')).status).toBe(404);
  expect(plex.pins.map(pin => plex.canApprove(pin))).toEqual([false]);
});

test('it behaves as it is set', async () => {
  plex.settings.sameToken = true;
  plex.settings.signOut = { status: 410, ends: true };
  for (const identifier of ['one', 'other']) {
    await ask('POST', '/pins', identifier);
    plex.approve();
  }
  expect(plex.alive).toEqual(['token-100']);
  expect((await ask('DELETE', '/users/signout', 'one', 'token-100')).status).toBe(410);
  expect(plex.alive).toEqual([]);
});

test('what troubles it can let it do what it is asked for, and lose its answer', async () => {
  plex.trouble = ({ method }, answer) => {
    if (method !== 'POST') return null;
    answer();
    return new Response('lost', { status: 502 });
  };
  expect((await ask('POST', '/pins', 'one')).status).toBe(502);
  expect((await ask('GET', '/pins/100', 'one')).status).toBe(200);
});

test('its devices are the tokens that are good', async () => {
  for (const identifier of ['one', 'other']) {
    await ask('POST', '/pins', identifier);
    plex.approve();
  }
  plex.revoke('token-100');
  expect(plex.devices).toMatchObject([{ token: 'token-101', clientIdentifier: 'other' }]);
});
