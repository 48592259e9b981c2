import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { json } from '../plex/answers.ts';
import { Computer } from './computer.ts';
import { SmallPlex } from './small-plex.ts';

let plex: SmallPlex;
let computer: Computer;

const heard = { method: 'PUT', initiator: 'https://app.plex.tv' };

/** A background whose account is linked and known. */
beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
  plex = new SmallPlex();
  computer = new Computer(plex.fetch);
  await computer.tell({ command: 'link', way: 'browser' });
  plex.approve();
  await computer.happen('onCompleted', heard);
  await computer.pass(30);
  plex.asked.length = 0;
});

afterEach(() => {
  computer.kill();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a link', () => {
  test('that is healthy and unused asks once a day, and wakes for nothing else', async () => {
    computer.kill();
    const alarms: number[] = [];
    const end = Date.now() + 3 * 86_400_000;
    while (computer.alarmAt !== null && computer.alarmAt < end) {
      alarms.push(computer.alarmAt);
      await vi.advanceTimersByTimeAsync(computer.alarmAt - Date.now());
      await computer.pass(1);
      computer.kill();
    }
    expect(plex.asked).toEqual(Array(3).fill('GET /api/v2/user'));
    // Two for the tail of the linking, then one a day, each with the half minute that a question has.
    expect(alarms.length).toBeLessThanOrEqual(9);
  });

  test('goes on by itself after an outage', async () => {
    plex.trouble = () => new Response('<h1>Sorry</h1>', { status: 503 });
    await computer.tell({ command: 'confirm' });
    expect(computer.link).toMatchObject({ trouble: { reason: 'outage' } });
    plex.trouble = null;
    await computer.pass(2);
    expect(computer.link).toMatchObject({ status: 'linked', trouble: null, retry: null });
  });

  test('goes on sooner where a popup is open, although the background has died', async () => {
    plex.trouble = () => new Response('<h1>Sorry</h1>', { status: 503 });
    await computer.tell({ command: 'confirm' });
    computer.kill();
    plex.trouble = null;
    await computer.pass(2);
    await computer.tell({ command: 'look' });
    expect(computer.link).toMatchObject({ trouble: null, retry: null });
  });

  test('that Plex has ended is shown on the button, also after a restart', async () => {
    plex.revoke();
    await computer.tell({ command: 'confirm' });
    expect(computer.link?.status).toBe('revoked');
    expect(computer).toMatchObject({ badge: '!', title: 'buttonRevoked' });
    computer.quit();
    expect(computer.badge).toBe('');
    await computer.happen('onStartup');
    expect(computer.badge).toBe('!');
    await computer.tell({ command: 'link', way: 'device' });
    plex.approve();
    await computer.pass(5);
    expect(computer.link?.status).toBe('linked');
    expect(computer.disk.token).toBe('token-101');
    expect(computer.badge).not.toBe('!');
  });

  test('gives its token to its owner alone, who asks for it', async () => {
    for (const command of ['look', 'confirm', 'linkOther', 'reopen', 'cancel'] as const) {
      expect(await computer.tell({ command })).toBe('saved');
    }
    expect(await computer.tell({ ask: 'token' })).toBe('token-100');
    await computer.tell({ command: 'unlink' });
    expect(await computer.tell({ ask: 'token' })).toBeNull();
  });

  test('is replaced by that of another account, whose token is the only one left', async () => {
    await computer.tell({ command: 'linkOther' });
    expect(computer.disk.token).toBe('token-100');
    plex.approve(undefined, 'Bo');
    await computer.happen('onCompleted', heard);
    await computer.pass(90);
    expect(computer.link).toMatchObject({ status: 'linked', account: { name: 'Bo' } });
    expect(plex.alive).toEqual(['token-101']);
  });
});

describe('a link that comes', () => {
  /** Links again by a code, while somebody looks or nobody does. */
  async function linkAgain(isLooking: boolean): Promise<void> {
    await computer.tell({ command: 'unlink' });
    await computer.tell({ command: 'link', way: 'device' });
    await computer.pass(3);
    plex.approve();
    if (isLooking) await computer.tell({ command: 'look' });
    await computer.pass(5);
    expect(computer.link?.status).toBe('linked');
  }

  test('while nobody looks is shown for a while, and opens the popup', async () => {
    let opened = 0;
    computer.openPopup = () => {
      opened += 1;
    };
    await linkAgain(false);
    expect(computer).toMatchObject({ badge: '✓', title: 'buttonLinked' });
    expect(opened).toBe(1);
    await computer.tell({ command: 'look' });
    expect(computer).toMatchObject({ badge: '', title: 'name' });
  });

  test('while somebody looks is not', async () => {
    await linkAgain(true);
    expect(computer.badge).toBe('');
  });

  test('is no news any more to a background that has died since', async () => {
    await linkAgain(false);
    computer.kill();
    await computer.happen('onStartup');
    expect(computer.badge).toBe('');
  });
});

describe('unlinking', () => {
  test('is told to be done when it is', async () => {
    plex.trouble = () => Promise.reject(new TypeError('Failed to fetch'));
    await computer.tell({ command: 'unlink' });
    expect(computer.link).toEqual({ status: 'unlinked', news: 'notSignedOut' });
    expect(computer.disk.token).toBeNull();
    computer.quit();
    plex.trouble = null;
    await computer.happen('onStartup');
    await computer.pass(60);
    expect(computer.link).toEqual({ status: 'unlinked', news: 'signedOut' });
    expect(plex.alive).toEqual([]);
  });
});

describe('what is stored', () => {
  test('is mended at the start where it is damaged, and the popup is told', async () => {
    computer.kill();
    computer.disk.link = 'damaged';
    const { written } = computer.session;
    await computer.happen('onStartup');
    expect(computer.link).toMatchObject({ status: 'linked', account: { name: 'Ada' } });
    expect(computer.session.written).not.toBe(written);
  });

  test('is as it was where a command could not be kept, and says so', async () => {
    const before = structuredClone(computer.disk);
    computer.diskIsFull = true;
    for (const command of ['unlink', 'linkOther', 'confirm'] as const) {
      expect(await computer.tell({ command })).toBe('notSaved');
    }
    expect(computer.disk).toEqual(before);
    expect(plex.asked).toEqual([]);
    computer.diskIsFull = false;
    expect(await computer.tell({ command: 'unlink' })).toBe('saved');
  });

  test('has a journal of what happened', async () => {
    plex.trouble = () => json(429, {}, { 'retry-after': '60' });
    await computer.tell({ command: 'confirm' });
    expect(computer.disk.journal).toMatchObject([
      { event: 'linkPressed', status: 'requesting' },
      { event: 'pinCreated', http: 201, status: 'waiting' },
      { event: 'approvalHeard', status: 'waiting' },
      { event: 'pinClaimed', http: 200, status: 'linked' },
      { event: 'accountRead', http: 200, status: 'linked' },
      { event: 'checkPressed', status: 'linked' },
      { event: 'accountNotRead', http: 429, reason: 'rateLimited', status: 'linked' },
    ]);
  });
});
