import { describe, expect, test } from 'vitest';
import type { Request } from '../plex-tv/exchange.ts';
import { worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

function identifierOf({ headers }: Request): string {
  return headers['x-plex-client-identifier'] ?? '';
}

/** What was asked under each client identifier, in the order in which they were first heard. */
function byIdentifier(): [identifier: string, asked: string[]][] {
  const all = new Map<string, string[]>();
  for (const request of world.plex.requests) {
    const known = all.get(identifierOf(request)) ?? [];
    all.set(identifierOf(request), [...known, `${request.method} ${request.path}`]);
  }
  return [...all];
}

describe('each attempt has a client identifier of its own', () => {
  test('on all requests about its pin and its token, to the end of both', async () => {
    const { computer } = world;
    await computer.tell({ command: 'link', way: 'device' });
    computer.quit();
    await computer.tell({ command: 'cancel' });
    await world.link();
    await computer.tell({ command: 'switch', endsTools: false });
    await world.approve('Bo');
    await computer.tell({ command: 'unlink', endsTools: false });
    expect(byIdentifier()).toMatchObject([
      [expect.anything(), ['POST /api/v2/pins', 'GET /api/v2/pins/100', 'GET /api/v2/pins/100']],
      [
        expect.anything(),
        [
          'POST /api/v2/pins',
          'GET /api/v2/pins/101',
          'GET /api/v2/user',
          'DELETE /api/v2/users/signout',
        ],
      ],
      [
        expect.anything(),
        [
          'POST /api/v2/pins',
          'GET /api/v2/pins/102',
          'GET /api/v2/user',
          'DELETE /api/v2/users/signout',
        ],
      ],
    ]);
  });

  test('which is random, and the one that the approval page is told', async () => {
    const { plex, computer } = world;
    const seen: string[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await computer.tell({ command: 'link', way: 'browser' });
      const [identifier = ''] = plex.requests.slice(-1).map(identifierOf);
      expect(identifier).toMatch(/^[0-9a-f-]{36}$/);
      expect([...computer.windows.values()].join()).toContain(`clientID=${identifier}&`);
      seen.push(identifier);
      await computer.tell({ command: 'cancel' });
    }
    expect(new Set(seen).size).toBe(3);
  });

  test('which is forgotten with it', async () => {
    const { plex, computer } = world;
    await world.link();
    await computer.tell({ command: 'unlink', endsTools: false });
    const [identifier = 'none'] = plex.requests.map(identifierOf);
    expect(JSON.stringify([computer.disk, computer.session])).not.toContain(identifier);
  });
});

test.each([
  ['Chrome', 'chrome-extension://pinlink'],
  ['Firefox', 'moz-extension://pinlink'],
])('plex.tv is told our version, that it is in %s, and nothing else', async (browser, origin) => {
  world.renew({ hasWindows: true, origin });
  await world.computer.tell({ command: 'link', way: 'device' });
  expect(world.plex.requests.map(({ headers }) => headers)).toEqual([
    {
      accept: 'application/json',
      'x-plex-client-identifier': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-plex-product': 'Pinlink',
      'x-plex-version': '1.2.3',
      'x-plex-platform': browser,
      'x-plex-device': browser,
      'x-plex-device-name': `Pinlink (${browser})`,
    },
  ]);
});
