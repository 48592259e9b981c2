import { describe, expect, test } from 'vitest';
import { worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

/** Who the install was for plex.tv before the update, with all its pins and tokens. */
const install = '2f1f9c1e-6f0e-4f0c-9d3f-0123456789ab';

/** Asks plex.tv as version 0.2.0 did. */
function asked(method: string, path: string): Promise<Response> {
  const headers = { Accept: 'application/json', 'X-Plex-Client-Identifier': install };
  return world.plex.fetch(`https://clients.plex.tv/api/v2${path}`, { method, headers });
}

/** A pin that version 0.2.0 has made, as it saved that. */
async function oldPin() {
  const { id, code } = await (await asked('POST', '/pins')).json();
  const address = `https://plex.tv/link/?pin=${code}`;
  return { id, code, address, expiresAt: Date.now() + 900_000, expiresIn: 900, doubted: false };
}

/** The same when its owner had turned away from it. */
async function leftPin() {
  const { id, expiresAt } = await oldPin();
  const now = Date.now();
  const rest = { leftAt: now, askAt: now + 30_000, failures: 0 };
  return { id, expiresAt, expiresIn: 900, doubted: false, ...rest };
}

/** A token of somebody whose pin version 0.2.0 has made. */
async function oldToken(owner: string): Promise<string> {
  const { id } = await oldPin();
  world.plex.approve(undefined, owner);
  return (await (await asked('GET', `/pins/${id}`)).json()).authToken;
}

const unlinked = { status: 'unlinked', news: null };

function waitingFor(pin: object, before: object = unlinked) {
  const now = Date.now();
  const checks = { checkedAt: now, checkAt: now + 5_000, heardAt: 0, hearing: false };
  return { status: 'waiting', way: 'device', before, pin, ...checks, trouble: null };
}

function linkedSince(linkedAt: number) {
  const details = { email: null, hasPass: true, role: null, thumb: null, avatar: null };
  const account = { name: 'Ada', ...details };
  const known = { account, confirmedAt: linkedAt, retry: null, trouble: null };
  return { status: 'linked', linkedAt, ...known };
}

/** A sign-out that version 0.2.0 owed its user. */
function signOutOf(token: string) {
  return { token, spare: false, asked: true, askAt: Date.now(), failures: 2 };
}

/** The browser installs the update over what version 0.2.0 has saved. */
async function update(record: object): Promise<void> {
  const saved = { link: unlinked, token: null, left: [], signOuts: [], journal: [] };
  const { disk } = world.computer;
  Object.assign(disk, { version: 2, clientIdentifier: install, ...saved, ...record });
  world.plex.requests.length = 0;
  await world.computer.happen('onInstalled');
}

/** Who asked plex.tv since the update. */
function whoAsked(): Set<string | undefined> {
  return new Set(world.plex.requests.map(({ headers }) => headers['x-plex-client-identifier']));
}

describe('an update over version 0.2.0', () => {
  test('goes on waiting for a pin, which becomes the link under the identifier of old', async () => {
    const { plex, computer } = world;
    await update({ link: waitingFor(await oldPin()) });
    expect(computer.view).toMatchObject({ status: 'waiting', way: 'device', before: 'unlinked' });
    plex.approve();
    await computer.pass(10);
    expect(computer.view).toMatchObject({ status: 'linked', account: { name: 'Ada' } });
    expect(plex.alive).toEqual([computer.token]);
    expect(whoAsked()).toEqual(new Set([install]));
  });

  test('looks after a pin that was left, and ends what comes of it once none waits', async () => {
    const { plex, computer } = world;
    const left = [await leftPin()];
    await update({ link: waitingFor(await oldPin()), left });
    plex.approve(plex.pins[0], 'Bo');
    await computer.pass(90);
    expect(computer.view.status).toBe('waiting');
    expect([...computer.secrets.values()]).toEqual(['token-100']);
    expect(plex.alive).toEqual(['token-100']);
    plex.approve(plex.pins[1], 'Ada');
    await computer.pass(10);
    expect(computer.view).toMatchObject({ status: 'linked', account: { name: 'Ada' } });
    expect(computer.token).toBe('token-101');
    expect(plex.alive).toEqual([computer.token]);
    expect([...computer.secrets.values()]).toEqual([computer.token]);
    expect(whoAsked()).toEqual(new Set([install]));
  });

  test('goes on with sign-outs', async () => {
    const { plex, computer } = world;
    const signOuts = [signOutOf(await oldToken('Ada')), signOutOf(await oldToken('Bo'))];
    await update({ link: { status: 'unlinked', news: 'notSignedOut' }, signOuts });
    await computer.pass(60);
    expect(plex.alive).toEqual([]);
    expect(computer.view).toMatchObject({ status: 'unlinked', news: 'signedOut', unended: null });
    expect([...computer.secrets]).toEqual([]);
    expect(whoAsked()).toEqual(new Set([install]));
  });

  test('keeps a link with its token, and ends it under the identifier of old', async () => {
    const { plex, computer } = world;
    const token = await oldToken('Ada');
    await update({ link: linkedSince(Date.now() - 600_000), token });
    expect(computer.view).toMatchObject({ status: 'linked', isFresh: false });
    expect(await computer.tell({ ask: 'token' })).toBe(token);
    await computer.tell({ command: 'check' });
    expect(computer.view).toMatchObject({ status: 'linked', health: { name: 'good' } });
    await computer.tell({ command: 'unlink', endsTools: false });
    expect(plex.alive).toEqual([]);
    expect(whoAsked()).toEqual(new Set([install]));
  });

  test('keeps a link beside an attempt, and a new attempt has an identifier of its own', async () => {
    const { plex, computer } = world;
    const token = await oldToken('Ada');
    await update({ link: waitingFor(await oldPin(), linkedSince(Date.now() - 600_000)), token });
    expect(computer.view).toMatchObject({ status: 'waiting', before: 'linked' });
    await computer.tell({ command: 'cancel' });
    await computer.pass(1);
    expect(computer.token).toBe(token);
    expect(whoAsked()).toEqual(new Set([install]));
    await computer.tell({ command: 'switch', endsTools: false });
    await world.approve('Bo');
    expect(computer.view).toMatchObject({ status: 'linked', account: { name: 'Bo' } });
    expect(plex.alive).toEqual([computer.token]);
    expect(whoAsked().size).toBe(2);
  });

  test('gives a tool access at once: whose account is linked is asked for it', async () => {
    const { plex, computer } = world;
    const token = await oldToken('Ada');
    await update({ link: linkedSince(Date.now() - 600_000), token });
    await world.handOver('Kometa');
    expect(world.tools).toEqual({ Kometa: 'given' });
    expect(plex.devices.map(({ deviceName }) => deviceName)).toEqual(['', 'Kometa (Pinlink)']);
    expect(computer.token).toBe(token);
  });

  test('leaves nothing of the old record on the disk', async () => {
    const { computer } = world;
    await update({ link: linkedSince(Date.now() - 600_000), token: await oldToken('Ada') });
    expect(Object.keys(computer.disk).sort()).toEqual(['journal', 'secrets', 'state', 'version']);
  });

  test('that is killed at any step is made again, and loses nothing', async () => {
    for (let step = 1; step <= 20; step += 1) {
      world.renew();
      const { plex, computer } = world;
      const left = [await leftPin()];
      computer.killAt = { step, when: 'after' };
      await update({ link: waitingFor(await oldPin()), left });
      computer.kill();
      await computer.happen('onStartup');
      plex.approve(plex.pins[0], 'Bo');
      plex.approve(plex.pins[1], 'Ada');
      await computer.pass(60);
      expect(computer.view, `killed after step ${step}`).toMatchObject({ status: 'linked' });
      expect(plex.alive).toEqual([computer.token]);
    }
  });
});
