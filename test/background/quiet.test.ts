import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/protocol.ts';
import { json } from '../plex/answers.ts';
import { worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

/** A plex.tv that wants to be left alone for so many seconds. */
function busy(seconds: number): () => Response {
  return () => json(429, {}, { 'retry-after': String(seconds) });
}

describe('a plex.tv that wants to be left alone', () => {
  test('is asked no sooner than it allows, and then at once', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'link', way: 'device' });
    plex.trouble = busy(60);
    await computer.pass(5);
    plex.trouble = null;
    expect(await world.askedWhile(() => world.look(59))).toEqual([]);
    expect(await world.askedWhile(() => computer.pass(1))).toEqual(['GET /api/v2/pins/100']);
  });

  test('is asked shortly before a pin’s end all the same, and an approval is found', async () => {
    for (const [way, lasts] of [
      ['device', 900],
      ['browser', 1_800],
    ] as const) {
      world.renew();
      const { plex, computer } = world;
      await computer.tell({ command: 'link', way });
      plex.trouble = busy(3_600);
      await computer.pass(10);
      plex.trouble = null;
      plex.approve();
      const asked = await world.askedWhile(() => computer.pass(lasts - 20));
      expect([asked, computer.view.status]).toEqual([[], 'waiting']);
      await computer.pass(10);
      expect(computer.token).toBe('token-100');
      expect(plex.alive).toEqual(['token-100']);
    }
  });

  test('is asked shortly before a pin’s end by a background that has died', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'link', way: 'device' });
    plex.trouble = busy(3_600);
    await computer.pass(10);
    plex.trouble = null;
    plex.approve();
    computer.kill();
    // The alarm is a minute late at most.
    await computer.pass(895);
    expect(computer.token).toBe('token-100');
  });

  /** A link, a sign-out that has failed, a pin that was left and one that waits. */
  async function muchToAsk(): Promise<void> {
    const { plex, computer } = world;
    await world.link('Ada');
    plex.trouble = ({ method }) => (method === 'DELETE' ? json(503, {}) : null);
    await computer.tell({ command: 'unlink', endsTools: false });
    // The sign-out might still be on its way for a second.
    await computer.tell({ command: 'link', way: 'browser' });
    await computer.pass(1);
    await world.approve('Bo');
    await computer.tell({ command: 'switch', endsTools: false });
    await computer.pass(2);
    await computer.tell({ command: 'link', way: 'device' });
    const phases = computer.state.grants.map(({ phase }) => phase);
    expect(phases).toEqual(['ending', 'held', 'waiting', 'waiting']);
    // One question of many is answered so, and all of them heed it.
    plex.trouble = ({ method, path }) => {
      if (path.endsWith('/103')) return busy(600)();
      return method === 'DELETE' ? json(503, {}) : null;
    };
    await computer.pass(5);
    plex.trouble = null;
  }

  test.each([true, false])('is asked nothing at all by itself (a wanted pin: %s)', async wanted => {
    const { computer } = world;
    await muchToAsk();
    if (!wanted) await computer.tell({ command: 'cancel' });
    const asked = await world.askedWhile(async () => {
      await computer.happen('online');
      await computer.happen('permissionAdded');
      await computer.hear();
      await computer.closeWindow();
      await computer.tell({ command: 'reopen' });
      computer.kill();
      await computer.happen('onStartup');
      await world.look(540);
    });
    expect(asked).toEqual([]);
    const later = await world.askedWhile(() => computer.pass(90));
    const pins = ['GET /api/v2/pins/102', 'GET /api/v2/pins/103'];
    // No token is ended while a wanted pin waits.
    const ends = wanted ? [] : ['DELETE /api/v2/users/signout'];
    expect(new Set(later)).toEqual(new Set([...pins, ...ends]));
  });

  test.each([true, false])(
    'is asked what is pressed for, once (a wanted pin: %s)',
    async wanted => {
      const { computer } = world;
      await muchToAsk();
      if (!wanted) await computer.tell({ command: 'cancel' });
      const press = (...commands: Command[]) =>
        world.askedWhile(async () => {
          for (const command of commands) await computer.tell(command);
          await world.look(20);
        });
      const check = { command: 'check' } as const;
      expect(await press(check)).toEqual(['GET /api/v2/user']);
      // Who unlinks waits for no other link: no pin is wanted any more that it would wait for.
      const unlinked = ['GET /api/v2/user', 'DELETE /api/v2/users/signout'];
      expect(await press(check, { command: 'unlink', endsTools: false })).toEqual(unlinked);
      expect(
        await world.askedWhile(async () => {
          await computer.tell({ command: 'link', way: 'browser' });
          await world.look(20);
        }),
      ).toEqual(['POST /api/v2/pins']);
    },
  );

  test('is left alone longer and longer where it does not say for how long', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'link', way: 'device' });
    plex.trouble = () => json(429, {});
    const asked = await world.askedWhile(() => world.look(300));
    // 1, 2, 4, 8 and 16 s, then half a minute, each up to a quarter less.
    expect(asked.length).toBeLessThan(19);
    expect(asked.length).toBeGreaterThan(5);
  });
});
