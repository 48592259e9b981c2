import { beforeEach, describe, expect, test, vi } from 'vitest';
import { reasons } from '../src/link/kept.ts';
import { keep, links, waiting } from './link/examples.ts';

const disk = vi.hoisted(() => ({ stored: {} as Record<string, unknown>, asked: [] as unknown[] }));
const changes = vi.hoisted(() => ({ tell: (_: Record<string, unknown>) => undefined as unknown }));

vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      local: {
        get: async (keys: string | string[]) => {
          disk.asked.push(keys);
          return Object.fromEntries([keys].flat().map(key => [key, disk.stored[key]]));
        },
        set: async (values: object) => void Object.assign(disk.stored, structuredClone(values)),
        setAccessLevel: async (level: unknown) => void disk.asked.push(level),
      },
      session: {
        set: async (values: Record<string, unknown>) => void changes.tell(values),
        onChanged: {
          addListener: (listener: typeof changes.tell) => {
            changes.tell = listener;
          },
        },
      },
    },
  },
}));

const storage = await import('../src/storage.ts');

beforeEach(() => {
  disk.stored = {};
  disk.asked = [];
});

const order = { token: 'old', spare: false, askAt: 1, failures: 2 };
const left = {
  id: 7,
  expiresAt: 3,
  expiresIn: 4,
  doubted: false,
  leftAt: 5,
  askAt: 6,
  failures: 0,
};

describe('what is kept', () => {
  test.each(Object.values(links))('comes back as it was: $status', async link => {
    const kept = keep(link, { left: [left], signOuts: [order] });
    await storage.writeKept(kept);
    expect(await storage.readKept()).toEqual(kept);
    expect(await storage.readLink()).toEqual(link);
  });

  test.each(reasons)('comes back with its reason: %s', async reason => {
    await storage.writeKept(keep({ ...links.failed, reason }));
    expect(await storage.readLink()).toEqual({ ...links.failed, reason });
  });

  test('is kept for all that one damaged entry holds', async () => {
    disk.stored = { left: [null, left], signOuts: ['x', order, { token: 7 }] };
    expect(await storage.readKept()).toEqual(
      keep(links.unlinked, { left: [left], signOuts: [order] }),
    );
  });

  test('is nothing in a fresh install', async () => {
    expect(await storage.readKept()).toEqual(keep(links.unlinked));
  });

  test.each<[string, unknown]>([
    ['of no known status', { status: 'dreaming' }],
    ['without its pin', { ...waiting, pin: undefined }],
    ['with a broken time', { ...waiting, checkAt: '7' }],
    ['with a reason that nobody has', { ...links.failed, reason: 'because' }],
    ['that is text', 'linked'],
    ['that is null', null],
  ])('is no link where it is one %s', async (_, link) => {
    disk.stored = { link };
    expect(await storage.readLink()).toEqual(links.unlinked);
    expect(await storage.readKept()).toEqual(keep(links.unlinked));
  });

  test('is a link where there is a token, whatever became of its record', async () => {
    disk.stored = { link: 'damaged', token: 'secret' };
    expect(await storage.readKept()).toMatchObject({ link: { status: 'linked' }, token: 'secret' });
  });

  test('is no link without a token', async () => {
    disk.stored = { link: links.linked, token: null, signOuts: [{ token: 7 }] };
    expect(await storage.readKept()).toEqual(keep(links.unlinked));
  });

  test('is read by the popup without the token', async () => {
    await storage.readLink();
    expect(disk.asked).toEqual(['link']);
  });
});

test('what was kept is told, but not what', async () => {
  const told: unknown[][] = [];
  storage.onWritten((...nothing) => told.push(nothing));
  changes.tell({ approval: { newValue: 7 } });
  await storage.writeKept(keep(links.linked));
  await storage.writeKept(keep(links.linked));
  expect(told).toEqual([[], []]);
});

test('the identity of an install is made once', async () => {
  const made = await storage.readClientIdentifier();
  expect(made).toMatch(/^[0-9a-f-]{36}$/);
  expect(await storage.readClientIdentifier()).toBe(made);
});

test('storage is shut to untrusted contexts', async () => {
  await storage.restrictStorage();
  expect(disk.asked).toEqual([{ accessLevel: 'TRUSTED_CONTEXTS' }]);
});
