import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, api, app, ask, linkApp, signedIn, statusOf } from './ask.ts';
import { refusal } from './expect-refusal.ts';
import { type PlexTv, startPlexTv } from './index.ts';

let plexTv: PlexTv;

beforeEach(async () => {
  plexTv = await startPlexTv();
});

afterEach(() => plexTv.close());

function signOut(token: string): Promise<Answer> {
  const headers = signedIn(token);
  return ask(plexTv, 'DELETE', 'https://plex.tv/api/v2/users/signout', { headers });
}

const requests = [
  ['POST', '/api/v2/pins'],
  ['GET', '/api/v2/pins/308667304'],
  ['GET', '/api/v2/pins/info?code=7RQZ'],
  ['PUT', '/api/v2/pins/link'],
  ['GET', '/api/v2/user'],
  ['DELETE', '/api/v2/users/signout'],
  ['GET', '/api/v2/ping'],
  ['GET', '/api/v2/resources'],
  ['GET', '/devices.xml'],
  ['DELETE', '/devices/1000.xml'],
] as const;

const needToken = requests.slice(2);

describe('plex.tv refuses', () => {
  test.each(requests)('%s %s without a client identifier', async (method, path) => {
    for (const identifier of [{}, { 'X-Plex-Client-Identifier': '' }]) {
      const headers = { Accept: 'application/json', ...identifier };
      const answer = await ask(plexTv, method, `https://plex.tv${path}`, { headers });
      expect(answer).toMatchObject(refusal(400, 1000));
    }
  });

  test('so in XML where nobody asks for JSON', async () => {
    const answer = await ask(plexTv, 'POST', `${api}/pins`, { headers: {} });
    expect(answer).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/xml; charset=utf-8' },
    });
    expect(answer.text).toMatch(/<errors><error [^>]*code="1000"[^>]*\/><\/errors>/);
  });

  test.each(needToken)('%s %s without a valid token, in either way', async (method, path) => {
    for (const headers of [app, signedIn('nonsense')]) {
      plexTv.settings.invalidToken = 401;
      const answer = await ask(plexTv, method, `https://plex.tv${path}`, { headers });
      expect(answer).toMatchObject(refusal(401, 1001));
      plexTv.settings.invalidToken = 422;
      expect(await ask(plexTv, method, `https://plex.tv${path}`, { headers })).toMatchObject({
        status: 422,
        json: { errors: [{ status: 422, message: 'Invalid token' }] },
      });
    }
  });
});

describe('what somebody says of themselves', () => {
  test('may stand in the address', async () => {
    const said = new URLSearchParams({
      'X-Plex-Client-Identifier': 'app-3',
      'X-Plex-Product': 'App of the query',
      'x-plex-device-name': 'Query',
    });
    const headers = { Accept: 'application/json' };
    const made = await ask(plexTv, 'POST', `${api}/pins?${said}`, { headers });
    expect(made).toMatchObject({ status: 201, json: { clientIdentifier: 'app-3' } });
    expect(plexTv.pins).toMatchObject([{ product: 'App of the query', deviceName: 'Query' }]);
    said.set('X-Plex-Token', await linkApp(plexTv));
    expect((await ask(plexTv, 'GET', `${api}/user?${said}`, { headers })).status).toBe(200);
    expect(plexTv.requests.at(-1)?.headers).not.toHaveProperty('x-plex-token');
  });

  test('counts as the header says it, where both do', async () => {
    const address = `${api}/user?X-Plex-Token=nonsense`;
    const headers = signedIn(await linkApp(plexTv));
    expect((await ask(plexTv, 'GET', address, { headers })).status).toBe(200);
  });
});

const otherApp = {
  ...app,
  'X-Plex-Client-Identifier': 'app-2',
  'X-Plex-Device-Name': 'A "<b>" & co',
};

describe('an account', () => {
  test('is told with every field of the documents, on either host', async () => {
    const headers = signedIn(await linkApp(plexTv));
    for (const host of ['plex.tv', 'clients.plex.tv']) {
      const { status, json } = await ask(plexTv, 'GET', `https://${host}/api/v2/user`, { headers });
      expect(status).toBe(200);
      expect(json).toEqual({
        id: 1,
        uuid: expect.stringMatching(/^[0-9a-f]{32}$/),
        username: 'ada',
        title: 'ada',
        friendlyName: 'Ada Example',
        email: 'ada@example.org',
        authToken: headers['X-Plex-Token'],
        thumb: expect.stringMatching(/^https:\/\/plex\.tv\/users\/[0-9a-f]{32}\/avatar/),
        home: false,
        homeAdmin: false,
        restricted: false,
        guest: false,
        protected: false,
        subscription: { active: true, status: 'Active', plan: 'lifetime' },
        locale: 'en',
        country: 'NL',
        joinedAt: 1_400_000_000,
      });
    }
  });

  test('is told as XML to those who do not ask for JSON', async () => {
    const { Accept: _, ...headers } = signedIn(await linkApp(plexTv));
    const answer = await ask(plexTv, 'GET', `${api}/user`, { headers });
    expect(answer.headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(answer.text).toMatch(/<user id="1" .*friendlyName="Ada Example".*\/>/);
  });

  test('has an avatar, for which nobody has to say who they are', async () => {
    const headers = signedIn(await linkApp(plexTv));
    const { text } = await ask(plexTv, 'GET', `${api}/user`, { headers });
    const answer = await ask(plexTv, 'GET', JSON.parse(text).thumb, { headers: {} });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } });
    expect(answer.bytes.equals(readFileSync(new URL('avatar.png', import.meta.url)))).toBe(true);
  });

  test('has its avatar at another host where that is set', async () => {
    plexTv.settings.avatars = 'elsewhere';
    const answer = await ask(plexTv, 'GET', 'https://plex.tv/users/1/avatar', { headers: {} });
    const location = 'https://avatars.example/ada.png';
    expect(answer).toMatchObject({ status: 302, headers: { location }, text: '' });
  });
});

describe('a token', () => {
  test.each([401, 422] as const)('is invalid after signing out, by a %i', async status => {
    const [token, other] = [await linkApp(plexTv), await linkApp(plexTv, otherApp)];
    expect(await statusOf(plexTv, token)).toBe(200);
    expect(await signOut(token)).toMatchObject({ status: 204, text: '' });
    plexTv.settings.invalidToken = status;
    expect(await statusOf(plexTv, token)).toBe(status);
    expect((await signOut(token)).status).toBe(status);
    expect(await statusOf(plexTv, other)).toBe(200);
  });

  test('is kept alive by a ping', async () => {
    const headers = signedIn(await linkApp(plexTv));
    const answer = await ask(plexTv, 'GET', 'https://plex.tv/api/v2/ping', { headers });
    expect(answer).toMatchObject({ status: 200, text: '{"pong":true}' });
    const { Accept: _, ...forXml } = headers;
    const inXml = await ask(plexTv, 'GET', 'https://plex.tv/api/v2/ping', { headers: forXml });
    expect(inXml.text).toContain('<response pong="true"/>');
  });
});
