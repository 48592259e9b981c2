import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Entry } from '../../src/core/journal.ts';
import { wakeAt } from '../../src/core/schedule.ts';
import { reasons, type State } from '../../src/core/state.ts';
import { keep, links, now, unlinked, waiting } from '../core/examples.ts';

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

const storage = await import('../../src/store/storage.ts');

beforeEach(() => {
  disk.stored = {};
  disk.asked = [];
});

const order = { token: 'old', spare: false, asked: true, askAt: 1, failures: 2 };
const left = {
  id: 7,
  expiresAt: 3,
  expiresIn: 4,
  doubted: false,
  leftAt: 5,
  askAt: 6,
  failures: 0,
};

/** A stored link of one status as version 1 kept it. */
const versionOne = {
  unlinked: { status: 'unlinked' },
  waiting: JSON.parse(JSON.stringify({ ...waiting, before: undefined })),
  linked: { status: 'linked', linkedAt: 5, account: { name: 'Ada', avatar: null }, retry: null },
  expired: { status: 'expired', way: 'device' },
  failed: { status: 'failed', way: 'device', reason: 'outage' },
};

async function keptNow(): Promise<State> {
  return (await storage.readState()).state;
}

describe('what is kept', () => {
  test.each(Object.values(links))('comes back as it was: $status', async link => {
    const state = keep(link, { left: [left], signOuts: [order] });
    await storage.writeState(state, []);
    expect(await storage.readState()).toEqual({ state, isMended: false, journal: [] });
    expect(await storage.readLink()).toEqual(link);
  });

  test('comes back with what was before an attempt', async () => {
    for (const before of [links.linked, links.revoked]) {
      const state = keep({ ...waiting, before });
      await storage.writeState(state, []);
      expect(await storage.readState()).toMatchObject({ state, isMended: false });
    }
  });

  test.each(reasons)('comes back with its reason: %s', async reason => {
    await storage.writeState(keep({ ...links.failed, reason }), []);
    expect(await storage.readLink()).toEqual({ ...links.failed, reason });
  });

  test('is nothing in a fresh install, and nothing is mended there', async () => {
    const nothing = { state: keep(unlinked), isMended: false, journal: [] };
    expect(await storage.readState()).toEqual(nothing);
  });

  test('is read by the popup without the token', async () => {
    await storage.readLink();
    await storage.readJournal();
    expect(disk.asked).toEqual(['link', 'journal']);
  });

  test('has a version', async () => {
    await storage.writeState(keep(unlinked), []);
    expect(disk.stored).toMatchObject({ version: 2 });
  });
});

describe('what version 1 kept', () => {
  test.each([
    ['unlinked', unlinked, null],
    ['waiting', waiting, null],
    ['expired', links.expired, null],
    ['failed', links.failed, null],
    [
      'linked',
      {
        ...links.linked,
        linkedAt: 5,
        account: { name: 'Ada', avatar: null, email: null, hasPass: null, role: null, thumb: null },
        retry: null,
      },
      'secret',
    ],
  ] as const)('is taken over: %s', async (status, link, token) => {
    disk.stored = { link: versionOne[status], token, left: [left], signOuts: [] };
    const state = { link, token, left: [left], signOuts: [] };
    expect(await storage.readState()).toEqual({ state, isMended: true, journal: [] });
    expect(await storage.readLink()).toEqual(link);
  });

  test('is taken over with its sign-outs, which nobody waits for', async () => {
    const { asked: _, ...old } = order;
    disk.stored = { link: versionOne.unlinked, signOuts: [old] };
    expect((await keptNow()).signOuts).toEqual([{ ...order, asked: false }]);
  });
});

describe('a damaged record', () => {
  test.each<[string, unknown]>([
    ['of no known status', { status: 'dreaming' }],
    ['without a status', {}],
    ['without its pin', { ...waiting, pin: undefined }],
    ['with a broken id', { ...waiting, pin: { ...waiting.pin, id: '7' } }],
    ['whose attempt has no name', { ...links.requesting, attempt: 7 }],
    ['whose time is none', { ...links.requesting, askAt: 1e17 }],
    ['whose time is before all times', { ...links.requesting, giveUpAt: -1 }],
    ['with a reason that nobody has', { ...links.failed, reason: 'because' }],
    ['that is text', 'linked'],
    ['that is a list', [links.linked]],
    ['that is a number', 7],
    ['that is null', null],
  ])('is set aside, and said so, where it is one %s', async (_, link) => {
    disk.stored = { version: 2, link };
    expect(await storage.readLink()).toEqual(unlinked);
    const state = keep({ status: 'unlinked', news: 'damaged' });
    expect(await storage.readState()).toMatchObject({ state, isMended: true });
    await storage.writeState(state, []);
    expect(await storage.readState()).toMatchObject({ state, isMended: false });
  });

  test.each([
    ['cannot be read', 'damaged'],
    ['is missing', undefined],
    ['knows of no link', unlinked],
  ])('is a link where there is a token, and its record %s', async (_, link) => {
    disk.stored = { version: 2, link, token: 'secret' };
    const { state, isMended } = await storage.readState();
    expect(state).toMatchObject({ link: { status: 'linked', account: null }, token: 'secret' });
    expect(isMended).toBe(true);
    expect(wakeAt(state, now)).toBe(now);
  });

  test('is a link before an attempt where there is a token', async () => {
    disk.stored = { version: 2, link: waiting, token: 'secret' };
    expect((await keptNow()).link).toMatchObject({ ...waiting, before: { status: 'linked' } });
  });

  test.each([
    ['nothing', null],
    ['a number', 7],
    ['no text', ''],
  ])('is no link where its token is %s', async (_, token) => {
    for (const link of [links.linked, links.revoked]) {
      disk.stored = { version: 2, link, token };
      expect(await keptNow()).toEqual(keep({ status: 'unlinked', news: 'damaged' }));
    }
    disk.stored = { version: 2, link: { ...waiting, before: links.linked }, token };
    expect((await keptNow()).link).toMatchObject({
      status: 'waiting',
      before: { news: 'damaged' },
    });
  });

  test.each([
    ['a broken time', { ...waiting, checkAt: '7' }],
    ['no address', { ...waiting, pin: { ...waiting.pin, address: '' } }],
    ['no code', { ...waiting, pin: { ...waiting.pin, code: '' } }],
    ['no end', { ...waiting, pin: { id: 7 } }],
  ])('leaves a pin to be looked after where it has %s', async (_, link) => {
    disk.stored = { version: 2, link, left: [{ ...left, id: 8 }] };
    expect(await keptNow()).toMatchObject({
      link: { status: 'unlinked', news: 'damaged' },
      left: [{ id: 8 }, { id: 7 }],
    });
  });

  test('is a link for all that is broken around it', async () => {
    const broken = { account: 'Ada', linkedAt: 1e17, confirmedAt: null, retry: 7, trouble: 'x' };
    const mended = { account: null, linkedAt: 0, confirmedAt: 0, retry: null, trouble: null };
    disk.stored = { version: 2, link: { ...links.linked, ...broken }, token: 'secret' };
    expect((await keptNow()).link).toEqual({ status: 'linked', ...mended });
    const { confirmedAt: _, ...others } = mended;
    disk.stored = { version: 2, link: { ...links.revoked, ...broken, revokedAt: {} }, token: 'x' };
    expect((await keptNow()).link).toEqual({ status: 'revoked', ...others, revokedAt: 0 });
    disk.stored = { version: 2, link: { status: 'unlinked', news: 'x' } };
    expect((await keptNow()).link).toEqual(unlinked);
  });

  test('waits on where only what was before is broken', async () => {
    disk.stored = { version: 2, link: { ...waiting, before: waiting } };
    expect((await keptNow()).link).toEqual(waiting);
    disk.stored = { version: 2, link: { ...waiting, before: 7 }, token: 'secret' };
    expect((await keptNow()).link).toMatchObject({ ...waiting, before: { status: 'linked' } });
  });

  test.each(['signingOut', 'notSignedOut'] as const)(
    'tells of no sign-out that nobody knows of: %s',
    async news => {
      const link = { ...unlinked, news };
      disk.stored = { version: 2, link, signOuts: [order] };
      expect(await storage.readState()).toMatchObject({ state: { link }, isMended: false });
      for (const signOuts of ['x', [{ ...order, asked: false }]]) {
        disk.stored = { version: 2, link, signOuts };
        const damaged = { link: { ...unlinked, news: 'damaged' } };
        expect(await storage.readState()).toMatchObject({ state: damaged, isMended: true });
      }
    },
  );

  test('loses no other entry of a list for one that is broken', async () => {
    disk.stored = { left: [null, left, { id: 'x' }], signOuts: ['x', order, { token: 7 }] };
    expect(await keptNow()).toEqual(keep(unlinked, { left: [left], signOuts: [order] }));
    disk.stored = { left: {}, signOuts: 'x', journal: 7 };
    expect(await storage.readState()).toEqual({
      state: keep(unlinked),
      isMended: false,
      journal: [],
    });
  });

  test('keeps of an entry what is needed to look after it', async () => {
    disk.stored = { left: [{ id: 7 }], signOuts: [{ token: 'old', askAt: null }] };
    const never = { askAt: 0, failures: 0 };
    expect(await keptNow()).toMatchObject({
      left: [{ id: 7, expiresAt: 0, expiresIn: 1_800, doubted: false, leftAt: 0, ...never }],
      signOuts: [{ token: 'old', spare: true, asked: false, ...never }],
    });
  });
});

describe('the journal', () => {
  const entry: Entry = {
    at: 5,
    event: 'pinNotChecked',
    times: 3,
    http: 503,
    reason: 'outage',
    status: 'waiting',
  };

  test('comes back as it was', async () => {
    const link = { ...entry, event: 'linkPressed', http: null, reason: null } as const;
    await storage.writeState(keep(unlinked), [entry, link]);
    expect(await storage.readJournal()).toEqual([entry, link]);
    expect((await storage.readState()).journal).toEqual([entry, link]);
  });

  test('has room for nothing but its own words', async () => {
    const strange = [
      { ...entry, event: 'secret' },
      { ...entry, reason: 'secret' },
      { ...entry, status: 'secret' },
      { ...entry, http: 'secret' },
      { ...entry, note: 'secret' },
    ];
    disk.stored = { journal: strange };
    expect(await storage.readJournal()).toEqual([entry]);
  });
});

test('what was kept is kept, even where nobody can be told', async () => {
  const { tell } = changes;
  changes.tell = () => {
    throw new Error('It is full.');
  };
  await storage.writeState(keep(links.expired), []);
  expect(await storage.readLink()).toEqual(links.expired);
  changes.tell = tell;
});

test('what was kept is told, but not what', async () => {
  const told: unknown[][] = [];
  storage.onWritten((...nothing) => told.push(nothing));
  changes.tell({ approval: { newValue: 7 } });
  await storage.writeState(keep(links.linked), []);
  await storage.writeState(keep(links.linked), []);
  expect(told).toEqual([[], []]);
});

test('the identity of an install is made once, and anew where it is damaged', async () => {
  const made = await storage.readClientIdentifier();
  expect(made).toMatch(/^[0-9a-f-]{36}$/);
  expect(await storage.readClientIdentifier()).toBe(made);
  for (const damaged of [7, '']) {
    disk.stored.clientIdentifier = damaged;
    expect(await storage.readClientIdentifier()).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('storage is shut to untrusted contexts', async () => {
  await storage.restrictStorage();
  expect(disk.asked).toEqual([{ accessLevel: 'TRUSTED_CONTEXTS' }]);
});
