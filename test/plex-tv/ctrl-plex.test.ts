import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { statusOf } from './ask.ts';
import { clientIdentifier, loadCtrlPlex } from './ctrl-plex.ts';
import { fetchTo } from './fetch-to.ts';
import { type PlexTv, startPlexTv } from './index.ts';

type CtrlPlex = Awaited<ReturnType<typeof loadCtrlPlex>>;
type Account = InstanceType<CtrlPlex['MyPlexAccount']>;

let ctrlPlex: CtrlPlex;
let plexTv: PlexTv;

beforeAll(async () => {
  ctrlPlex = await loadCtrlPlex();
});

beforeEach(async () => {
  plexTv = await startPlexTv();
  vi.stubGlobal('fetch', fetchTo(plexTv));
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await plexTv.close();
});

/** Signs in as its documents say: by a pin that somebody approves on Plex's page. */
async function signIn(): Promise<Account> {
  const login = await ctrlPlex.MyPlexAccount.getWebLogin();
  plexTv.approve(login.code);
  return ctrlPlex.MyPlexAccount.webLoginCheck(login);
}

/** The same account, with what the client needs to remove a device: a «server» that is plex.tv. */
async function signInWithServer(): Promise<Account> {
  const { token = '' } = await signIn();
  const server = new ctrlPlex.PlexServer('https://plex.tv', token);
  return new ctrlPlex.MyPlexAccount(null, '', '', token, undefined, server).connect();
}

function alive(): string[] {
  return plexTv.tokens.filter(token => token.alive).map(token => token.clientIdentifier);
}

describe('@ctrl/plex', () => {
  test('is sent to the page where its pin is approved', async () => {
    const { uri, code, id } = await ctrlPlex.MyPlexAccount.getWebLogin();
    expect(ctrlPlex.X_PLEX_IDENTIFIER).toBe(clientIdentifier);
    expect(plexTv.pins).toEqual([
      expect.objectContaining({ id, code, clientIdentifier, product: 'PlexAPI', strong: true }),
    ]);
    expect(uri).toContain(`https://app.plex.tv/auth#?clientID=${clientIdentifier}&code=${code}`);
  });

  test('signs in, and knows whose account it is', async () => {
    const account = await signIn();
    const { id, uuid, username, email, thumb } = account;
    expect({ id, uuid, username, email }).toEqual({
      id: plexTv.account.id,
      uuid: plexTv.account.uuid,
      username: 'ada',
      email: 'ada@example.org',
    });
    expect(thumb).toMatch(/^https:\/\/plex\.tv\/users\//);
    expect(account.subscriptionActive).toBe(true);
    expect(account.subscriptionStatus).toBe('active');
    expect(alive()).toEqual([clientIdentifier]);
  });

  test('goes on with the token that its account is told with', async () => {
    const { token } = await signIn();
    expect(token).toBe(plexTv.tokens[0]?.token);
    expect(await statusOf(plexTv, String(token))).toBe(200);
  });

  test('finds its server, and that of somebody else', async () => {
    plexTv.settings.resources = ['server', 'sharedServer'];
    const account = await signIn();
    const [own, shared] = await account.resources();
    expect(own).toMatchObject({ name: "ada's server", provides: 'server', owned: true });
    expect(own?.connections).toContainEqual(
      expect.objectContaining({
        address: '192.168.1.12',
        port: 32_400,
        local: true,
        uri: expect.stringMatching(/^https:\/\/192-168-1-12\.[0-9a-f]{32}\.plex\.direct:32400$/),
        httpuri: 'http://192.168.1.12:32400',
      }),
    );
    expect(shared).toMatchObject({ name: "Bea's server", owned: false });
    expect(shared?.accessToken).not.toBe(account.token);
    expect(await account.resource("Bea's server")).toMatchObject({ owned: false });
  });

  test('lists the devices of its account, itself among them', async () => {
    const account = await signIn();
    const devices = await account.devices();
    expect(devices.map(device => device.clientIdentifier)).toEqual([
      'stand-in-page',
      clientIdentifier,
    ]);
    const id = String(plexTv.tokens[0]?.deviceId);
    expect(devices[1]).toMatchObject({ product: 'PlexAPI', id });
    expect(devices[1]?.token).toBe(account.token);
  });

  test.each([204, 200, 202])('removes a device where that is answered by %i', async status => {
    plexTv.settings.removalStatus = status;
    const account = await signInWithServer();
    const { code } = await tvPin();
    plexTv.approve(code);
    expect(alive()).toEqual([clientIdentifier, 'tv-1']);
    const named = async () =>
      (await account.devices()).find(device => device.clientIdentifier === 'tv-1');
    await (await named())?.delete();
    expect(alive()).toEqual([clientIdentifier]);
    expect(await named()).toBeUndefined();
  });

  test.each([401, 422] as const)('is told by a %i that its token has ended', async status => {
    plexTv.settings.invalidToken = status;
    const account = await signIn();
    plexTv.revoke(String(account.token));
    await expect(account.connect()).rejects.toMatchObject({ status });
    await expect(account.resources()).rejects.toMatchObject({ status });
    await expect(account.devices()).rejects.toMatchObject({ status });
  });
});

/** A pin of another app. */
async function tvPin(): Promise<{ code: string }> {
  const headers = { Accept: 'application/json', 'X-Plex-Client-Identifier': 'tv-1' };
  const made = await fetch('https://plex.tv/api/v2/pins', { method: 'POST', headers });
  return made.json();
}
