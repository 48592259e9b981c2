import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, api, app, ask, linkApp, makePin, signedIn } from './ask.ts';
import { type PlexTv, startPlexTv } from './index.ts';

const pages = [
  'https://app.plex.tv/auth',
  'https://app.plex.tv/auth/',
  'https://plex.tv/link',
  'https://plex.tv/link/?pin=7RQZ',
  'https://www.plex.tv/link',
];

let plexTv: PlexTv;

beforeEach(async () => {
  plexTv = await startPlexTv();
});

afterEach(() => plexTv.close());

function open(address: string): Promise<Answer> {
  return ask(plexTv, 'GET', address, { headers: {} });
}

/** What a page says for its own user. */
async function session(): Promise<Record<string, string>> {
  const { text } = await open('https://app.plex.tv/stand-in/session.js');
  const { token, clientIdentifier } = JSON.parse(/\{.*\}/.exec(text)?.[0] ?? '');
  return {
    Accept: 'application/json',
    'X-Plex-Client-Identifier': clientIdentifier,
    'X-Plex-Token': token,
  };
}

describe('a page', () => {
  test.each(pages)('is HTML at %s, and has neither a token nor a code', async address => {
    const { code } = await makePin(plexTv, '?strong=true');
    const secrets = [await linkApp(plexTv), (await session())['X-Plex-Token'], code, '7RQZ'];
    const answer = await open(address);
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
    expect(answer.text).toMatch(/^<!doctype html>/);
    for (const secret of secrets) {
      expect(secret).toMatch(/^[\w-]{4,}$/);
      expect(answer.text).not.toContain(secret);
    }
  });

  test('asks what its host asks for: to sign in, or for a code', async () => {
    expect((await open('https://app.plex.tv/auth')).text).toContain('<button id="allow"');
    expect((await open('https://plex.tv/link')).text).toContain('<input id="code"');
  });

  test('loads its parts from its own host, without a token', async () => {
    const token = (await session())['X-Plex-Token'];
    for (const [name, type] of [
      ['page.css', 'text/css'],
      ['page.js', 'text/javascript'],
    ]) {
      const answer = await open(`https://plex.tv/stand-in/${name}`);
      expect(answer).toMatchObject({
        status: 200,
        headers: { 'content-type': `${type}; charset=utf-8` },
      });
      expect(answer.text).not.toContain(token);
    }
  });

  test('is signed in by itself, to the account of who opens it', async () => {
    const user = await ask(plexTv, 'GET', `${api}/user`, { headers: await session() });
    expect(user).toMatchObject({ status: 200, json: { username: plexTv.account.username } });
    expect(plexTv.tokens).toEqual([]);
  });

  test.each([
    'https://app.plex.tv/link',
    'https://plex.tv/auth',
    'https://plex.tv/nothing',
    'https://app.plex.tv/api/v2/user',
    'https://clients.plex.tv/link',
  ])('is not found in HTML at %s', async address => {
    const answer = await ask(plexTv, 'GET', address, { headers: await session() });
    expect(answer).toMatchObject({
      status: 404,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
  });
});

describe('a page on another host', () => {
  const asksFor = 'content-type,x-plex-client-identifier,x-plex-product,x-plex-token';

  function preflight(origin: string, method: string): Promise<Answer> {
    const headers = {
      Origin: origin,
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': asksFor,
    };
    return ask(plexTv, 'OPTIONS', `${api}/pins/link`, { headers });
  }

  test.each([
    ['https://app.plex.tv', 'GET'],
    ['https://app.plex.tv', 'PUT'],
    ['https://plex.tv', 'PUT'],
    ['https://www.plex.tv', 'PUT'],
  ])('of %s may ask the API by %s', async (origin, method) => {
    const { status, headers, text } = await preflight(origin, method);
    expect({ status, text }).toEqual({ status: 204, text: '' });
    expect(headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': expect.stringMatching(`\\b${method}\\b`),
      'access-control-allow-headers': asksFor,
      vary: 'Origin',
    });
  });

  test('may read every answer, good or bad', async () => {
    const { code } = await makePin(plexTv);
    const origin = { Origin: 'https://app.plex.tv' };
    for (const [headers, status] of [
      [await session(), 200],
      [app, 401],
      [{}, 400],
    ] as const) {
      const said = { headers: { ...headers, ...origin } };
      expect(await ask(plexTv, 'GET', `${api}/pins/info?code=${code}`, said)).toMatchObject({
        status,
        headers: { 'access-control-allow-origin': 'https://app.plex.tv' },
      });
    }
  });

  test('may not if it is a stranger', async () => {
    const stranger = 'https://app.plex.tv.example.org';
    const headers = { ...signedIn(await linkApp(plexTv)), Origin: stranger };
    const answers = [
      await preflight(stranger, 'GET'),
      await ask(plexTv, 'GET', `${api}/user`, { headers }),
      await ask(plexTv, 'GET', `${api}/user`),
    ];
    for (const answer of answers) {
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    }
  });
});
