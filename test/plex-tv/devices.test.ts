import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Answer, api, app, ask, linkApp, signedIn, statusOf } from './ask.ts';
import { type PlexTv, startPlexTv } from './index.ts';
import { makeAccount } from './tokens.ts';

const otherApp = {
  ...app,
  'X-Plex-Client-Identifier': 'app-2',
  'X-Plex-Device-Name': 'A "<b>" & co',
};

let plexTv: PlexTv;

beforeEach(async () => {
  plexTv = await startPlexTv();
});

afterEach(async () => {
  await plexTv.close();
  vi.useRealTimers();
});

async function listed(token: string): Promise<string[]> {
  const headers = signedIn(token);
  const answer = await ask(plexTv, 'GET', 'https://plex.tv/devices.xml', { headers });
  expect(answer).toMatchObject({
    status: 200,
    headers: { 'content-type': 'application/xml; charset=utf-8' },
  });
  expect(answer.text).toMatch(
    /<MediaContainer publicAddress="192\.0\.2\.7" size="(?:0"\/>|\d+">.*<\/MediaContainer>)/,
  );
  return answer.text.match(/<Device [^>]*\/>/g) ?? [];
}

function idOf(token: string): number | undefined {
  return plexTv.tokens.find(issued => issued.token === token)?.deviceId;
}

function remove(id: number | undefined, token: string): Promise<Answer> {
  const headers = signedIn(token);
  return ask(plexTv, 'DELETE', `https://plex.tv/devices/${id}.xml`, { headers });
}

describe('the list of authorized devices', () => {
  test('has every app of the account by name, and with its token', async () => {
    const [token, other] = [await linkApp(plexTv), await linkApp(plexTv, otherApp)];
    const devices = await listed(token);
    expect(devices).toEqual([
      expect.stringContaining('name="Plex Web"'),
      expect.stringContaining(`clientIdentifier="app-1" version="" id="${idOf(token)}"`),
      expect.stringContaining('name="A &quot;&lt;b&gt;&quot; &amp; co"'),
    ]);
    expect(devices[1]).toMatch(/ name="App on Firefox" .*product="App" /);
    expect(devices[1]).toContain(` token="${token}" `);
    expect(devices[2]).toContain(` token="${other}" `);
  });

  test('says what an app is, when it was linked and when it was seen', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_700_000_000_000 });
    const more = {
      'X-Plex-Version': '1.2',
      'X-Plex-Platform': 'Firefox',
      'X-Plex-Platform-Version': '140',
      'X-Plex-Device': 'Linux',
    };
    const token = await linkApp(plexTv, { ...app, ...more });
    plexTv.advance(60_000);
    const [, device] = await listed(token);
    expect(device).toContain('productVersion="1.2" platform="Firefox" platformVersion="140"');
    expect(device).toContain('device="Linux" model="Plex OAuth"');
    expect(device).toContain('createdAt="1700000000" lastSeenAt="1700000060"');
  });

  test('loses the app that signs out or is linked anew', async () => {
    const [token, other] = [await linkApp(plexTv), await linkApp(plexTv, otherApp)];
    await ask(plexTv, 'DELETE', `${api}/users/signout`, { headers: signedIn(token) });
    const names = (devices: string[]) =>
      devices.map(device => /clientIdentifier="([^"]*)"/.exec(device)?.[1]);
    expect(names(await listed(other))).toEqual(['stand-in-page', 'app-2']);
    const again = await linkApp(plexTv, otherApp);
    expect(names(await listed(again))).toEqual(['stand-in-page', 'app-2']);
  });

  test('revokes the app that is removed, and no other', async () => {
    const [token, other] = [await linkApp(plexTv), await linkApp(plexTv, otherApp)];
    expect((await remove(idOf(token), other)).status).toBe(204);
    expect(await statusOf(plexTv, token)).toBe(401);
    expect(await statusOf(plexTv, other)).toBe(200);
    expect(await listed(other)).not.toContainEqual(expect.stringContaining('"app-1"'));
    expect((await remove(idOf(token), other)).status).toBe(404);
  });

  test('has an app at once, or once it has asked for something', async () => {
    plexTv.settings.devicesListed = 'onceUsed';
    const [token, other] = [await linkApp(plexTv), await linkApp(plexTv, otherApp)];
    expect(await listed(token)).toEqual([expect.stringContaining('"app-1"')]);
    expect(await statusOf(plexTv, other)).toBe(200);
    expect(await listed(token)).toEqual([
      expect.stringContaining('"app-1"'),
      expect.stringContaining('"app-2"'),
    ]);
    plexTv.settings.devicesListed = 'atOnce';
    expect(await listed(token)).toHaveLength(3);
  });

  test.each([
    ['whole', 3],
    ['cut', 1],
    ['foreign', 0],
  ] as const)('has as many devices as are told: %s', async (devicesTold, count) => {
    plexTv.settings.devicesTold = devicesTold;
    const token = await linkApp(plexTv);
    await linkApp(plexTv, otherApp);
    expect(await listed(token)).toHaveLength(count);
  });

  test('keeps those that have ended where that is set', async () => {
    plexTv.settings.endedDevices = 'listed';
    const [token, other] = [await linkApp(plexTv), await linkApp(plexTv, otherApp)];
    expect((await remove(idOf(token), other)).status).toBe(204);
    expect(await listed(other)).toHaveLength(3);
    expect((await remove(idOf(token), other)).status).toBe(404);
  });

  test('does not say when a device was seen where that is hidden', async () => {
    plexTv.settings.deviceTimes = 'hidden';
    const devices = await listed(await linkApp(plexTv));
    expect(devices).toHaveLength(2);
    expect(devices.join()).not.toContain('lastSeenAt');
  });

  test('has no tokens where those are hidden', async () => {
    plexTv.settings.deviceTokens = 'hidden';
    const token = await linkApp(plexTv);
    const devices = await listed(token);
    expect(devices).toHaveLength(2);
    expect(devices.join()).not.toMatch(/token=|auth/);
    expect(devices.join()).not.toContain(token);
  });

  test.each([200, 202])('answers a removal by %i where that is set', async status => {
    plexTv.settings.removalStatus = status;
    plexTv.settings.devicesListed = 'onceUsed';
    const [token, other] = [await linkApp(plexTv), await linkApp(plexTv, otherApp)];
    // It can be removed although it is not listed yet.
    expect(await remove(idOf(token), other)).toMatchObject({ status, text: '' });
    expect(await statusOf(plexTv, token)).toBe(401);
    expect(await remove(idOf(token), other)).toMatchObject({ status: 404, text: '' });
  });

  test('is of one account, and out of reach for others', async () => {
    const token = await linkApp(plexTv);
    const stranger = await linkApp(plexTv, otherApp, makeAccount(2, 'Bea Example'));
    expect(await listed(stranger)).toEqual([expect.stringContaining('"app-2"')]);
    expect((await remove(idOf(token), stranger)).status).toBe(404);
    expect(await statusOf(plexTv, token)).toBe(200);
  });
});
