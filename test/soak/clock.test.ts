import { describe, expect, test } from 'vitest';
import type { Account, Grant, In, Pending, Phase, Pin, State, Tool } from '../../src/core/state.ts';
import { stateSchema } from '../../src/store/schema.ts';
import { afterJump } from './clock.ts';
import { movedTimes } from './times.ts';

/** When all of it happens, epoch ms. */
const epoch = 1_800_000_000_000;

const hour = 3_600_000;

const account: Account = {
  uuid: 'ada',
  name: 'Ada Example',
  email: null,
  hasPass: true,
  role: 'home',
  thumb: 'https://plex.tv/users/1/avatar?c=1',
  avatar: null,
};

function pendingAt(now: number): Pending {
  const problem = { reason: 'outage', sinceAt: now - 2_000 } as const;
  return { dueAt: now + 3_000, failures: 2, problem };
}

function pinAt(now: number): Pin {
  const expiresAt = now + 800_000;
  const known = { graceGiven: false, location: null, trusted: false };
  return { id: 308_667_304, code: 'AB12', expiresAt, expiresIn: 800, ...known };
}

function toolAt(now: number): Tool {
  const addedAt = now - 900;
  return { kind: 'kometa', name: 'Kometa', account: 'ada', addedAt, replaces: null };
}

type Named = Pick<Grant, 'id' | 'number'>;

/** A grant in every phase, with all times that it may have; its other numbers stay what they are. */
const grants: { readonly [Name in Phase]: (named: Named, now: number) => In<Name> } = {
  requesting: (named, now) => ({
    ...named,
    tool: null,
    phase: 'requesting',
    way: 'browser',
    pending: pendingAt(now),
    giveUpAt: now + 60_000,
  }),
  waiting: (named, now) => ({
    ...named,
    tool: null,
    phase: 'waiting',
    way: 'device',
    pin: pinAt(now),
    pending: pendingAt(now),
    sentAt: now - 1_000,
    hurried: 2,
    heardAt: now - 500,
    hearing: true,
    abandonedAt: now - 100,
  }),
  approving: (named, now) => ({
    ...named,
    tool: toolAt(now),
    phase: 'approving',
    pin: pinAt(now),
    isAsked: true,
    pending: pendingAt(now),
  }),
  failed: named => ({
    ...named,
    tool: null,
    phase: 'failed',
    way: 'browser',
    reason: 'gone',
    pending: null,
  }),
  held: (named, now) => ({
    ...named,
    tool: null,
    phase: 'held',
    linkedAt: now - 90_000,
    account,
    confirmedAt: now - 80_000,
    isNewAccount: false,
    greetedAt: now - 70_000,
    pending: pendingAt(now),
  }),
  refused: (named, now) => ({
    ...named,
    tool: null,
    phase: 'refused',
    linkedAt: now - 90_000,
    account: null,
    refusedAt: now - 5_000,
    pending: pendingAt(now),
  }),
  ending: (named, now) => ({
    ...named,
    tool: null,
    phase: 'ending',
    account: 'ada',
    orderedAt: now - 4_000,
    byUser: true,
    isDoubted: false,
    pending: pendingAt(now),
  }),
  verifying: (named, now) => ({
    ...named,
    tool: toolAt(now),
    phase: 'verifying',
    pending: pendingAt(now),
  }),
  handed: (named, now) => ({
    ...named,
    tool: toolAt(now),
    phase: 'handed',
    copiedAt: now - 600,
    pending: pendingAt(now),
  }),
  given: (named, now) => ({
    ...named,
    tool: toolAt(now),
    phase: 'given',
    seenAt: now - 700,
    pending: null,
  }),
  removing: (named, now) => ({
    ...named,
    tool: toolAt(now),
    phase: 'removing',
    seenAt: now - 800,
    orderedAt: now - 4_000,
    pending: pendingAt(now),
  }),
};

/** A state as it is at that time. */
function stateAt(now: number): State {
  const all = Object.values(grants).map((grantAt, index) => {
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    return grantAt({ id, number: index + 1 }, now);
  });
  const link = all.find(({ phase }) => phase === 'held')?.id ?? null;
  const news = { news: null, toolNews: [], endsTools: false };
  return { grants: all, link, quietUntil: now + 8_000, ...news, grantsMade: all.length };
}

describe('after a jump of the clock', () => {
  test.each([30 * hour, -2 * hour])('by %i ms every time is moved, and nothing else', ms => {
    expect(afterJump({ state: stateAt(epoch) }, ms)).toEqual({ state: stateAt(epoch - ms) });
  });

  test('what has never been is as it was', () => {
    const held = { ...stateAt(epoch).grants.find(({ phase }) => phase === 'held') };
    const never = { ...held, linkedAt: 0, confirmedAt: 0, greetedAt: null, pending: null };
    const state = { ...stateAt(epoch), grants: [never], quietUntil: 0 };
    expect(afterJump({ state }, hour)).toEqual({ state });
  });

  test('only the state is written anew, where there is one', () => {
    expect(afterJump({}, hour)).toEqual({});
    const stored = { version: 4, state: stateAt(epoch), secrets: {}, journal: [{ at: epoch }] };
    expect(Object.keys(afterJump(stored, hour))).toEqual(['state']);
  });

  test('a value that its schema does not know is an error, for a time could be in it', () => {
    const state = { ...stateAt(epoch), later: { dueAt: epoch } };
    expect(() => movedTimes(stateSchema, state, hour)).toThrow('more in a value');
  });
});
