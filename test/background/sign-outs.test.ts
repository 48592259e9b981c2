import { beforeEach, describe, expect, test } from 'vitest';
import { json } from '../plex/answers.ts';
import type { OddSignOut } from '../plex-tv/settings.ts';
import type { Trouble } from './small-plex.ts';
import { away, outOfOrder, worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

beforeEach(() => world.link());

/** Unlinks, and lets eight days pass in which every sign-out is answered like that. */
async function unlink(signOut: OddSignOut): Promise<void> {
  world.plex.settings.signOut = signOut;
  await world.computer.tell({ command: 'unlink', endsTools: false });
  await world.computer.passLong(8 * 24);
}

/** How often plex.tv was asked to end the token, and whether it is alive. */
function counted(): [number, number] {
  const ends = world.plex.asked.filter(what => what.startsWith('DELETE'));
  return [ends.length, world.plex.asked.filter(what => what === 'GET /api/v2/user').length - 1];
}

describe('a sign-out that is answered oddly', () => {
  test.each<[string, OddSignOut, [number, number]]>([
    ['200', { status: 200, ends: true }, [1, 0]],
    ['200 with a body', { status: 200, ends: true, body: 'json' }, [1, 0]],
    ['202', { status: 202, ends: true }, [1, 0]],
    ['404 by a plex.tv that has done it', { status: 404, ends: true }, [1, 1]],
    ['410 by a plex.tv that has done it', { status: 410, ends: true, body: 'json' }, [1, 1]],
    ['403 by a plex.tv that has done it', { status: 403, ends: true, body: 'html' }, [1, 1]],
    ['401 in Plex’s own form', { status: 401, ends: true, body: 'json' }, [1, 0]],
    ['401 without a word, still so an hour later', { status: 401, ends: true }, [2, 0]],
  ])('%s is over', async (_, signOut, times) => {
    await unlink(signOut);
    const { plex, computer } = world;
    expect(counted()).toEqual(times);
    expect(computer.view).toMatchObject({ status: 'unlinked', news: 'signedOut', unended: null });
    expect([computer.state.grants, [...computer.secrets]]).toEqual([[], []]);
    expect(plex.alive).toEqual([]);
  });

  test.each<[string, OddSignOut]>([
    ['a page that says 200', { status: 200, ends: false, body: 'html' }],
    ['301', { status: 301, ends: false }],
    ['400', { status: 400, ends: false, body: 'json' }],
    ['401 from a proxy', { status: 401, ends: false, body: 'html' }],
    ['403', { status: 403, ends: false }],
    ['404', { status: 404, ends: false, body: 'json' }],
    ['410', { status: 410, ends: false, body: 'html' }],
    ['422', { status: 422, ends: false, body: 'json' }],
    ['429', { status: 429, ends: false }],
    ['500', { status: 500, ends: false, body: 'html' }],
    ['599', { status: 599, ends: false }],
  ])(
    '%s, while the token lives, is given up after a week, and can be forgotten',
    async (_, odd) => {
      await unlink(odd);
      const { plex, computer } = world;
      expect(computer.view).toMatchObject({ status: 'unlinked', unended: 'givenUp' });
      const asked = await world.askedWhile(async () => {
        computer.quit();
        await computer.happen('onStartup');
        await computer.happen('online');
        await computer.passLong(48);
      });
      expect(asked).toEqual([]);
      expect(plex.alive).toEqual(['token-100']);
      await computer.tell({ command: 'forget', id: null });
      expect(computer.view).toMatchObject({ status: 'unlinked', unended: null });
      expect([computer.state.grants, [...computer.secrets]]).toEqual([[], []]);
    },
  );

  test('is not asked for more than about once an hour in the long run', async () => {
    await unlink({ status: 500, ends: false });
    expect(counted()[0]).toBeLessThan(8 * 24 * 1.4);
  });

  test('says so while it is tried, and cannot be forgotten then', async () => {
    const { plex, computer } = world;
    plex.settings.signOut = { status: 403, ends: false };
    await computer.tell({ command: 'unlink', endsTools: false });
    await computer.tell({ command: 'forget', id: null });
    expect(computer.view).toMatchObject({ news: 'notSignedOut', unended: 'trying' });
    plex.settings.signOut = 'usual';
    await computer.pass(30);
    expect(computer.view).toMatchObject({ news: 'signedOut', unended: null });
    expect(plex.alive).toEqual([]);
  });
});

describe('a 401', () => {
  test('of a proxy ends no sign-out, and the token ends when plex.tv can be reached', async () => {
    const { plex, computer } = world;
    const headers = { 'content-type': 'text/html' };
    plex.trouble = () => new Response('<h1>Log in to the proxy</h1>', { status: 401, headers });
    await computer.tell({ command: 'unlink', endsTools: false });
    await computer.passLong(24);
    expect([...computer.secrets.values()]).toEqual(['token-100']);
    plex.trouble = null;
    await computer.passLong(2);
    expect(plex.alive).toEqual([]);
  });

  test('without a word that another answer has come between counts anew', async () => {
    const { plex, computer } = world;
    const bare = () => new Response('', { status: 401 });
    plex.trouble = bare;
    await computer.tell({ command: 'unlink', endsTools: false });
    await computer.passLong(0.9);
    plex.trouble = () => json(503, {});
    await computer.passLong(1);
    plex.trouble = bare;
    await computer.passLong(0.5);
    expect([...computer.secrets.values()]).toEqual(['token-100']);
    plex.trouble = null;
    await computer.passLong(2);
    expect(plex.alive).toEqual([]);
  });
});

describe('a computer that slept for two weeks', () => {
  test('tries again before it gives up', async () => {
    const { plex, computer } = world;
    plex.trouble = away;
    await computer.tell({ command: 'unlink', endsTools: false });
    computer.quit();
    plex.trouble = null;
    computer.setClock(14 * 86_400_000);
    await computer.happen('onStartup');
    await computer.pass(60);
    expect(plex.alive).toEqual([]);
    expect(computer.view).toMatchObject({ news: 'signedOut', unended: null });
  });
});

test('a sign-out is not given up on the first answer after a week without any', async () => {
  const { plex, computer } = world;
  plex.trouble = away;
  await computer.tell({ command: 'unlink', endsTools: false });
  await computer.passLong(8 * 24);
  plex.trouble = () => {
    plex.trouble = null;
    return outOfOrder();
  };
  await computer.passLong(2);
  expect(plex.alive).toEqual([]);
  expect(computer.view).toMatchObject({ news: 'signedOut', unended: null });
});

test('the week of a sign-out begins once nothing has to be ended before it', async () => {
  const { plex, computer } = world;
  await world.handOver();
  plex.trouble = ({ path }) => (path === '/devices.xml' ? json(400, []) : null);
  await computer.tell({ command: 'unlink', endsTools: true });
  await computer.passLong(7 * 24 - 1);
  plex.trouble = outOfOrder;
  await computer.passLong(24);
  plex.trouble = null;
  await computer.passLong(2);
  expect(plex.alive).toEqual(['token-101']);
});

/** A plex.tv that takes so long over such requests before it does them, ms. */
function slow(times: Record<string, number>): Trouble {
  return ({ method }, answer) => {
    const ms = times[method];
    return ms === undefined ? null : new Promise(done => setTimeout(() => done(answer()), ms));
  };
}

describe('a link that is wanted again while its sign-out is on its way', () => {
  /** Unlinks and presses for a link a second later; plex.tv takes that long over the sign-out, ms. */
  async function unlinkAndLink(ms: number): Promise<void> {
    const { plex, computer } = world;
    plex.settings.sameToken = true;
    plex.trouble = slow({ DELETE: ms });
    await computer.tell({ command: 'unlink', endsTools: false });
    await computer.pass(1);
    await computer.tell({ command: 'link', way: 'browser' });
  }

  test('gets its pin with the answer, and is not ended by what was meant for the one before', async () => {
    const { plex, computer } = world;
    await unlinkAndLink(8_000);
    expect([computer.view.status, plex.alive.length]).toEqual(['requesting', 1]);
    await computer.pass(8);
    await world.approve();
    await computer.pass(30);
    await computer.tell({ command: 'check' });
    expect([computer.view.status, plex.alive.length]).toEqual(['linked', 1]);
  });

  test('gets it so also where that had failed before', async () => {
    const { plex, computer } = world;
    plex.settings.sameToken = true;
    plex.trouble = outOfOrder;
    await computer.tell({ command: 'unlink', endsTools: false });
    plex.trouble = slow({ DELETE: 8_000 });
    await computer.pass(2);
    await computer.tell({ command: 'link', way: 'browser' });
    await computer.pass(1);
    expect([computer.view.status, plex.alive.length]).toEqual(['requesting', 1]);
    await computer.pass(30);
    await world.approve();
    await computer.pass(30);
    await computer.tell({ command: 'check' });
    expect([computer.view.status, plex.alive.length]).toEqual(['linked', 1]);
  });

  test('is not ended by what was meant for the pin of another way, approved just before', async () => {
    world.renew();
    const { plex, computer } = world;
    plex.settings.sameToken = true;
    await computer.tell({ command: 'link', way: 'device' });
    plex.approve();
    plex.trouble = slow({ POST: 1_500, DELETE: 9_000 });
    await computer.tell({ command: 'link', way: 'browser' });
    await computer.pass(2);
    await world.approve();
    await computer.pass(30);
    await computer.tell({ command: 'check' });
    expect([computer.view.status, plex.alive.length]).toEqual(['linked', 1]);
  });

  test('waits no longer than half a minute', async () => {
    const { computer } = world;
    await unlinkAndLink(600_000);
    await computer.pass(30);
    expect(computer.view.status).toBe('waiting');
  });
});
