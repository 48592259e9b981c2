import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, api, app, ask, linkApp, signedIn } from './ask.ts';
import { type PlexTv, startPlexTv } from './index.ts';

const page = { ...app, 'X-Plex-Client-Identifier': 'stand-in-page' };

let plexTv: PlexTv;
let headers: Record<string, string>;

beforeEach(async () => {
  plexTv = await startPlexTv();
  headers = signedIn(await linkApp(plexTv));
});

afterEach(() => plexTv.close());

function user(): Promise<Answer> {
  return ask(plexTv, 'GET', `${api}/user`, { headers });
}

function ping(): Promise<Answer> {
  return ask(plexTv, 'GET', `${api}/ping`, { headers });
}

async function statuses(asking: () => Promise<Answer>, times: number): Promise<unknown[]> {
  const all: unknown[] = [];
  while (all.length < times) all.push((await asking()).status);
  return all;
}

describe('what was asked for', () => {
  const ways = [
    ['refused', { status: 502 }, 502],
    ['dropped', { drop: 'reset' }, undefined],
  ] as const;

  function signOut(): Promise<Answer> {
    return ask(plexTv, 'DELETE', `${api}/users/signout`, { headers });
  }

  test.each(ways)('is not done where it is %s', async (_, way, status) => {
    const remove = plexTv.fault(way);
    expect(await signOut().catch(() => ({ status: undefined }))).toMatchObject({ status });
    remove();
    expect((await user()).status).toBe(200);
  });

  test.each(ways)('may be done all the same where it is %s', async (_, way, status) => {
    const remove = plexTv.fault({ ...way, done: true });
    expect(await signOut().catch(() => ({ status: undefined }))).toMatchObject({ status });
    remove();
    expect((await user()).status).toBe(401);
  });

  test('may be done without an answer ever', async () => {
    plexTv.fault({ method: 'DELETE', drop: 'hang', done: true });
    const arrived = once(plexTv.server, 'request');
    const answer = signOut();
    await arrived;
    expect(await Promise.race([answer, user()])).toMatchObject({ status: 401 });
    await Promise.all([
      expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' }),
      plexTv.close(),
    ]);
  });
});

describe('a fault', () => {
  test('comes as often as it says, and all is well again', async () => {
    plexTv.fault({ status: 503, times: 2 });
    expect(await statuses(user, 4)).toEqual([503, 503, 200, 200]);
  });

  test('comes until it is removed, and takes no other with it', async () => {
    const remove = plexTv.fault({ status: 503 });
    plexTv.fault({ status: 500, times: 1 });
    expect(await statuses(user, 3)).toEqual([503, 503, 503]);
    remove();
    expect(await statuses(user, 2)).toEqual([500, 200]);
  });

  test('is not used up by requests that it is not for', async () => {
    plexTv.fault({ method: 'GET', host: 'clients.plex.tv', path: /user$/, status: 503, times: 1 });
    expect((await ping()).status).toBe(200);
    expect((await ask(plexTv, 'GET', 'https://plex.tv/api/v2/user', { headers })).status).toBe(200);
    expect((await ask(plexTv, 'POST', `${api}/pins`)).status).toBe(201);
    expect(await statuses(user, 2)).toEqual([503, 200]);
  });

  const paths = [
    ['PUT', 'https://plex.tv/api/v2/pins/link', /link$/],
    ['GET', 'https://clients.plex.tv/api/v2/resources?includeHttps=1', /resources$/],
    ['GET', 'https://plex.tv/devices.xml', /^\/devices\.xml$/],
    ['DELETE', 'https://plex.tv/devices/7.xml', /^\/devices\/\d+\.xml$/],
  ] as const;

  test.each(paths)('may be for %s %s alone', async (method, address, path) => {
    plexTv.fault({ method, path, status: 404, times: 1 });
    plexTv.fault({ method, path, status: 429, headers: { 'Retry-After': '7' }, times: 1 });
    plexTv.fault({ method, path, drop: 'reset', times: 1 });
    expect((await user()).status).toBe(200);
    const asked = () => ask(plexTv, method, address, { headers });
    expect(await asked()).toMatchObject({ status: 404, text: expect.stringMatching(/^<!doctype/) });
    expect(await asked()).toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
    await expect(asked()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await asked()).headers['content-type'] ?? 'xml').not.toContain('html');
  });

  test('spares the pages of Plex, and so does latency', async () => {
    plexTv.settings.latencyMs = 3_600_000;
    plexTv.fault({ status: 503 });
    const opened = ask(plexTv, 'GET', 'https://app.plex.tv/auth');
    const asked = ask(plexTv, 'POST', `${api}/pins`, { headers: page });
    const preflight = ask(plexTv, 'OPTIONS', `${api}/pins/link`);
    expect((await opened).status).toBe(200);
    expect((await asked).status).toBe(201);
    expect((await preflight).status).toBe(204);
  });

  test('meets the pages alone where it is for them', async () => {
    plexTv.fault({ fromPage: true, status: 503, times: 1 });
    expect((await user()).status).toBe(200);
    const asked = () => ask(plexTv, 'POST', `${api}/pins`, { headers: page });
    expect(await statuses(asked, 2)).toEqual([503, 201]);
  });
});
