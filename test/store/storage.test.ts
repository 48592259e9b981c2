import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Entry } from '../../src/core/journal.ts';
import { initial } from '../../src/core/state.ts';
import { recordOf, recordsOf } from './examples.ts';

type Stored = Record<string, unknown>;

/** A browser's storage, what it was asked, and what it cannot do. */
const disk = vi.hoisted(() => ({
  local: {} as Stored,
  session: {} as Stored,
  asked: [] as unknown[],
  broken: '',
  tell: (_: Stored) => undefined as unknown,
}));

vi.mock('webextension-polyfill', () => {
  function act(name: string, ...told: unknown[]): void {
    disk.asked.push([name, ...told]);
    if (disk.broken === name) throw new Error('It is broken.');
  }

  function area(name: 'local' | 'session') {
    return {
      get: async (keys: string | string[]) => {
        act(`${name}.get`, keys);
        return structuredClone(
          Object.fromEntries(
            [keys].flat().flatMap(key => (key in disk[name] ? [[key, disk[name][key]]] : [])),
          ),
        );
      },
      set: async (values: Stored) => {
        act(`${name}.set`, Object.keys(values));
        Object.assign(disk[name], structuredClone(values));
        if (name === 'session') disk.tell(values);
      },
      remove: async (keys: string | string[]) => {
        act(`${name}.remove`, keys);
        for (const key of [keys].flat()) delete disk[name][key];
      },
    };
  }

  const onChanged = {
    addListener: (listener: typeof disk.tell) => {
      disk.tell = listener;
    },
  };
  const setAccessLevel = async (level: unknown) => void disk.asked.push(level);
  return {
    default: {
      storage: {
        local: { ...area('local'), setAccessLevel },
        session: { ...area('session'), onChanged },
      },
    },
  };
});

let storage: typeof import('../../src/store/storage.ts');

beforeEach(async () => {
  Object.assign(disk, { local: {}, session: {}, asked: [], broken: '', tell: () => undefined });
  // A background that starts remembers nothing.
  vi.resetModules();
  storage = await import('../../src/store/storage.ts');
});

const everyKey = [
  'version',
  'state',
  'secrets',
  'journal',
  'link',
  'token',
  'left',
  'signOuts',
  'clientIdentifier',
];
const obsolete = everyKey.slice(4);

/** What the storage was asked to do, by name. */
function names(): unknown[] {
  return disk.asked.map(one => (Array.isArray(one) ? one[0] : one));
}

const entry: Entry = {
  at: 5,
  lastAt: 6,
  event: 'pinNotChecked',
  times: 3,
  grant: 2,
  http: 503,
  reason: 'outage',
  status: 'waiting',
};

describe('what is saved', () => {
  test.each(recordsOf(4))('comes back as it was: $name', async ({ record }) => {
    disk.local = { ...record };
    const loaded = await storage.readSaved();
    if (loaded === null) throw new Error('It was not read.');
    disk.local = {};
    await storage.writeSaved(loaded.saved, loaded.journal);
    expect(disk.local).toEqual(record);
    expect(await storage.readSaved()).toEqual({ ...loaded, isRepaired: false });
    expect(await storage.readState()).toEqual(record.state);
    expect(await storage.readJournal()).toEqual(record.journal);
  });

  test('is nothing in a fresh install', async () => {
    expect(await storage.readSaved()).toEqual({ saved: initial, journal: [], isRepaired: false });
    expect(await storage.readState()).toEqual(initial.state);
    expect(await storage.readJournal()).toEqual([]);
  });

  test('is nothing where a browser names what is not there', async () => {
    disk.local = Object.fromEntries(everyKey.map(key => [key, undefined]));
    expect(await storage.readSaved()).toEqual({ saved: initial, journal: [], isRepaired: false });
  });

  test('is written in one piece, and then told', async () => {
    await storage.readSaved();
    await storage.writeSaved(initial, [entry]);
    expect(disk.asked).toEqual([
      ['local.get', everyKey],
      ['local.set', ['version', 'state', 'secrets', 'journal']],
      ['session.set', ['written']],
    ]);
    expect(disk.local).toEqual({ version: 4, ...initial, journal: [entry] });
  });

  test('is read by a page without the tokens', async () => {
    disk.local = { ...recordOf(4, 'everything') };
    await storage.readState();
    await storage.readJournal();
    expect(disk.asked).toEqual([
      ['local.get', ['version', 'state']],
      ['local.get', ['version', 'journal']],
    ]);
  });

  test('is told, but not what', async () => {
    const told: unknown[][] = [];
    storage.onWritten((...nothing) => told.push(nothing));
    disk.tell({ approval: { newValue: 7 } });
    await storage.writeSaved(initial, []);
    const { written } = disk.session;
    await storage.writeSaved(initial, []);
    expect(told).toEqual([[], []]);
    expect(written).toMatch(/^[0-9a-f-]{36}$/);
    expect(disk.session.written).not.toBe(written);
  });

  test('is saved, even where nobody can be told', async () => {
    disk.broken = 'session.set';
    await storage.writeSaved(initial, [entry]);
    expect(await storage.readJournal()).toEqual([entry]);
  });

  test('is not told where it was not saved', async () => {
    disk.broken = 'local.set';
    await expect(storage.writeSaved(initial, [])).rejects.toThrow('It is broken.');
    expect(names()).toEqual(['local.set']);
  });

  test('cannot be read where the browser cannot', async () => {
    disk.broken = 'local.get';
    await expect(storage.readSaved()).rejects.toThrow('It is broken.');
    await expect(storage.readState()).rejects.toThrow('It is broken.');
    await expect(storage.readJournal()).rejects.toThrow('It is broken.');
  });

  test('is shown to a page also where it is damaged', async () => {
    disk.local = { version: 4, state: 'x' };
    expect(await storage.readState()).toEqual({ ...initial.state, news: 'damaged' });
    disk.local = { state: recordOf(4, 'waiting-by-code').state };
    expect(await storage.readState()).toEqual(recordOf(4, 'waiting-by-code').state);
  });
});

describe('what an older version has written', () => {
  const two = recordOf(2, 'everything');

  test('is taken over, and removed once that is saved', async () => {
    disk.local = { ...two };
    const loaded = await storage.readSaved();
    if (loaded === null) throw new Error('It was not read.');
    expect(loaded).toMatchObject({ isRepaired: true, journal: [] });
    expect(Object.keys(loaded.saved.secrets)).toHaveLength(3);
    expect(disk.local).toEqual(two);
    await storage.writeSaved(loaded.saved, loaded.journal);
    expect(disk.local).toEqual({ version: 4, ...loaded.saved, journal: [] });
    expect(await storage.readSaved()).toEqual({ ...loaded, isRepaired: false });
    expect(disk.asked).toContainEqual(['local.remove', obsolete]);
    expect(names().indexOf('local.set')).toBeLessThan(names().indexOf('local.remove'));
  });

  test('is removed only once', async () => {
    disk.local = { ...two };
    await storage.readSaved();
    await storage.writeSaved(initial, []);
    await storage.writeSaved(initial, []);
    expect(names().filter(name => name === 'local.remove')).toHaveLength(1);
  });

  test('is removed by whoever has not looked for it', async () => {
    disk.local = { ...two };
    await storage.writeSaved(initial, []);
    expect(Object.keys(disk.local).sort()).toEqual(['journal', 'secrets', 'state', 'version']);
  });

  test('is removed in the end, also after a death in between', async () => {
    disk.local = { ...two };
    const first = await storage.readSaved();
    if (first === null) throw new Error('It was not read.');
    disk.broken = 'local.remove';
    await storage.writeSaved(first.saved, []);
    expect(names().at(-1)).toBe('session.set');
    disk.broken = '';
    expect(await storage.readSaved()).toEqual(first);
    await storage.writeSaved(first.saved, []);
    expect(await storage.readSaved()).toEqual({ ...first, isRepaired: false });
  });

  test('is removed again where it could not be removed', async () => {
    disk.local = { ...two };
    disk.broken = 'local.remove';
    await storage.writeSaved(initial, []);
    disk.broken = '';
    await storage.writeSaved(initial, []);
    expect(Object.keys(disk.local).sort()).toEqual(['journal', 'secrets', 'state', 'version']);
  });

  test('is one key alone, and found and removed', async () => {
    for (const key of obsolete) {
      disk.local = { ...recordOf(4, 'held'), [key]: null };
      expect(await storage.readSaved()).toMatchObject({ isRepaired: true });
      await storage.writeSaved(initial, []);
      expect(disk.local).not.toHaveProperty([key]);
    }
  });

  test('is shown to a page before, where it was version 3', async () => {
    for (const { record } of recordsOf(3)) {
      disk.local = { ...record };
      const loaded = await storage.readSaved();
      expect(await storage.readState()).toEqual(loaded?.saved.state);
      expect(await storage.readJournal()).toEqual(record.journal);
      expect(disk.local).toEqual(record);
    }
  });

  test.each([1, 2] as const)('is shown to no page before: version %i', async version => {
    for (const { record } of recordsOf(version)) {
      disk.local = { ...record };
      expect(await storage.readState()).toEqual(initial.state);
      expect(await storage.readJournal()).toEqual([]);
    }
  });
});

test('what a newer version has written is not read', async () => {
  disk.local = { ...recordOf(4, 'held'), version: 5, left: [] };
  expect(await storage.readSaved()).toBeNull();
  expect(await storage.readState()).toBeNull();
  expect(await storage.readJournal()).toEqual([]);
});

describe('the popup that opens next', () => {
  test('was opened by its owner', async () => {
    expect(await storage.takeOpenedByItself()).toBe(false);
    expect(names()).toEqual(['session.get']);
  });

  test('was opened by itself, and only this one', async () => {
    await storage.markOpenedByItself();
    expect(disk.session).toEqual({ openedByItself: true });
    expect(await storage.takeOpenedByItself()).toBe(true);
    expect(disk.session).toEqual({});
    expect(await storage.takeOpenedByItself()).toBe(false);
  });

  test('was opened by its owner after all', async () => {
    await storage.markOpenedByItself();
    await storage.unmarkOpenedByItself();
    expect(await storage.takeOpenedByItself()).toBe(false);
  });

  test('was opened by its owner where something else is noted', async () => {
    disk.session = { openedByItself: 'yes' };
    expect(await storage.takeOpenedByItself()).toBe(false);
  });

  test('is not taken for a write', async () => {
    const told = vi.fn();
    storage.onWritten(told);
    await storage.markOpenedByItself();
    expect(told).not.toHaveBeenCalled();
  });
});

describe('storage', () => {
  test('is shut to untrusted contexts', async () => {
    await storage.restrictStorage();
    expect(disk.asked).toEqual([{ accessLevel: 'TRUSTED_CONTEXTS' }]);
  });

  test('stays as it is where the browser cannot shut it', async () => {
    const { default: browser } = await import('webextension-polyfill');
    const { local } = browser.storage;
    for (const setAccessLevel of [7, undefined]) {
      Object.assign(local, { setAccessLevel });
      await storage.restrictStorage();
    }
    Reflect.deleteProperty(local, 'setAccessLevel');
    await storage.restrictStorage();
    expect(disk.asked).toEqual([]);
  });
});
