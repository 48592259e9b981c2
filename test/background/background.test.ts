import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { commands } from '../commands.ts';
import { away, outOfOrder, worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

describe('the background', () => {
  test('asks plex.tv nothing before the first press', async () => {
    const { plex, computer } = world;
    await computer.happen('onInstalled');
    await computer.happen('onStartup');
    await computer.tell({ command: 'look', closely: false });
    await computer.passLong(1);
    expect(plex.asked).toEqual([]);
    expect(computer.alarmAt).toBeNull();
  });

  test('shuts its storage to content scripts whenever it starts', async () => {
    const { computer } = world;
    for (const shut of [['TRUSTED_CONTEXTS'], ['TRUSTED_CONTEXTS', 'TRUSTED_CONTEXTS']]) {
      await computer.happen('onStartup');
      expect(computer.accessLevels).toEqual(shut);
      computer.kill();
    }
  });

  test('links in this browser when it hears the approval, and closes its window', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'link', way: 'browser' });
    expect([...computer.windows.values()]).toEqual([
      expect.stringContaining('https://app.plex.tv/auth#?clientID='),
    ]);
    await world.approve();
    expect(computer.view).toMatchObject({ status: 'linked', account: { name: 'Ada' } });
    expect(computer.token).toBe('token-100');
    expect(computer.windows.size).toBe(0);
    expect(plex.asked).toEqual(['POST /api/v2/pins', 'GET /api/v2/pins/100', 'GET /api/v2/user']);
  });

  test('links by code, with nobody looking, within 5 s', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'link', way: 'device' });
    expect(computer.windows.size).toBe(0);
    plex.approve();
    await computer.pass(5);
    expect(computer.view.status).toBe('linked');
  });

  test('does nothing more once it is linked', async () => {
    await world.link();
    expect(await world.askedWhile(() => world.computer.passLong(2))).toEqual([]);
  });

  test('hears an approval with the background dead', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'link', way: 'browser' });
    computer.kill();
    plex.approve();
    await computer.hear({ originUrl: 'https://app.plex.tv/auth' });
    expect(computer.view.status).toBe('linked');
  });

  test('looks when its own approval window is closed, and at no other', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'link', way: 'browser' });
    await computer.happen('onRemoved', 99);
    expect(plex.asked).toHaveLength(1);
    plex.approve();
    await computer.closeWindow();
    expect(computer.view.status).toBe('linked');
  });

  test('links within a second while the popup is open', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'link', way: 'device' });
    plex.approve();
    await computer.pass(1);
    await computer.tell({ command: 'look', closely: true });
    expect(computer.view.status).toBe('linked');
  });

  test('knows whether the approval has made a new Plex account', async () => {
    for (const newRegistration of [null, { username: 'ada' }]) {
      world.renew();
      world.plex.settings.newRegistration = newRegistration;
      await world.link();
      expect(world.computer.view).toMatchObject({ isNewAccount: newRegistration !== null });
    }
  });

  test('knows where plex.tv sees this computer, and whether its page will warn of that', async () => {
    const { plex, computer } = world;
    plex.settings.trusted = true;
    await computer.tell({ command: 'link', way: 'browser' });
    const location = 'Amsterdam, United States Virgin Islands';
    expect(computer.view).toMatchObject({ pin: { location, trusted: true } });
  });

  test('takes no pin that was made for somebody else', async () => {
    const { plex, computer } = world;
    plex.settings.clientIdentifier = 'foreign';
    await computer.tell({ command: 'link', way: 'device' });
    expect(computer.view).toMatchObject({ status: 'failed', reason: 'unexpectedBody' });
  });

  test('goes on through an outage', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'link', way: 'device' });
    plex.trouble = outOfOrder;
    plex.approve();
    await computer.pass(120);
    expect(computer.view).toMatchObject({ status: 'waiting', hasProblem: true });
    plex.trouble = null;
    await computer.happen('online');
    expect(computer.view.status).toBe('linked');
  });

  test('asks nothing while its user forbids it, and goes on when it may', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'link', way: 'device' });
    plex.approve();
    computer.isAllowed = false;
    const asked = await world.askedWhile(async () => {
      await computer.happen('permissionRemoved');
      await computer.pass(120);
    });
    expect(asked).toEqual([]);
    expect(computer.view.status).toBe('waiting');
    computer.isAllowed = true;
    await computer.happen('permissionAdded');
    expect(computer.view.status).toBe('linked');
  });

  test('says that the pin is gone, whoever may have declined it', async () => {
    const { plex, computer } = world;
    for (const signal of [() => computer.hear(), () => computer.happen('online')]) {
      await computer.tell({ command: 'link', way: 'browser' });
      plex.decline();
      await signal();
      expect(computer.view).toMatchObject({ status: 'failed', way: 'browser', reason: 'gone' });
    }
  });

  test('lets a pin expire by one last check', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'link', way: 'device' });
    await computer.pass(895);
    plex.approve();
    await computer.pass(5);
    expect(computer.view.status).toBe('linked');
  });

  test('says that the pin has expired, to whom plex.tv says that it is gone or only pending', async () => {
    for (const expiredPins of ['gone', 'pending'] as const) {
      world.renew();
      world.plex.settings.expiredPins = expiredPins;
      await world.computer.tell({ command: 'link', way: 'device' });
      await world.computer.pass(902);
      expect(world.computer.view).toMatchObject({ status: 'expired', way: 'device' });
    }
  });

  test('asks at once for the pin for which a background that died had asked', async () => {
    const { plex, computer } = world;
    plex.trouble = () => new Promise(() => undefined);
    await computer.tell({ command: 'link', way: 'device' });
    computer.kill();
    plex.trouble = null;
    await computer.happen('onStartup');
    expect(computer.view.status).toBe('waiting');
  });

  test('gives up a pin that could not be had in two minutes, having died as often as it asked', async () => {
    const { plex, computer } = world;
    plex.trouble = () => new Promise(() => undefined);
    await computer.tell({ command: 'link', way: 'device' });
    for (let minute = 0; minute < 2; minute += 1) {
      computer.kill();
      await computer.pass(60);
    }
    computer.kill();
    await computer.pass(60);
    expect(computer.view).toMatchObject({ status: 'failed', reason: 'interrupted' });
  });

  test('goes on after a disk that was full', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'link', way: 'device' });
    plex.approve();
    computer.diskIsFull = true;
    await computer.pass(10);
    expect(computer.view.status).toBe('waiting');
    expect(await computer.tell({ command: 'cancel' })).toBe('notSaved');
    computer.diskIsFull = false;
    await computer.pass(30);
    expect(computer.view.status).toBe('linked');
  });
});

describe('a background that dies as soon as it is woken', () => {
  const steps = [1, 2, 3, 4, 5, 6, 7, 8];

  /** A pin that was approved while nobody was there to hear of it. */
  beforeEach(async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'link', way: 'device' });
    computer.kill();
    plex.approve();
  });

  test.each(steps)(
    'by the alarm is woken by it again, whichever step was its last (%i)',
    async step => {
      const { computer } = world;
      computer.killAt = { step: computer.steps + step, when: 'before' };
      await computer.pass(30);
      expect(computer.isRunning).toBe(false);
      await computer.pass(60);
      expect(computer.view.status).toBe('linked');
    },
  );

  test.each(steps)('by the start of the browser is woken by its alarm (%i)', async step => {
    const { computer } = world;
    computer.quit();
    computer.killAt = { step: computer.steps + step, when: 'after' };
    await computer.happen('onStartup');
    expect(computer.isRunning).toBe(false);
    await computer.pass(90);
    expect(computer.view.status).toBe('linked');
  });

  test('is woken no more once there is nothing to do', async () => {
    const { computer } = world;
    await computer.tell({ command: 'cancel' });
    await computer.passLong(1);
    expect(computer.alarmAt).toBeNull();
  });
});

test('what the browser refuses is nothing that it has to note down', async () => {
  const { computer } = world;
  const faults: unknown[] = [];
  const note = (reason: unknown) => faults.push(reason);
  process.on('unhandledRejection', note);
  onTestFinished(() => void process.off('unhandledRejection', note));
  await world.link();
  for (const refuses of [true, false]) {
    computer.refuses = refuses;
    for (const name of ['onInstalled', 'onStartup', 'onAlarm', 'online', 'permissionAdded']) {
      computer.kill();
      await computer.happen(name);
    }
    await computer.happen('onRemoved', 1);
    await computer.happen('onClicked', { menuItemId: 'check' });
    await computer.happen('onClicked', { menuItemId: 'giveAccess' });
    await computer.hear();
    for (const command of commands) await computer.tell(command);
    await computer.pass(60);
  }
  expect(faults).toEqual([]);
});

describe('while the popup is open', () => {
  /** How often the pin is asked for in 20 s in which somebody looks. */
  async function checks(closely: boolean): Promise<number> {
    const asked = await world.askedWhile(() => world.look(20, closely));
    expect(new Set(asked)).toEqual(new Set(['GET /api/v2/pins/100']));
    return asked.length;
  }

  test.each([
    ['a code is checked each second', 'device', false, true, 20],
    ['a page that nobody has heard is, too', 'browser', false, false, 20],
    ['one that was heard is checked every 5 s', 'browser', true, false, 4],
    ['and each second where the approval may come from a phone', 'browser', true, true, 20],
  ] as const)('%s', async (_, way, isHeard, closely, times) => {
    await world.computer.tell({ command: 'link', way });
    if (isHeard) await world.computer.hear({ method: 'GET' });
    const made = await checks(closely);
    expect(Math.abs(made - times)).toBeLessThanOrEqual(1);
  });
});

describe('the approval window', () => {
  test('is brought forward, or opened again where it is closed', async () => {
    const { computer } = world;
    await computer.tell({ command: 'link', way: 'browser' });
    await computer.tell({ command: 'reopen' });
    expect(computer.windows.size).toBe(1);
    computer.windows.clear();
    await computer.tell({ command: 'reopen' });
    expect(computer.windows.size).toBe(1);
  });

  test('is its user’s where it has gone elsewhere: another is opened, and that one is closed', async () => {
    const { computer } = world;
    await computer.tell({ command: 'link', way: 'browser' });
    computer.windows.set(1, 'https://example.org/?https://app.plex.tv/');
    await computer.tell({ command: 'reopen' });
    expect(computer.windows.get(2)).toContain('https://app.plex.tv/auth#');
    await world.approve();
    expect(computer.view.status).toBe('linked');
    expect([...computer.windows.keys()]).toEqual([1]);
  });

  test('is closed when the pin is cancelled or over, and left where it is elsewhere', async () => {
    const { plex, computer } = world;
    const cancelled = () => computer.tell({ command: 'cancel' });
    const declined = () => {
      plex.decline();
      return computer.happen('online');
    };
    for (const over of [cancelled, declined]) {
      await computer.tell({ command: 'link', way: 'browser' });
      expect(computer.windows.size).toBe(1);
      await over();
      expect(computer.windows.size).toBe(0);
    }
    await computer.tell({ command: 'link', way: 'browser' });
    computer.windows.set(1, 'https://example.org/');
    await cancelled();
    expect(computer.windows.size).toBe(1);
  });

  test('is closed while it is still being opened when the user cancels', async () => {
    const { computer } = world;
    computer.windowsOpenLate = true;
    await computer.tell({ command: 'link', way: 'browser' });
    await computer.tell({ command: 'cancel' });
    expect(computer.windows.size).toBe(0);
    await computer.pass(1);
    expect(computer.windows.size).toBe(0);
  });

  test('is a tab where there are no windows, and ours in the end if it is at Plex still', async () => {
    for (const [address, left] of [
      ['https://app.plex.tv/auth#!', 'ext://pinlink/popup.html'],
      ['https://example.org/', 'https://example.org/'],
    ] as const) {
      world.renew({ hasWindows: false, origin: 'ext://pinlink' });
      const { plex, computer } = world;
      await computer.tell({ command: 'link', way: 'browser' });
      await computer.tell({ command: 'reopen' });
      expect([...computer.tabs.values()]).toEqual([expect.stringContaining('app.plex.tv/auth')]);
      computer.tabs.set(1, address);
      plex.approve();
      await computer.pass(5);
      expect(computer.view.status).toBe('linked');
      expect([...computer.tabs.values()]).toEqual([left]);
    }
  });

  test('of a later session that has the same number is not ours', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'link', way: 'browser' });
    computer.quit();
    computer.windows.set(1, 'https://app.plex.tv/desktop/');
    plex.approve();
    await computer.happen('onStartup');
    await computer.pass(30);
    expect(computer.view.status).toBe('linked');
    expect(computer.windows.size).toBe(1);
  });
});

describe('unlinking', () => {
  test('signs out, however long plex.tv is away', async () => {
    const { plex, computer } = world;
    await world.link();
    plex.trouble = away;
    await computer.tell({ command: 'unlink', endsTools: false });
    expect(computer.view).toMatchObject({ status: 'unlinked', news: 'notSignedOut' });
    expect(computer.token).toBeNull();
    await computer.pass(300);
    computer.quit();
    plex.trouble = null;
    await computer.happen('onStartup');
    await computer.pass(600);
    expect(computer.view).toMatchObject({ status: 'unlinked', news: 'signedOut', unended: null });
    expect(plex.alive).toEqual([]);
    expect([...computer.secrets]).toEqual([]);
  });

  test('without the permission waits for it', async () => {
    const { plex, computer } = world;
    await world.link();
    computer.isAllowed = false;
    await computer.happen('permissionRemoved');
    await computer.tell({ command: 'unlink', endsTools: false });
    await computer.passLong(3);
    expect(computer.view).toMatchObject({ status: 'unlinked', news: 'notSignedOut' });
    expect(plex.alive).toEqual(['token-100']);
    computer.isAllowed = true;
    await computer.happen('permissionAdded');
    expect(computer.view).toMatchObject({ status: 'unlinked', news: 'signedOut' });
    expect(plex.alive).toEqual([]);
  });
});

test('times of a clock that was set back are waited for no longer than usual', async () => {
  const { plex, computer } = world;
  await computer.tell({ command: 'link', way: 'device' });
  computer.setClock(-5 * 3_600_000);
  plex.ahead += 5 * 3_600_000;
  plex.approve();
  await computer.pass(30);
  expect(computer.view.status).toBe('linked');
});
