import { beforeEach, describe, expect, test } from 'vitest';
import { worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

beforeEach(() => world.link());

/** All that anybody but plex.tv and the background itself could see. */
function seen(): string {
  const { disk, session, windows, tabs, wayOut, badge, title } = world.computer;
  const { secrets: _, ...others } = disk;
  const places = [[...windows.values()], [...tabs.values()], wayOut, badge, title];
  const addresses = world.plex.requests.map(({ path, query }) => [path, query]);
  return JSON.stringify([others, session, places, addresses]);
}

describe('the code of a tool’s pin', () => {
  test('stands in no storage and no address, however far its pin has come', async () => {
    const { plex, computer } = world;
    // Each step has its answer only once somebody has looked.
    const waiting: (() => void)[] = [];
    plex.trouble = (_, answer) => new Promise(resolve => waiting.push(() => resolve(answer())));
    const press = { command: 'giveAccess', kind: 'other', name: 'Kometa', replaces: null } as const;
    await computer.tell(press);
    const phases = new Set<string>();
    while (world.giving?.step === 'asking') {
      phases.add(computer.state.grants.at(-1)?.phase ?? '');
      const code = plex.pins.at(1)?.code ?? 'no pin yet';
      expect(seen()).not.toContain(code);
      expect(JSON.stringify(computer.disk)).not.toContain(code);
      waiting.shift()?.();
      await computer.settle();
    }
    expect([...phases]).toEqual(['requesting', 'approving', 'waiting', 'verifying']);
    expect(world.giving?.step).toBe('handed');
    expect(JSON.stringify([computer.disk, seen()])).not.toContain(plex.pins[1]?.code);
  });

  test('dies with the background that has made the pin, and nobody approves that then', async () => {
    const { plex, computer } = world;
    plex.trouble = ({ method }) => (method === 'PUT' ? new Promise(() => undefined) : null);
    await world.give();
    computer.kill();
    plex.trouble = null;
    await computer.happen('onStartup');
    await computer.passLong(1);
    expect(plex.asked.filter(what => what.startsWith('PUT'))).toHaveLength(1);
    expect(world.toolNews).toEqual([{ name: 'Kometa', what: 'unsure' }]);
    expect(plex.alive).toEqual(['token-100']);
  });

  test('is approved only for the pin that was asked for in this very step', async () => {
    const { plex } = world;
    await world.give();
    const [approval] = plex.requests.filter(({ method }) => method === 'PUT');
    expect(approval).toMatchObject({ path: '/api/v2/pins/link', query: {} });
    expect(approval?.body).toBe(`code=${plex.pins[1]?.code}`);
  });
});

describe('the token of a tool', () => {
  test('stands nowhere but among the secrets, and only until its owner is done', async () => {
    const { computer } = world;
    const id = await world.give();
    expect(Object.fromEntries(computer.secrets)).toEqual({
      [computer.link?.id ?? '']: 'token-100',
      [id]: 'token-101',
    });
    expect(seen()).not.toMatch(/token-\d/);
    await computer.tell({ command: 'copied', id });
    await computer.tell({ command: 'done', id });
    expect(JSON.stringify([computer.disk, seen()])).not.toContain('token-101');
  });

  test('is told to who asks for it by name while it can be copied, and to nobody else', async () => {
    const { computer } = world;
    const id = await world.give();
    const answers = async () => [
      await computer.tell({ ask: 'toolToken', id }),
      await computer.tell({ ask: 'toolToken', id: computer.link?.id ?? '' }),
      await computer.tell({ ask: 'toolToken', id: '__proto__' }),
      await computer.tell({ ask: 'token' }),
    ];
    expect(await answers()).toEqual(['token-101', null, null, 'token-100']);
    await computer.tell({ command: 'copied', id });
    expect(await answers()).toEqual(['token-101', null, null, 'token-100']);
    await computer.tell({ command: 'done', id });
    expect(await answers()).toEqual([null, null, null, 'token-100']);
  });

  test('is not told before its account is known', async () => {
    const { plex, computer } = world;
    plex.trouble = ({ path }) => (path.endsWith('/user') ? new Promise(() => undefined) : null);
    await world.give();
    const verifying = computer.state.grants.find(({ phase }) => phase === 'verifying');
    expect(await computer.tell({ ask: 'toolToken', id: verifying?.id ?? 'none' })).toBeNull();
    expect(verifying).toBeDefined();
  });

  test('is in no answer to a command', async () => {
    const { computer } = world;
    const press = { command: 'giveAccess', kind: 'other', name: 'Kometa', replaces: null } as const;
    expect(await computer.tell(press)).toBe('saved');
    const id = world.giving?.step === 'handed' ? world.giving.id : '';
    for (const command of ['copied', 'done', 'endAccess'] as const) {
      expect(await computer.tell({ command, id })).toBe('saved');
    }
  });
});
