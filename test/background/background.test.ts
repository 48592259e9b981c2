import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { json } from '../plex/answers.ts';
import { Computer } from './computer.ts';
import { SmallPlex } from './small-plex.ts';

let plex: SmallPlex;
let computer: Computer;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
  plex = new SmallPlex();
  computer = new Computer(plex.fetch);
});

afterEach(() => {
  computer.kill();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function linkHere(): Promise<void> {
  await computer.tell({ command: 'link', way: 'browser' });
  plex.approve();
  await computer.happen('onCompleted', { method: 'PUT', initiator: 'https://app.plex.tv' });
}

/** The same plex.tv, and the headers of what it is asked. */
function listeningPlex(): { fetch: typeof fetch; sent: unknown[] } {
  const sent: unknown[] = [];
  return {
    sent,
    fetch: (url, init) => {
      sent.push(init?.headers);
      return plex.fetch(url, init);
    },
  };
}

describe('the background', () => {
  test('asks plex.tv nothing before the first press', async () => {
    await computer.happen('onInstalled');
    await computer.happen('onStartup');
    await computer.tell({ command: 'look' });
    await computer.pass(3_600);
    expect(plex.asked).toEqual([]);
    expect(computer.alarmAt).toBeNull();
  });

  test('links in this browser when it hears the approval, and closes its window', async () => {
    await computer.tell({ command: 'link', way: 'browser' });
    expect([...computer.windows.values()]).toEqual([
      expect.stringContaining('https://app.plex.tv/auth#?clientID='),
    ]);
    plex.approve();
    await computer.happen('onCompleted', { method: 'PUT', initiator: 'https://app.plex.tv' });
    expect(computer.disk).toMatchObject({
      link: { status: 'linked', account: { name: 'Ada' }, retry: null },
      token: 'token-100',
    });
    expect(computer.windows.size).toBe(0);
    expect(plex.asked).toEqual(['POST /api/v2/pins', 'GET /api/v2/pins/100', 'GET /api/v2/user']);
  });

  test('links by code, with nobody looking, within 5 s', async () => {
    await computer.tell({ command: 'link', way: 'device' });
    expect(computer.windows.size).toBe(0);
    plex.approve();
    await computer.pass(5);
    expect(computer.link?.status).toBe('linked');
  });

  test('does nothing more once it is linked', async () => {
    await linkHere();
    plex.asked.length = 0;
    await computer.pass(7_200);
    expect(plex.asked).toEqual([]);
  });

  test('hears an approval with the background dead', async () => {
    await computer.tell({ command: 'link', way: 'browser' });
    computer.kill();
    plex.approve();
    await computer.happen('onCompleted', { method: 'PUT', originUrl: 'https://app.plex.tv/auth' });
    expect(computer.link?.status).toBe('linked');
  });

  test('does not hear itself', async () => {
    await computer.tell({ command: 'link', way: 'browser' });
    for (const origin of [{ initiator: 'ext://pinlink' }, { originUrl: 'ext://pinlink/x.html' }]) {
      await computer.happen('onCompleted', { method: 'PUT', ...origin });
    }
    expect(plex.asked).toEqual(['POST /api/v2/pins']);
    expect(computer.link).toMatchObject({ hearing: false });
  });

  test('takes what pages read for proof that it hears', async () => {
    await computer.tell({ command: 'link', way: 'browser' });
    await computer.happen('onCompleted', { method: 'GET', initiator: 'https://app.plex.tv' });
    expect(computer.link).toMatchObject({ hearing: true });
    expect(plex.asked).toEqual(['POST /api/v2/pins']);
  });

  test('looks when its own approval window is closed, and at no other', async () => {
    await computer.tell({ command: 'link', way: 'browser' });
    await computer.happen('onRemoved', 99);
    expect(plex.asked).toHaveLength(1);
    plex.approve();
    await computer.happen('onRemoved', 1);
    expect(computer.link?.status).toBe('linked');
  });

  test('brings the approval window forward, or opens it again where it is closed', async () => {
    await computer.tell({ command: 'link', way: 'browser' });
    await computer.tell({ command: 'reopen' });
    expect(computer.windows.size).toBe(1);
    computer.windows.clear();
    await computer.tell({ command: 'reopen' });
    expect(computer.windows.size).toBe(1);
  });

  test('closes a window that is still being opened when the user cancels', async () => {
    computer.windowsOpenLate = true;
    await computer.tell({ command: 'link', way: 'browser' });
    await computer.tell({ command: 'cancel' });
    expect(computer.windows.size).toBe(0);
    await computer.pass(1);
    expect(computer.windows.size).toBe(0);
  });

  test('opens a tab where there are no windows, and closes it if it is at Plex still', async () => {
    for (const [address, left] of [
      ['https://app.plex.tv/auth#!', 0],
      ['https://example.org/', 1],
    ] as const) {
      computer.kill();
      plex = new SmallPlex();
      computer = new Computer(plex.fetch, { ...computer.how, hasWindows: false });
      await computer.tell({ command: 'link', way: 'browser' });
      await computer.tell({ command: 'reopen' });
      expect([...computer.tabs.values()]).toEqual([expect.stringContaining('app.plex.tv/auth')]);
      computer.tabs.set(1, address);
      plex.approve();
      await computer.pass(5);
      expect(computer.link?.status).toBe('linked');
      expect(computer.tabs.size).toBe(left);
    }
  });

  test('closes no window of a later session that has the same number', async () => {
    await computer.tell({ command: 'link', way: 'browser' });
    computer.quit();
    computer.windows.set(1, 'https://example.org/');
    plex.approve();
    await computer.happen('onStartup');
    await computer.pass(30);
    expect(computer.link?.status).toBe('linked');
    expect(computer.windows.size).toBe(1);
  });

  test('keeps one identity for all its pins', async () => {
    await computer.tell({ command: 'link', way: 'device' });
    const { clientIdentifier } = computer.disk;
    computer.quit();
    await computer.tell({ command: 'cancel' });
    await computer.tell({ command: 'link', way: 'device' });
    expect(computer.disk.clientIdentifier).toBe(clientIdentifier);
  });

  test.each([
    ['Chrome', 'chrome-extension://pinlink'],
    ['Firefox', 'moz-extension://pinlink'],
  ])('tells plex.tv which install asks, and that it is in %s', async (browser, origin) => {
    const { fetch, sent } = listeningPlex();
    computer = new Computer(fetch, { hasWindows: true, origin });
    await computer.tell({ command: 'link', way: 'device' });
    expect(sent).toEqual([
      expect.objectContaining({
        'X-Plex-Client-Identifier': computer.disk.clientIdentifier,
        'X-Plex-Version': '0.1.0',
        'X-Plex-Platform': browser,
      }),
    ]);
    expect(computer.disk.clientIdentifier).toEqual(expect.stringMatching(/^[0-9a-f-]{36}$/));
  });

  test('asks nothing without an identity, and once more for one that could not be kept', async () => {
    const { fetch, sent } = listeningPlex();
    computer = new Computer(fetch);
    const set = () => {
      throw new Error('The disk is full.');
    };
    Object.defineProperty(computer.disk, 'clientIdentifier', { configurable: true, set });
    await computer.tell({ command: 'link', way: 'device' });
    expect(sent).toEqual([]);
    delete computer.disk.clientIdentifier;
    await computer.pass(30);
    expect(computer.link?.status).toBe('waiting');
    const { clientIdentifier } = computer.disk;
    expect(sent[0]).toMatchObject({ 'X-Plex-Client-Identifier': clientIdentifier });
  });

  test('links within a second while the popup is open', async () => {
    await computer.tell({ command: 'link', way: 'device' });
    plex.approve();
    await computer.pass(1);
    await computer.tell({ command: 'look' });
    expect(computer.link?.status).toBe('linked');
  });

  test('signs out what was unlinked, however long plex.tv is away', async () => {
    await linkHere();
    plex.trouble = () => Promise.reject(new TypeError('Failed to fetch'));
    await computer.tell({ command: 'unlink' });
    expect(computer.disk).toMatchObject({ link: { status: 'unlinked' }, token: null });
    await computer.pass(300);
    computer.quit();
    plex.trouble = null;
    await computer.happen('onStartup');
    await computer.pass(600);
    expect(plex.tokens.get('token-100')).toBe(false);
    expect(computer.disk.signOuts).toEqual([]);
  });

  test('signs out a token that comes when nobody wants it any more', async () => {
    await computer.tell({ command: 'link', way: 'device' });
    plex.approve();
    await computer.tell({ command: 'cancel' });
    expect(computer.link).toEqual({ status: 'unlinked', news: null });
    expect([...plex.tokens.values()]).toEqual([false]);
  });

  test('goes on through an outage', async () => {
    await computer.tell({ command: 'link', way: 'device' });
    plex.trouble = () => new Response('<h1>Sorry</h1>', { status: 503 });
    plex.approve();
    await computer.pass(120);
    expect(computer.link).toMatchObject({ status: 'waiting', trouble: { reason: 'outage' } });
    plex.trouble = null;
    await computer.happen('online');
    expect(computer.link?.status).toBe('linked');
  });

  test('asks nothing while its user forbids it, and goes on when it may', async () => {
    await computer.tell({ command: 'link', way: 'device' });
    plex.asked.length = 0;
    plex.approve();
    computer.isAllowed = false;
    await computer.happen('permissionRemoved');
    await computer.pass(120);
    expect(plex.asked).toEqual([]);
    expect(computer.link?.status).toBe('waiting');
    computer.isAllowed = true;
    await computer.happen('permissionAdded');
    expect(computer.link?.status).toBe('linked');
  });

  test('asks no sooner than plex.tv allows', async () => {
    await computer.tell({ command: 'link', way: 'device' });
    plex.trouble = () => json(429, {}, { 'retry-after': '60' });
    await computer.pass(5);
    plex.trouble = null;
    plex.asked.length = 0;
    for (let second = 0; second < 59; second += 1) {
      await computer.tell({ command: 'look' });
      await computer.pass(1);
    }
    expect(plex.asked).toEqual([]);
    await computer.pass(1);
    expect(plex.asked).toHaveLength(1);
  });

  test('says that the pin was declined, or only that it is gone', async () => {
    for (const [reason, ...happening] of [
      ['declined', 'onCompleted', { method: 'PUT', initiator: 'https://app.plex.tv' }],
      ['gone', 'online'],
    ] as const) {
      await computer.tell({ command: 'link', way: 'browser' });
      plex.decline();
      const [name, ...details] = happening;
      await computer.happen(name, ...details);
      expect(computer.link).toMatchObject({ status: 'failed', way: 'browser', reason });
    }
  });

  test('keeps the approval that counts, whichever of two came last', async () => {
    for (const last of [0, 1]) {
      computer.kill();
      plex = new SmallPlex();
      computer = new Computer(plex.fetch);
      await computer.tell({ command: 'link', way: 'device' });
      await computer.tell({ command: 'link', way: 'browser' });
      plex.approve(plex.pins[1 - last]);
      plex.approve(plex.pins[last]);
      await computer.happen('onCompleted', { method: 'PUT', initiator: 'https://app.plex.tv' });
      await computer.pass(90);
      expect(computer.disk).toMatchObject({ link: { status: 'linked' }, left: [], signOuts: [] });
      expect(plex.alive).toEqual([computer.disk.token]);
    }
  });

  test('goes over to an approval that was made for a pin that was left', async () => {
    await computer.tell({ command: 'link', way: 'device' });
    await computer.tell({ command: 'link', way: 'browser' });
    plex.approve(plex.pins[1]);
    await computer.happen('onCompleted', { method: 'PUT', initiator: 'https://app.plex.tv' });
    expect(computer.disk.token).toBe('token-101');
    plex.approve(plex.pins[0]);
    await computer.pass(900);
    expect(computer.disk).toMatchObject({ token: 'token-100', left: [], signOuts: [] });
    expect(plex.alive).toEqual(['token-100']);
  });

  test('lets a pin expire by one last check', async () => {
    await computer.tell({ command: 'link', way: 'device' });
    await computer.pass(895);
    plex.approve();
    await computer.pass(5);
    expect(computer.link?.status).toBe('linked');
  });

  test('says that the pin has expired', async () => {
    await computer.tell({ command: 'link', way: 'device' });
    await computer.pass(901);
    expect(computer.link).toMatchObject({ status: 'expired', way: 'device' });
  });

  test('goes on after a disk that was full', async () => {
    await computer.tell({ command: 'link', way: 'device' });
    plex.approve();
    computer.diskIsFull = true;
    await computer.pass(10);
    expect(computer.link?.status).toBe('waiting');
    expect(await computer.tell({ command: 'cancel' })).toBe('notSaved');
    computer.diskIsFull = false;
    await computer.pass(30);
    expect(computer.link?.status).toBe('linked');
  });
});

function status(): string {
  return computer.link?.status ?? 'unlinked';
}

/** Goes through a whole link and back, as a user would who tries again whatever did nothing. */
async function linkAndUnlink(): Promise<void> {
  while (status() === 'unlinked') await computer.tell({ command: 'link', way: 'browser' });
  while (status() === 'requesting') await computer.pass(1);
  expect(status()).toBe('waiting');
  plex.approve();
  await computer.happen('onCompleted', { method: 'PUT', initiator: 'https://app.plex.tv' });
  await computer.pass(90);
  expect(computer.disk).toMatchObject({ link: { status: 'linked', account: { name: 'Ada' } } });
  while (status() !== 'unlinked') await computer.tell({ command: 'unlink' });
  await computer.pass(90);
}

describe('a background that is killed', () => {
  test.each(['before', 'after'] as const)(
    '%s any of its steps goes on over the same disk',
    async when => {
      await linkAndUnlink();
      const { steps } = computer;
      expect(steps).toBeGreaterThan(30);
      for (let step = 1; step <= steps; step += 1) {
        computer.kill();
        plex = new SmallPlex();
        computer = new Computer(plex.fetch);
        computer.killAt = { step, when };
        await linkAndUnlink();
        expect(computer.disk.signOuts, `killed ${when} step ${step}`).toEqual([]);
        expect([...plex.tokens.values()]).toEqual([false]);
      }
    },
  );
});
