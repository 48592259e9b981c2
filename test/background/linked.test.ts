import { beforeEach, describe, expect, test, vi } from 'vitest';
import { json } from '../plex/answers.ts';
import { away, outOfOrder, worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

/** An account is linked and known. */
beforeEach(async () => {
  await world.link();
  await world.computer.pass(30);
  world.plex.asked.length = 0;
});

describe('a link', () => {
  test('that is healthy and unused asks once a day, and wakes for nothing else', async () => {
    const { plex, computer } = world;
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
    const { plex, computer } = world;
    plex.trouble = outOfOrder;
    await computer.tell({ command: 'check' });
    expect(computer.view).toMatchObject({ health: { name: 'unreachable' } });
    plex.trouble = null;
    await computer.pass(2);
    expect(computer.view).toMatchObject({ status: 'linked', health: { name: 'good' } });
  });

  test('goes on sooner where a popup is open, although the background has died', async () => {
    const { plex, computer } = world;
    plex.trouble = outOfOrder;
    await computer.tell({ command: 'check' });
    computer.kill();
    plex.trouble = null;
    await computer.pass(2);
    await computer.tell({ command: 'look', closely: false });
    expect(computer.view).toMatchObject({ health: { name: 'good' } });
  });

  test('waits no longer than half a minute while a popup is open', async () => {
    const { plex, computer } = world;
    plex.trouble = outOfOrder;
    await computer.tell({ command: 'check' });
    await computer.passLong(5);
    plex.trouble = null;
    await world.look(32);
    expect(computer.view).toMatchObject({ health: { name: 'good' } });
  });

  test('that Plex has ended is shown on the button, also after a restart', async () => {
    const { plex, computer } = world;
    plex.revoke();
    await computer.tell({ command: 'check' });
    expect(computer.view.status).toBe('revoked');
    expect(computer).toMatchObject({ badge: '!', title: 'buttonRevoked' });
    computer.quit();
    expect(computer.badge).toBe('');
    await computer.happen('onStartup');
    expect(computer.badge).toBe('!');
    await computer.tell({ command: 'link', way: 'device' });
    expect(computer.badge).toBe('!');
    plex.approve();
    await computer.pass(5);
    expect(computer.view.status).toBe('linked');
    expect(computer.token).toBe('token-101');
    expect(computer.badge).not.toBe('!');
  });

  test('that Plex has ended is good again where Plex has erred', async () => {
    const { plex, computer } = world;
    plex.trouble = () => json(401, { errors: [{ code: 1001 }] });
    await computer.tell({ command: 'check' });
    expect(computer.view.status).toBe('revoked');
    plex.trouble = null;
    await computer.tell({ command: 'check' });
    expect(computer.view.status).toBe('linked');
    expect(computer.badge).toBe('');
  });

  test('gives its token to its owner alone, who asks for it', async () => {
    const { computer } = world;
    await computer.tell({ command: 'switch', endsTools: false });
    for (const command of ['check', 'reopen', 'cancel'] as const) {
      expect(await computer.tell({ command })).toBe('saved');
    }
    expect(await computer.tell({ command: 'forget', id: null })).toBe('saved');
    expect(await computer.tell({ ask: 'token' })).toBe('token-100');
    await computer.tell({ command: 'unlink', endsTools: false });
    expect(await computer.tell({ ask: 'token' })).toBeNull();
  });

  test('gives its token also while another account is awaited, and where it is refused', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'switch', endsTools: false });
    expect(await computer.tell({ ask: 'token' })).toBe('token-100');
    plex.revoke();
    await computer.tell({ command: 'check' });
    expect(await computer.tell({ ask: 'token' })).toBe('token-100');
  });

  test('is replaced by that of another account, whose token is the only one left', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'switch', endsTools: false });
    expect(computer.token).toBe('token-100');
    await world.approve('Bo');
    expect(computer.view).toMatchObject({ status: 'linked', account: { name: 'Bo' } });
    expect(plex.alive).toEqual(['token-101']);
    expect([...computer.secrets.values()]).toEqual(['token-101']);
  });

  test('stays where the other account is not approved in the end', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'switch', endsTools: false });
    await computer.tell({ command: 'cancel' });
    expect(computer.view).toMatchObject({ status: 'linked', account: { name: 'Ada' } });
    expect(plex.alive).toEqual(['token-100']);
  });
});

describe('a 401', () => {
  /** Somebody on the way answers everything for a while. */
  async function answered(body: string, type: string, hours: number): Promise<void> {
    const { plex, computer } = world;
    const headers = { 'content-type': type };
    plex.trouble = () => new Response(body, { status: 401, headers });
    await computer.tell({ command: 'check' });
    await computer.passLong(hours);
  }

  test('that is a page says nothing of the link, however often it comes', async () => {
    const { plex, computer } = world;
    await answered('<!doctype html><h1>Log in to the proxy</h1>', 'text/html', 30);
    expect(computer.view).toMatchObject({ status: 'linked', health: { name: 'unreachable' } });
    plex.trouble = null;
    await computer.tell({ command: 'check' });
    expect(computer.view).toMatchObject({ status: 'linked', health: { name: 'good' } });
  });

  test('that says nothing ends no link within the hour', async () => {
    const { plex, computer } = world;
    await answered('', '', 0.9);
    await computer.tell({ command: 'check' });
    await world.look(60);
    expect(computer.view).toMatchObject({ status: 'linked', health: { name: 'unreachable' } });
    plex.trouble = null;
    await computer.passLong(0.2);
    expect(computer.view).toMatchObject({ status: 'linked', health: { name: 'good' } });
  });

  test('that says nothing does so an hour later', async () => {
    await answered('', '', 1.1);
    expect(world.computer.view.status).toBe('revoked');
    expect(world.plex.asked).toHaveLength(2);
  });

  test('of Plex’s own does so at once, in JSON and in XML', async () => {
    for (const refusal of ['json', 'xml'] as const) {
      world.renew();
      await world.link();
      world.plex.settings.refusal = refusal;
      world.plex.revoke();
      await world.computer.tell({ command: 'check' });
      expect(world.computer.view.status).toBe('revoked');
    }
  });
});

describe('a link that comes', () => {
  /** Links again by a code. */
  async function linkAgain(): Promise<void> {
    const { plex, computer } = world;
    await computer.tell({ command: 'unlink', endsTools: false });
    await computer.tell({ command: 'link', way: 'device' });
    await computer.pass(3);
    plex.approve();
    await computer.pass(5);
    expect(computer.view.status).toBe('linked');
  }

  test('opens the popup, and is shown until somebody was there to be greeted', async () => {
    const { computer } = world;
    const marks: unknown[] = [];
    computer.openPopup = () => void marks.push(...Object.keys(computer.session));
    await linkAgain();
    // By then the popup can know that nobody has pressed for it.
    expect(marks).toContain('openedByItself');
    await computer.tell({ command: 'look', closely: false });
    expect(computer).toMatchObject({ badge: '✓', title: 'buttonLinked' });
    await computer.tell({ command: 'greeted' });
    expect(computer).toMatchObject({ badge: '', title: 'name' });
  });

  test('is shown on the button where the popup opens only for a press', async () => {
    const { computer } = world;
    computer.openPopup = () => {
      throw new Error('Only for a press.');
    };
    await linkAgain();
    expect(computer.badge).toBe('✓');
    expect(computer.session).not.toHaveProperty('openedByItself');
  });

  test('opens no second popup', async () => {
    const { computer } = world;
    const open = vi.fn();
    Object.assign(computer, { openPopup: open, isPopupOpen: true });
    await linkAgain();
    expect(open).not.toHaveBeenCalled();
  });

  test('is news still to a background that starts anew', async () => {
    const { computer } = world;
    await linkAgain();
    computer.quit();
    await computer.happen('onStartup');
    expect(computer.badge).toBe('✓');
  });

  test('names its account for a minute to whoever sees it first', async () => {
    const { computer } = world;
    await linkAgain();
    await world.look(10);
    await computer.passLong(10);
    expect(computer.view).toMatchObject({ isFresh: true });
    await computer.tell({ command: 'greeted' });
    await world.look(59);
    expect(computer.view).toMatchObject({ isFresh: true });
    await world.look(2);
    expect(computer.view).toMatchObject({ isFresh: false });
  });
});

describe('what is stored', () => {
  test('is mended at the start where it is damaged, and the popup is told', async () => {
    const { computer } = world;
    computer.kill();
    computer.disk.state = 'damaged';
    const { written } = computer.session;
    await computer.happen('onStartup');
    expect(computer.view).toMatchObject({ status: 'linked', account: { name: 'Ada' } });
    expect(computer.token).toBe('token-100');
    expect(computer.session.written).not.toBe(written);
  });

  test('is as it was where a command could not be saved, and says so', async () => {
    const { plex, computer } = world;
    const before = structuredClone(computer.disk);
    computer.diskIsFull = true;
    for (const command of ['unlink', 'switch'] as const) {
      expect(await computer.tell({ command, endsTools: false })).toBe('notSaved');
    }
    expect(await computer.tell({ command: 'check' })).toBe('notSaved');
    expect(computer.disk).toEqual(before);
    expect(plex.asked).toEqual([]);
    computer.diskIsFull = false;
    expect(await computer.tell({ command: 'unlink', endsTools: false })).toBe('saved');
  });

  test('has a journal of what happened', async () => {
    const { plex, computer } = world;
    plex.trouble = () => json(429, {}, { 'retry-after': '60' });
    await computer.tell({ command: 'check' });
    plex.trouble = away;
    await computer.tell({ command: 'unlink', endsTools: false });
    expect(computer.disk.journal).toMatchObject([
      { event: 'linkPressed', grant: 1, status: 'requesting' },
      { event: 'pinCreated', grant: 1, http: 201, status: 'waiting' },
      { event: 'approvalHeard', grant: 1, status: 'waiting' },
      { event: 'pinClaimed', grant: 1, http: 200, status: 'linked' },
      { event: 'accountRead', grant: 1, http: 200, status: 'linked' },
      { event: 'checkPressed', grant: null, status: 'linked' },
      { event: 'accountNotRead', grant: 1, http: 429, reason: 'rateLimited', status: 'linked' },
      { event: 'unlinkPressed', grant: null, status: 'unlinked' },
      { event: 'notSignedOut', grant: 1, http: null, reason: 'unreachable', status: 'unlinked' },
    ]);
  });
});
