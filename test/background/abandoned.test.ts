import { describe, expect, test } from 'vitest';
import { json } from '../plex/answers.ts';
import { away, worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

/** Whether each account gets the same token again, under whatever client identifier. */
const kinds = [
  ['a new token for each pin', false],
  ['the same token again', true],
] as const;

describe.each(kinds)('where plex.tv gives out %s, a cancelled pin', (_, sameToken) => {
  test('links nobody who approves it, although there is no other good link', async () => {
    const { plex, computer } = world;
    plex.settings.sameToken = sameToken;
    await world.link();
    plex.revoke();
    await computer.tell({ command: 'check' });
    await computer.tell({ command: 'link', way: 'device' });
    await computer.tell({ command: 'cancel' });
    const { link, token } = computer;
    plex.approve(undefined, 'Bo');
    await computer.pass(900);
    expect(computer).toMatchObject({ link, token });
    expect([...computer.secrets]).toEqual([[link?.id, token]]);
    expect(computer.view).toMatchObject({ status: 'revoked', account: { name: 'Ada' } });
    expect(plex.alive).toEqual([]);
  });

  test('links nobody where there was no link', async () => {
    const { plex, computer } = world;
    plex.settings.sameToken = sameToken;
    await computer.tell({ command: 'link', way: 'device' });
    plex.approve(undefined, 'Bo');
    await computer.tell({ command: 'cancel' });
    await computer.pass(1);
    expect(computer.view).toMatchObject({ status: 'unlinked', news: null });
    expect([...plex.tokens.values()]).toEqual([false]);
    expect([...computer.secrets]).toEqual([]);
  });

  test('takes nothing from a good link, whoever approves it', async () => {
    for (const owner of ['Ada', 'Bo']) {
      world.renew();
      const { plex, computer } = world;
      plex.settings.sameToken = sameToken;
      await world.link('Ada');
      await computer.tell({ command: 'switch', endsTools: false });
      await computer.tell({ command: 'cancel' });
      await world.approve(owner);
      await computer.tell({ command: 'check' });
      expect(computer.view).toMatchObject({ status: 'linked', account: { name: 'Ada' } });
      expect(plex.alive).toEqual([computer.token]);
      expect([...computer.secrets.values()]).toEqual(['token-100']);
    }
  });

  test('is looked after until its end by a background that dies', async () => {
    const { plex, computer } = world;
    plex.settings.sameToken = sameToken;
    await computer.tell({ command: 'link', way: 'device' });
    await computer.tell({ command: 'cancel' });
    computer.quit();
    await computer.happen('onStartup');
    await computer.pass(880);
    computer.kill();
    plex.approve(undefined, 'Bo');
    await computer.pass(60);
    expect(plex.alive).toEqual([]);
    expect(computer.state.grants).toEqual([]);
    expect(computer.alarmAt === null || computer.alarmAt < Date.now()).toBe(true);
  });
});

describe('of two pins that were both approved', () => {
  test.each([0, 1])('the one that waits makes the link, whichever came last (%i)', async last => {
    const { plex, computer } = world;
    await computer.tell({ command: 'link', way: 'device' });
    await computer.tell({ command: 'link', way: 'browser' });
    plex.approve(plex.pins[1 - last]);
    plex.approve(plex.pins[last]);
    await computer.hear();
    await computer.pass(90);
    expect(computer.view).toMatchObject({ status: 'linked' });
    expect(computer.token).toBe('token-101');
    expect(plex.alive).toEqual(['token-101']);
    expect(computer.state.grants).toHaveLength(1);
  });

  test('the one that was left comes too late, and is ended', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'link', way: 'device' });
    await computer.tell({ command: 'link', way: 'browser' });
    await world.approve();
    plex.approve(plex.pins[0]);
    await computer.pass(900);
    expect(computer.token).toBe('token-101');
    expect(plex.alive).toEqual(['token-101']);
    expect(computer.state.grants).toHaveLength(1);
  });
});

describe('a token that comes again', () => {
  test('is not signed out for the sake of the link that had it before', async () => {
    const { plex, computer } = world;
    plex.settings.sameToken = true;
    await world.link();
    plex.trouble = away;
    await computer.tell({ command: 'unlink', endsTools: false });
    await computer.pass(60);
    plex.trouble = ({ method }) => (method === 'DELETE' ? away() : null);
    await computer.tell({ command: 'link', way: 'browser' });
    await computer.pass(30);
    await world.approve();
    plex.trouble = null;
    await computer.passLong(3);
    await computer.tell({ command: 'check' });
    expect(computer.view).toMatchObject({ status: 'linked', health: { name: 'good' } });
    expect(plex.alive).toEqual(['token-100']);
    expect(computer.token).toBe('token-100');
  });

  test.each(['browser', 'device'] as const)(
    'is not signed out while a pin for this way may give it out: %s',
    async way => {
      const { plex, computer } = world;
      plex.settings.sameToken = true;
      await world.link();
      plex.trouble = ({ method }) =>
        method === 'DELETE' ? json(429, {}, { 'retry-after': '60' }) : null;
      await computer.tell({ command: 'unlink', endsTools: false });
      plex.trouble = null;
      await computer.tell({ command: 'link', way });
      await computer.pass(120);
      await world.approve();
      await computer.passLong(1);
      await computer.tell({ command: 'check' });
      expect(computer.view).toMatchObject({ status: 'linked', health: { name: 'good' } });
      expect(computer.token).toBe('token-100');
      expect(plex.alive).toEqual(['token-100']);
      expect([...computer.secrets.values()]).toEqual(['token-100']);
      expect(plex.asked.filter(what => what.startsWith('DELETE'))).toHaveLength(1);
    },
  );

  test('is not signed out by a background that has slept through the end of such a pin', async () => {
    const { plex, computer } = world;
    plex.settings.sameToken = true;
    await world.link();
    plex.trouble = ({ method }) => (method === 'DELETE' ? away() : null);
    await computer.tell({ command: 'unlink', endsTools: false });
    plex.trouble = null;
    await computer.tell({ command: 'link', way: 'device' });
    await computer.pass(1);
    plex.approve();
    computer.quit();
    computer.setClock(960_000);
    await computer.happen('onStartup');
    await computer.tell({ command: 'check' });
    expect(computer.view).toMatchObject({ status: 'linked', health: { name: 'good' } });
    expect(plex.alive).toEqual([computer.token]);
  });

  test.each(['not at all', 'before', 'after'] as const)(
    'is signed out at once by who unlinks, whatever pin waits, approved %s',
    async approved => {
      const { plex, computer } = world;
      plex.settings.sameToken = true;
      await world.link();
      await computer.tell({ command: 'switch', endsTools: false });
      if (approved === 'before') plex.approve();
      const asked = await world.askedWhile(() =>
        computer.tell({ command: 'unlink', endsTools: false }),
      );
      expect(asked).toContain('DELETE /api/v2/users/signout');
      expect(plex.alive).toEqual([]);
      expect(computer.view).toMatchObject({ status: 'unlinked' });
      if (approved === 'after') plex.approve();
      await computer.hear();
      await computer.passLong(1);
      await computer.tell({ command: 'check' });
      expect(computer.view).toMatchObject({ status: 'unlinked', unended: null });
      expect(computer).toMatchObject({ link: null, state: { grants: [] } });
      expect(plex.alive).toEqual([]);
      expect([...computer.secrets]).toEqual([]);
    },
  );

  test.each(['cancel', 'decline', 'expiry'] as const)(
    'is signed out once the pin is over that might have given it out: %s',
    async end => {
      const { plex, computer } = world;
      plex.settings.sameToken = true;
      await world.link();
      plex.trouble = ({ method }) =>
        method === 'DELETE' ? json(429, {}, { 'retry-after': '60' }) : null;
      await computer.tell({ command: 'unlink', endsTools: false });
      plex.trouble = null;
      await computer.tell({ command: 'link', way: 'browser' });
      const before = await world.askedWhile(() => computer.pass(600));
      expect(before).not.toContain('DELETE /api/v2/users/signout');
      expect(plex.alive).toEqual(['token-100']);
      if (end === 'cancel') await computer.tell({ command: 'cancel' });
      if (end === 'decline') plex.decline();
      const seconds = { cancel: 0, decline: 10, expiry: 1_210 }[end];
      await computer.pass(seconds);
      expect(plex.asked.filter(what => what.startsWith('DELETE'))).toHaveLength(2);
      expect(plex.alive).toEqual([]);
      expect([...computer.secrets]).toEqual([]);
    },
  );

  test('is not signed out where the same account takes its own place', async () => {
    const { plex, computer } = world;
    plex.settings.sameToken = true;
    await world.link();
    await computer.tell({ command: 'switch', endsTools: false });
    await world.approve();
    await computer.passLong(3);
    await computer.tell({ command: 'check' });
    expect(computer.view.status).toBe('linked');
    expect(plex.alive).toEqual(['token-100']);
    expect([...computer.secrets.values()]).toEqual(['token-100']);
  });

  test('ends for good when it is unlinked', async () => {
    const { plex, computer } = world;
    plex.settings.sameToken = true;
    await world.link();
    await computer.tell({ command: 'switch', endsTools: false });
    await world.approve();
    await computer.tell({ command: 'unlink', endsTools: false });
    expect(plex.alive).toEqual([]);
    expect([...computer.secrets]).toEqual([]);
  });
});
