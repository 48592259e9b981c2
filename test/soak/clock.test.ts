import { describe, expect, test } from 'vitest';
import type { Account, Grant, In, Pending, Phase, State } from '../../src/core/state.ts';
import { stateSchema } from '../../src/store/schema.ts';
import { afterJump } from './clock.ts';
import { movedTimes } from './times.ts';

/** When all of it happens, epoch ms. */
const epoch = 1_800_000_000_000;

const hour = 3_600_000;

const account: Account = {
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

type Named = Pick<Grant, 'id' | 'number'>;

/** A grant in every phase, with all times that it may have; its other numbers stay what they are. */
const grants: { readonly [Name in Phase]: (named: Named, now: number) => In<Name> } = {
  requesting: (named, now) => ({
    ...named,
    phase: 'requesting',
    way: 'browser',
    pending: pendingAt(now),
    giveUpAt: now + 60_000,
  }),
  waiting: (named, now) => ({
    ...named,
    phase: 'waiting',
    way: 'device',
    pin: {
      id: 308_667_304,
      code: 'AB12',
      expiresAt: now + 800_000,
      expiresIn: 800,
      graceGiven: false,
      location: null,
      trusted: false,
    },
    pending: pendingAt(now),
    sentAt: now - 1_000,
    hurried: 2,
    heardAt: now - 500,
    hearing: true,
    abandonedAt: now - 100,
  }),
  expired: named => ({ ...named, phase: 'expired', way: 'browser', pending: null }),
  failed: named => ({ ...named, phase: 'failed', way: 'browser', reason: 'gone', pending: null }),
  held: (named, now) => ({
    ...named,
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
    phase: 'refused',
    linkedAt: now - 90_000,
    account: null,
    refusedAt: now - 5_000,
    pending: pendingAt(now),
  }),
  ending: (named, now) => ({
    ...named,
    phase: 'ending',
    orderedAt: now - 4_000,
    byUser: true,
    isDoubted: false,
    pending: pendingAt(now),
  }),
  givenUp: named => ({ ...named, phase: 'givenUp', pending: null }),
};

/** A state as it is at that time. */
function stateAt(now: number): State {
  const all = Object.values(grants).map((grantAt, index) => {
    return grantAt({ id: `00000000-0000-4000-8000-00000000000${index}`, number: index + 1 }, now);
  });
  const link = all.find(({ phase }) => phase === 'held')?.id ?? null;
  return { grants: all, link, quietUntil: now + 8_000, news: null, grantsMade: all.length };
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
    const stored = { version: 3, state: stateAt(epoch), secrets: {}, journal: [{ at: epoch }] };
    expect(Object.keys(afterJump(stored, hour))).toEqual(['state']);
  });

  test('a value that its schema does not know is an error, for a time could be in it', () => {
    const state = { ...stateAt(epoch), later: { dueAt: epoch } };
    expect(() => movedTimes(stateSchema, state, hour)).toThrow('more in a value');
  });
});
