import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, api, app, ask, linkApp, signedIn, statusOf } from './ask.ts';
import { type PlexTv, startPlexTv } from './index.ts';

let plexTv: PlexTv;

beforeEach(async () => {
  plexTv = await startPlexTv();
});

afterEach(() => plexTv.close());

function signOut(token: string): Promise<Answer> {
  return ask(plexTv, 'DELETE', `${api}/users/signout`, { headers: signedIn(token) });
}

describe.each([401, 422] as const)('an invalid token is refused by a %i', status => {
  beforeEach(() => {
    plexTv.settings.invalidToken = status;
  });

  test('in XML, although JSON was wanted', async () => {
    plexTv.settings.refusal = 'xml';
    expect(await ask(plexTv, 'GET', `${api}/user`)).toMatchObject({
      status,
      headers: { 'content-type': 'application/xml; charset=utf-8' },
      text: expect.stringMatching(/<errors><error [^>]*code="1001"[^>]*\/><\/errors>/),
    });
  });

  test('without a word', async () => {
    plexTv.settings.refusal = 'empty';
    const answer = await ask(plexTv, 'GET', `${api}/user`);
    expect(answer).toMatchObject({ status, text: '' });
    expect(answer.headers).not.toHaveProperty('content-type');
  });

  test('by a page, as a proxy does it', async () => {
    plexTv.settings.refusal = 'html';
    expect(await ask(plexTv, 'GET', `${api}/user`)).toMatchObject({
      status,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      text: expect.stringMatching(/^<!doctype html>/),
    });
  });
});

test('what is refused for another reason is refused as ever', async () => {
  plexTv.settings.refusal = 'html';
  expect(await ask(plexTv, 'GET', `${api}/pins/1`)).toMatchObject({
    status: 404,
    json: { errors: [{ code: 1020 }] },
  });
});

describe('a sign-out', () => {
  const statuses = [200, 202, 204, 205, 302, 304, 401, 403, 404, 410, 429, 500, 599];

  test.each(statuses)('is answered by a %i, and ends the token or does not', async status => {
    for (const ends of [true, false]) {
      plexTv.settings.signOut = { status, ends };
      const token = await linkApp(plexTv);
      expect(await signOut(token)).toMatchObject({ status, text: '' });
      expect(await statusOf(plexTv, token)).toBe(ends ? 401 : 200);
      // With a token that has ended already it is answered in the same way.
      expect((await signOut(token)).status).toBe(status);
    }
  });

  test.each([
    ['html', 401, 'text/html; charset=utf-8', /^<!doctype html>/],
    ['json', 403, 'application/json; charset=utf-8', /^{"errors":\[{"status":403,/],
    ['json', 200, 'application/json; charset=utf-8', /^{}$/],
  ] as const)('has %s in the answer %i', async (body, status, type, text) => {
    plexTv.settings.signOut = { status, ends: false, body };
    expect(await signOut(await linkApp(plexTv))).toMatchObject({
      status,
      headers: { 'content-type': type },
      text: expect.stringMatching(text),
    });
  });

  test.each([204, 205, 304])('has no body in the answer %i, whatever is set', async status => {
    plexTv.settings.signOut = { status, ends: true, body: 'json' };
    expect(await signOut(await linkApp(plexTv))).toMatchObject({ status, text: '' });
  });

  test('without a client identifier is refused, and ends nothing', async () => {
    plexTv.settings.signOut = { status: 200, ends: true };
    const token = await linkApp(plexTv);
    const { 'X-Plex-Client-Identifier': _, ...others } = app;
    const headers = { ...others, 'X-Plex-Token': token };
    expect((await ask(plexTv, 'DELETE', `${api}/users/signout`, { headers })).status).toBe(400);
    expect(await statusOf(plexTv, token)).toBe(200);
  });
});
