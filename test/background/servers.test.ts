import { beforeEach, describe, expect, test } from 'vitest';
import { parseJournal } from '../../src/store/repair.ts';
import { json } from '../plex/answers.ts';
import { away, outOfOrder, worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

beforeEach(() => world.link());

const servers = () => world.computer.tell({ ask: 'servers' });

describe('the servers of the account', () => {
  test('come with the addresses at which a tool may find them, those of the own network first', async () => {
    world.plex.settings.resources = ['player', 'server', 'containerServer'];
    const asked = await world.askedWhile(async () => {
      expect(await servers()).toEqual([
        {
          name: "ada's server",
          machineIdentifier: expect.stringMatching(/^server-of-/),
          owner: null,
          addresses: [
            address('http://192.168.1.12:32400', 'localHttp'),
            address(expect.stringMatching(/^http:\/\/\[2001:db8:.*:32400$/), 'localHttp'),
            address(direct('192-168-1-12'), 'localHttps'),
            address(direct('2001-db8-0-1-12'), 'localHttps'),
            address(direct('\\d+-\\d+-\\d+-\\d+'), 'remoteHttps'),
            { ...address('http://172.17.0.1:32400', 'localHttp'), isDockerBridge: true },
            { ...address(direct('172-17-0-1'), 'localHttps'), isDockerBridge: true },
          ],
        },
        expect.objectContaining({ name: 'Container', owner: null }),
      ]);
    });
    expect(asked).toEqual(['GET /api/v2/resources']);
  });

  test('that somebody shares are named with their owner, and their addresses are not told', async () => {
    world.plex.settings.resources = ['sharedServer'];
    expect(await servers()).toEqual([
      { name: "Bea's server", machineIdentifier: 'server-of-bea', owner: 'bea', addresses: [] },
    ]);
  });

  test('that somebody shares whom plex.tv does not name are not taken for one’s own', async () => {
    const { plex } = world;
    plex.settings.resources = ['sharedServer'];
    plex.trouble = async (_, answer) => {
      const [shared] = await answer().json();
      return json(200, [{ ...shared, sourceTitle: null }]);
    };
    expect(await servers()).toMatchObject([{ name: "Bea's server", owner: '', addresses: [] }]);
  });

  test('are none where there are none', async () => {
    world.plex.settings.resources = ['player'];
    expect(await servers()).toEqual([]);
  });

  test('come without any token', async () => {
    world.plex.settings.resources = ['server', 'sharedServer', 'containerServer'];
    expect(JSON.stringify(await servers())).not.toContain('token');
  });

  test.each([
    ['nobody answers', away],
    ['there is an outage', outOfOrder],
    ['there is nonsense', () => json(200, { servers: 'many' })],
    ['the link is not valid', () => json(401, { errors: [{ code: 1001 }] })],
  ])('are not known where %s, and that takes nothing from the link', async (_, trouble) => {
    const { plex, computer } = world;
    plex.trouble = trouble;
    expect(await servers()).toBeNull();
    plex.trouble = null;
    expect(computer.view).toMatchObject({ status: 'linked', health: { name: 'good' } });
    expect(await servers()).toHaveLength(1);
  });

  test.each([
    ['said of something else', { command: 'check' }],
    ['said of them', { ask: 'servers' }],
  ] as const)(
    'wait, with all else, while plex.tv wants to be left alone: %s',
    async (_, message) => {
      const { plex, computer } = world;
      plex.trouble = () => json(429, {}, { 'retry-after': '60' });
      await computer.tell(message);
      plex.trouble = null;
      expect(computer.state.quietUntil).toBe(Date.now() + 60_000);
      const asked = await world.askedWhile(async () => {
        expect(await servers()).toBeNull();
      });
      expect(asked).toEqual([]);
      await computer.pass(60);
      expect(await servers()).toHaveLength(1);
    },
  );

  test('that could not be read are in the diagnostics, where anything comes of that', async () => {
    const { plex, computer } = world;
    plex.trouble = () => json(429, {}, { 'retry-after': '60' });
    await servers();
    const told = parseJournal(computer.disk.journal).at(-1);
    expect(told).toMatchObject({ event: 'serversNotRead', http: 429, reason: 'rateLimited' });
  });

  test('are not asked for where there is no link, or no permission', async () => {
    const { computer } = world;
    computer.isAllowed = false;
    const asked = await world.askedWhile(async () => {
      expect(await servers()).toBeNull();
      computer.isAllowed = true;
      await computer.tell({ command: 'unlink', endsTools: false });
      expect(await servers()).toBeNull();
    });
    expect(asked).toEqual(['DELETE /api/v2/users/signout']);
  });
});

function address(text: unknown, kind: string) {
  return { address: text, kind, isDockerBridge: false };
}

/** The encrypted address of a server that has this one. */
function direct(name: string): unknown {
  return expect.stringMatching(new RegExp(`^https://${name}\\.\\w+\\.plex\\.direct:\\d+$`));
}
