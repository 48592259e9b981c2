import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../src/core/event.ts';
import { dueAt } from '../../src/core/schedule.ts';
import {
  events,
  expired,
  good,
  grants,
  having,
  now,
  other,
  outage,
  pin,
  savedWith,
} from './examples.ts';
import { grantAfter, ordersFor, savedAfter, step, waitingAfter } from './play.ts';

const { requesting, waiting, failed, refused } = grants;
const again: EventOf<'linkPressed'> = { ...events.linkPressed, way: 'device' };

describe('a wish for a link', () => {
  test('asks for a pin at once, again in 30 s, and for 2 min', () => {
    const saved = having(savedWith(), { grantsMade: 4, news: 'signedOut' });
    const [next, effects] = step(saved, events.linkPressed, now);
    const attempt = { ...requesting, id: 'new', number: 5, way: 'browser' } as const;
    expect(next).toEqual(having(savedWith(), { grants: [attempt], grantsMade: 5 }));
    expect(effects).toEqual([{ type: 'createPin', id: 'new', way: 'browser' }]);
  });

  test.each([requesting, waiting])('is heard once while it is $phase by the same way', grant => {
    const saved = savedWith(grant);
    expect(step(saved, again, now)).toEqual([saved, []]);
  });

  test('may be tried again by the same way when it has come to its end', () => {
    for (const grant of [expired, failed]) {
      const { state } = savedAfter(savedWith(grant), now, again);
      expect(state.grants).toEqual([{ ...requesting, id: 'new', number: 2 }]);
    }
  });

  test('leaves a pin that is still asked for behind', () => {
    const { state } = savedAfter(savedWith(requesting), now, events.linkPressed);
    expect(state.grants).toMatchObject([{ id: 'new', way: 'browser' }]);
    expect(savedAfter({ state, secrets: {} }, now, events.pinCreated).state).toBe(state);
  });

  test('says nothing where there is a link that is good', () => {
    const saved = savedWith(good);
    expect(step(saved, events.linkPressed, now)).toEqual([saved, []]);
  });

  test('is heard where the attempt to switch from a good link has come to nothing', () => {
    for (const ended of [expired, failed]) {
      const saved = savedWith(good, other(ended));
      const { state } = savedAfter(saved, now, again);
      expect(state.grants).toEqual([good, { ...requesting, id: 'new', number: 3 }]);
      expect(state.link).toBe('mine');
    }
  });

  test('leaves a link that was refused until there is another', () => {
    const next = savedAfter(savedWith(refused), now, events.linkPressed);
    expect(next.state).toMatchObject({ link: 'mine', grants: [refused, { phase: 'requesting' }] });
    expect(next.secrets).toEqual({ mine: 'token-of-mine' });
  });
});

describe('a wish for another account', () => {
  test('asks for a pin by this browser, and leaves the link as it is', () => {
    const [{ state }, effects] = step(savedWith(good), events.switchPressed, now);
    const attempt = { ...requesting, id: 'new', number: 2, way: 'browser' };
    expect(state).toMatchObject({ link: 'mine', grants: [good, attempt] });
    expect(effects).toEqual([{ type: 'createPin', id: 'new', way: 'browser' }]);
  });

  test('says nothing while there is an attempt, or no good link', () => {
    const attempts = [requesting, waiting, expired, failed].map(grant => other(grant));
    const states = [savedWith(), savedWith(refused), savedWith(waiting)];
    for (const saved of [...states, ...attempts.map(attempt => savedWith(good, attempt))]) {
      expect(step(saved, events.switchPressed, now + 1)).toEqual([saved, []]);
    }
  });
});

describe('a pin that is asked for', () => {
  test('is waited for during 30 s, then asked for again', () => {
    expect(ordersFor(requesting, events.woken, now + 29_999)).toEqual([]);
    const [next, effects] = step(savedWith(requesting), events.woken, now + 30_000);
    expect(effects).toEqual([{ type: 'createPin', id: 'mine', way: 'device' }]);
    const pending = { ...requesting.pending, dueAt: now + 60_000 };
    expect(next.state.grants).toEqual([{ ...requesting, pending }]);
  });

  test('is asked for at once when the background has died meanwhile', () => {
    expect(grantAfter(requesting, now + 1, events.started)).toEqual({
      ...requesting,
      pending: { ...requesting.pending, dueAt: now + 30_001 },
    });
  });

  test('is given up after 2 min, by whatever is noticed first', () => {
    expect(ordersFor(requesting, events.started, now + 119_999)).toEqual(['createPin']);
    for (const event of [events.started, events.woken, events.popupSeen]) {
      const [next, effects] = step(savedWith(requesting), event, now + 120_000);
      expect(next.state.grants).toEqual([{ ...failed, reason: 'interrupted' }]);
      expect(effects).toEqual([]);
    }
  });

  test('is given up then also where it is not to be asked for yet', () => {
    const late = { ...requesting, pending: { ...requesting.pending, dueAt: now + 125_000 } };
    expect(grantAfter(late, now + 119_999, events.woken)).toEqual(late);
    expect(grantAfter(late, now + 120_000, events.woken)?.phase).toBe('failed');
  });

  test('is given up as soon as it would be asked for in vain, for a pause lasts as long', () => {
    const { dueAt } = requesting.pending;
    const quiet = having(savedWith(requesting), { quietUntil: now + 120_000 });
    expect(savedAfter(quiet, dueAt, events.woken)).toBe(quiet);
    expect(savedAfter(quiet, dueAt + 1, events.woken).state.grants).toMatchObject([
      { phase: 'failed', reason: 'rateLimited' },
    ]);
    const shorter = having(savedWith(requesting), { quietUntil: now + 119_999 });
    expect(savedAfter(shorter, now + 119_998, events.woken)).toBe(shorter);
  });

  test('is not hurried by the network: it is asked for already', () => {
    const saved = savedWith(requesting);
    expect(step(saved, events.networkReturned, now)).toEqual([saved, []]);
  });

  test('that could not be had says why', () => {
    expect(grantAfter(requesting, now, events.pinNotCreated)).toEqual(failed);
  });

  test('is waited for no more when that is cancelled', () => {
    const saved = having(savedWith(good, other(requesting)), { news: 'damaged' });
    const [next, effects] = step(saved, events.cancelPressed, now);
    expect(next).toEqual({ ...saved, state: { ...saved.state, grants: [good] } });
    expect(effects).toEqual([]);
  });
});

describe('a pin that has come', () => {
  test('is checked in 5 s, by whichever way, and about its end', () => {
    for (const way of ['browser', 'device'] as const) {
      const grant = { ...requesting, way };
      expect(grantAfter(grant, now, events.pinCreated)).toEqual({ ...waiting, way });
      const brief = { ...events.pinCreated, pin: { ...pin, expiresAt: now + 2_000 } };
      expect(dueAt(waitingAfter(grant, now, brief), 0)).toBe(now + 3_000);
    }
  });

  test('does not take the place of another that waits', () => {
    const saved = savedWith(waiting);
    const twice = { ...events.pinCreated, pin: { ...pin, id: 8 } };
    expect(step(saved, twice, now)).toEqual([saved, []]);
    expect(step(saved, { ...events.pinNotCreated, failure: outage }, now)).toEqual([saved, []]);
  });
});
