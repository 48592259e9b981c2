import { afterEach, beforeEach, expect, test } from 'vitest';
import { api, app, ask, linkApp, signedIn, statusOf } from './ask.ts';
import { type PlexTv, startPlexTv } from './index.ts';
import { makeAccount } from './tokens.ts';

const otherApp = { ...app, 'X-Plex-Client-Identifier': 'app-2' };

let plexTv: PlexTv;

beforeEach(async () => {
  plexTv = await startPlexTv({ sameToken: true });
});

afterEach(() => plexTv.close());

test('an account is given the same token again, under whatever client identifier', async () => {
  const token = await linkApp(plexTv);
  expect(await linkApp(plexTv)).toBe(token);
  expect(await linkApp(plexTv, otherApp)).toBe(token);
  expect(plexTv.tokens).toEqual([expect.objectContaining({ token, alive: true })]);
});

test('a token that has ended is alive again with the next approval', async () => {
  const token = await linkApp(plexTv);
  const headers = signedIn(token);
  await ask(plexTv, 'DELETE', `${api}/users/signout`, { headers });
  expect(await statusOf(plexTv, token)).toBe(401);
  expect(await linkApp(plexTv, otherApp)).toBe(token);
  expect(await statusOf(plexTv, token)).toBe(200);
  plexTv.revoke(token);
  expect(await statusOf(plexTv, token)).toBe(401);
});

test('another account has a token of its own, and so has the page', async () => {
  const token = await linkApp(plexTv);
  const bea = makeAccount(2, 'Bea Example');
  const ofBea = await linkApp(plexTv, app, bea);
  expect(ofBea).not.toBe(token);
  plexTv.revoke(token);
  expect(await linkApp(plexTv, app, bea)).toBe(ofBea);
  expect(await statusOf(plexTv, token)).toBe(401);
  const { text } = await ask(plexTv, 'GET', 'https://app.plex.tv/stand-in/session.js');
  expect(text).not.toContain(token);
});

test('of several that an account was given before, it is the newest that is alive', async () => {
  plexTv.settings.sameToken = false;
  const [first, second] = [await linkApp(plexTv), await linkApp(plexTv, otherApp)];
  plexTv.settings.sameToken = true;
  expect(await linkApp(plexTv)).toBe(second);
  plexTv.revoke(second);
  expect(await linkApp(plexTv)).toBe(first);
  expect(plexTv.tokens).toMatchObject([
    { token: first, alive: true },
    { token: second, alive: false },
  ]);
});
