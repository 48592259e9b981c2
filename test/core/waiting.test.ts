import { describe, expect, test } from 'vitest';
import type { EventOf, LinkEvent } from '../../src/core/event.ts';
import { dueAt, wakeAt } from '../../src/core/schedule.ts';
import type { In, Problem, Reason } from '../../src/core/state.ts';
import { transition } from '../../src/core/transition.ts';
import {
  day,
  events,
  expired,
  failure,
  givenUp,
  good,
  grants,
  now,
  other,
  pin,
  pinOver,
  savedWith,
} from './examples.ts';
import { grantAfter, ordersFor, savedAfter, step, waitingAfter } from './play.ts';

const { waiting, failed, refused } = grants;
const expiry = pin.expiresAt;

function notChecked(reason: Reason, wait: number | null = null): LinkEvent {
  return { ...events.pinNotChecked, failure: failure(reason, wait) };
}

function pending(sentAt: number, expiresIn: number | null = null): EventOf<'pinPending'> {
  return { ...events.pinPending, sentAt, expiresIn };
}

/** The example after `failures` failures of which the last was long ago. */
function troubled(failures: number, dueAt: number): In<'waiting'> {
  const problem = { reason: 'outage', sinceAt: now } as const;
  return { ...waiting, pending: { dueAt, failures, problem } };
}

describe('the next check', () => {
  test.each([
    ['5 s later for a code on another device', { way: 'device', hearing: true }, 5_000],
    ['5 s later while hearing is not proved', { way: 'browser', hearing: false }, 5_000],
    ['15 s later once it is', { way: 'browser', hearing: true }, 15_000],
  ] as const)('comes %s', (_, how, interval) => {
    const grant = { ...waiting, ...how };
    expect(ordersFor(grant, events.woken, now + 4_999)).toEqual([]);
    const [next, effects] = step(savedWith(grant), events.woken, now + 5_000);
    expect(effects).toEqual([{ type: 'checkPin', id: 'mine', pinId: 7 }]);
    const dueAt = now + 5_000 + interval;
    const asked = { ...grant, sentAt: now + 5_000, pending: { ...waiting.pending, dueAt } };
    expect(next.state.grants).toEqual([asked]);
  });

  test('comes at the very end of the pin, not after it', () => {
    const late = { ...waiting, sentAt: expiry - 4_000 };
    const due = { ...late, pending: { ...late.pending, dueAt: expiry - 2_000 } };
    expect(dueAt(waitingAfter(due, expiry - 2_000, events.woken), 0)).toBe(pinOver);
    const sooner = { ...late, pending: { ...late.pending, dueAt: expiry - 4_000 } };
    expect(waitingAfter(sooner, pinOver - 5_000, events.pageHeard).pending.dueAt).toBe(
      expiry - 4_000,
    );
  });

  test('comes after the end by the usual interval, where the end was not the last of it', () => {
    const due = { ...waiting, pending: { ...waiting.pending, dueAt: pinOver } };
    expect(waitingAfter(due, pinOver, events.woken).pending.dueAt).toBe(pinOver + 5_000);
  });

  test.each([
    ['1 s', 'for a code on another device', { way: 'device', hearing: true }, false, 1_000],
    ['1 s', 'while hearing is not proved', { way: 'browser', hearing: false }, false, 1_000],
    ['5 s', 'once it is', { way: 'browser', hearing: true }, false, 5_000],
    ['1 s', 'where a phone may approve', { way: 'browser', hearing: true }, true, 1_000],
  ] as const)('comes %s after the last for an open popup %s', (_, __, how, closely, interval) => {
    const grant = { ...waiting, ...how, pending: { ...waiting.pending, dueAt: now + 15_000 } };
    const seen = { ...events.popupSeen, closely };
    expect(waitingAfter(grant, now + 300, seen).pending.dueAt).toBe(now + interval);
    expect(ordersFor(grant, seen, now + interval - 1)).toEqual([]);
    expect(ordersFor(grant, seen, now + interval)).toEqual(['checkPin']);
  });

  test('is not put off by an open popup', () => {
    for (const dueAt of [now + 600, now + 1_000]) {
      const saved = savedWith({ ...waiting, pending: { ...waiting.pending, dueAt } });
      expect(step(saved, events.popupSeen, now + 300)[0]).toBe(saved);
    }
  });

  test('stays where it is when the pin is pending, unless the pin ends before', () => {
    expect(waitingAfter(waiting, now + 1, pending(now, 899)).pending.dueAt).toBe(now + 5_000);
    expect(dueAt(waitingAfter(waiting, now + 1, pending(now, 2)), 0)).toBe(now + 3_001);
  });
});

describe('a signal', () => {
  const signals = [events.approvalHeard, events.approvalClosed, events.networkReturned];

  test.each(signals)('brings a check at once: $type', event => {
    expect(ordersFor(waiting, event, now + 1)).toEqual(['checkPin']);
    expect(waitingAfter(waiting, now + 1, event)).toMatchObject({ sentAt: now + 1, hurried: 1 });
  });

  test.each(signals)('brings three of them within a second, then one a second: $type', event => {
    let saved = savedWith(waiting);
    const sent = [100, 200, 300, 400, 1_299, 1_300, 1_400, 2_300].filter(ms => {
      const [next, effects] = step(saved, event, now + ms);
      saved = next;
      return effects.length > 0;
    });
    expect(sent).toEqual([100, 200, 300, 1_300, 2_300]);
    expect(saved.state.grants).toMatchObject([{ hurried: 3 }]);
  });

  test('that comes too soon is answered as soon as it may be', () => {
    const tired = savedWith({ ...waiting, hurried: 3 });
    const [{ state }, effects] = step(tired, events.approvalHeard, now + 400);
    expect(effects).toEqual([]);
    expect(wakeAt(state, now + 400)).toBe(now + 1_000);
  });

  test('a second after the last check is like any other check', () => {
    expect(waitingAfter(waiting, now + 999, events.approvalClosed).hurried).toBe(1);
    expect(waitingAfter(waiting, now + 1_000, events.approvalClosed).hurried).toBe(0);
    const tired = { ...waiting, hurried: 3 };
    expect(ordersFor(tired, events.approvalClosed, now + 1_000)).toEqual(['checkPin']);
  });
});

describe('an approval that was heard', () => {
  const heard = waitingAfter(waiting, now + 100, events.approvalHeard);

  test('is proof that hearing works', () => {
    expect(heard).toMatchObject({ hearing: true, heardAt: now + 100 });
  });

  test('is proved as well by a page that only reads a pin, once', () => {
    const read = waitingAfter(waiting, now, events.pageHeard);
    expect(read).toEqual({ ...waiting, hearing: true });
    expect(grantAfter(read, now, events.pageHeard)).toBe(read);
  });

  test('is not answered by a check that was asked before', () => {
    expect(ordersFor(heard, pending(now + 99), now + 200)).toEqual(['checkPin']);
    expect(waitingAfter(heard, now + 200, pending(now + 99)).hurried).toBe(2);
  });

  test('is answered by a check that was asked after', () => {
    expect(ordersFor(heard, pending(now + 100), now + 200)).toEqual([]);
  });

  test('says nothing of why a pin is gone', () => {
    for (const grant of [heard, waiting]) {
      expect(grantAfter(grant, now + 200, events.pinGone)).toEqual({ ...failed, reason: 'gone' });
    }
  });
});

describe('trouble with a pin', () => {
  test('doubles the wait from 1 s to 30 s', () => {
    let grant = waiting;
    const waits = Array.from({ length: 7 }, () => {
      grant = waitingAfter(grant, now, notChecked('outage'));
      return grant.pending.dueAt - now;
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  test('that is a bare 401 waits no longer than any other: it says nothing of a token', () => {
    let grant = waiting;
    const waits = Array.from({ length: 7 }, () => {
      grant = waitingAfter(grant, now, notChecked('bareUnauthorized'));
      return grant.pending.dueAt - now;
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    const first = waitingAfter(waiting, now, notChecked('bareUnauthorized'));
    expect(ordersFor(first, events.woken, now + 999)).toEqual([]);
    expect(ordersFor(first, events.woken, now + 1_000)).toEqual(['checkPin']);
  });

  test('takes up to a quarter off the wait by chance', () => {
    const chance = { now, random: 1 };
    const [{ state }] = transition(savedWith(waiting), notChecked('outage'), chance);
    expect(state.grants).toMatchObject([{ pending: { dueAt: now + 750 } }]);
  });

  test('is remembered with its beginning, and forgotten with the next answer', () => {
    const failing = waitingAfter(waiting, now, notChecked('outage'));
    const later = waitingAfter(failing, now + 1, notChecked('rateLimited'));
    const problem = { reason: 'rateLimited', sinceAt: now };
    expect(later.pending).toMatchObject({ failures: 2, problem });
    const fine = waitingAfter(failing, now + 1, pending(now));
    expect(fine.pending).toEqual({ dueAt: now + 1_000, failures: 0, problem: null });
  });

  test('is not forgotten by asking again', () => {
    const failing = waitingAfter(waiting, now, notChecked('outage'));
    const asked = waitingAfter(failing, now + 1_000, events.woken);
    expect(asked.pending).toEqual({ ...failing.pending, dueAt: now + 6_000 });
  });

  test('after the end of the pin doubles the wait up to 5 min', () => {
    const late = { ...troubled(20, pinOver), sentAt: expiry - 2_000 };
    const before = waitingAfter(late, expiry - 1, notChecked('outage'));
    expect(before.pending.dueAt).toBe(expiry + 29_999);
    const after = waitingAfter(late, expiry, notChecked('outage'));
    expect(after.pending.dueAt).toBe(expiry + 300_000);
  });

  test('is looked into every 30 s while the popup is open', () => {
    const grant = troubled(20, now + 300_000);
    expect(waitingAfter(grant, now + 1, events.popupSeen).pending.dueAt).toBe(now + 30_000);
    expect(ordersFor(grant, events.popupSeen, now + 29_999)).toEqual([]);
    expect(ordersFor(grant, events.popupSeen, now + 30_000)).toEqual(['checkPin']);
  });

  test('is not made worse by an open popup', () => {
    const saved = savedWith(troubled(1, now + 1_000));
    expect(step(saved, events.popupSeen, now + 999)).toEqual([saved, []]);
  });

  test('ends at once when the network returns', () => {
    const grant = troubled(20, now + 300_000);
    expect(ordersFor(grant, events.networkReturned, now + 1)).toEqual(['checkPin']);
  });
});

describe('the end of a pin', () => {
  test('has come where it is gone in its last 5 s', () => {
    const late = {
      ...waiting,
      pending: { ...waiting.pending, dueAt: pinOver },
      sentAt: expiry - 5_001,
    };
    expect(grantAfter(late, expiry - 5_001, events.pinGone)).toEqual({ ...failed, reason: 'gone' });
    expect(grantAfter(late, expiry - 5_000, events.pinGone)).toEqual(expired);
  });

  test('has come only by a check that was asked after it', () => {
    const asked = { ...waiting, sentAt: pinOver };
    const late = { ...asked, pending: { ...waiting.pending, dueAt: pinOver + 5_000 } };
    expect(grantAfter(late, pinOver + 1, pending(pinOver - 1))?.phase).toBe('waiting');
    expect(grantAfter(late, pinOver + 1, pending(pinOver))).toEqual(expired);
  });

  test('has not come by a check that failed', () => {
    expect(grantAfter(waiting, pinOver + 1, events.pinNotChecked)?.phase).toBe('waiting');
  });

  test('has come where plex.tv has not said so for a day, and ten times', () => {
    const dayAfter = waiting.pin.expiresAt + day;
    const ended = (
      failures: number,
      time: number,
      { event = events.pinNotChecked, ...known }: Partial<Problem & { event: LinkEvent }> = {},
    ) => {
      const problem: Problem = { reason: 'outage', sinceAt: dayAfter - day, ...known };
      const pending = { ...waiting.pending, failures, problem };
      return grantAfter({ ...waiting, sentAt: time, pending }, time, event);
    };
    expect(ended(9, dayAfter)).toEqual(expired);
    expect(ended(8, dayAfter)?.phase).toBe('waiting');
    expect(ended(99, dayAfter - 1)?.phase).toBe('waiting');
    // That nobody answers says nothing.
    expect(ended(99, dayAfter, { event: notChecked('unreachable') })?.phase).toBe('waiting');
    expect(ended(99, dayAfter, { reason: 'unreachable' })?.phase).toBe('waiting');
    expect(ended(99, dayAfter, { sinceAt: dayAfter - day + 1 })?.phase).toBe('waiting');
  });
});

describe('an approval', () => {
  test('makes the link in one step, and asks whose it is', () => {
    const claimed = { ...events.pinClaimed, isNewAccount: true };
    const [next, effects] = step(savedWith(waiting), claimed, now);
    expect(next).toEqual(savedWith({ ...grants.held, isNewAccount: true }));
    expect(effects).toEqual([
      { type: 'announce' },
      { type: 'readAccount', id: 'mine', token: 'token-of-mine' },
    ]);
  });

  test('counts also long after the end of the pin', () => {
    const { state } = savedAfter(savedWith(waiting), expiry + 9e7, events.pinClaimed);
    expect(state).toMatchObject({ link: 'mine', grants: [{ phase: 'held' }] });
  });

  test.each([good, refused])('ends the link before, which was $phase', before => {
    const saved = savedWith(before, other(waiting));
    const claimed = { ...events.pinClaimed, id: 'other', authToken: 'token-of-other' };
    const [next, effects] = step(saved, claimed, now);
    expect(next.state).toMatchObject({
      link: 'other',
      grants: [grants.ending, other(grants.held)],
    });
    expect(next.secrets).toEqual({ mine: 'token-of-mine', other: 'token-of-other' });
    expect(effects).toEqual([
      { type: 'announce' },
      { type: 'signOut', id: 'mine', token: 'token-of-mine' },
      { type: 'readAccount', id: 'other', token: 'token-of-other' },
    ]);
  });

  test('that gives out the token of the link before keeps it', () => {
    const saved = savedWith(good, other(waiting));
    const claimed = { ...events.pinClaimed, id: 'other' };
    const [next, effects] = step(saved, claimed, now);
    expect(next.state).toMatchObject({ link: 'other', grants: [other(grants.held)] });
    expect(next.secrets).toEqual({ other: 'token-of-mine' });
    expect(effects.map(({ type }) => type)).toEqual(['announce', 'readAccount']);
  });

  test('that gives out a token that was to be ended keeps it', () => {
    for (const ended of [grants.ending, givenUp]) {
      const claimed = { ...events.pinClaimed, id: 'other' };
      const next = savedAfter(savedWith(ended, other(waiting)), now, claimed);
      expect(next.state.grants).toEqual([other(grants.held)]);
      expect(next.secrets).toEqual({ other: 'token-of-mine' });
    }
  });
});
