import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../src/core/event.ts';
import { pendingAt } from '../../src/core/intervals.ts';
import { dueAt } from '../../src/core/schedule.ts';
import {
  abandoned,
  events,
  failure,
  good,
  grants,
  hour,
  now,
  other,
  pin,
  pinOver,
  savedWith,
} from './examples.ts';
import { effectsOf, grantAfter, ordersFor, savedAfter, step, waitingAfter } from './play.ts';

const { waiting, requesting } = grants;
/** Whose account its token opens, nobody has asked. */
const ending = { ...grants.ending, account: null };
const expiry = pin.expiresAt;

function pending(sentAt: number, expiresIn: number | null = null): EventOf<'pinPending'> {
  return { ...events.pinPending, sentAt, expiresIn };
}

describe('a pin that its owner turns away from', () => {
  test('by cancelling is looked at once more, and looked after', () => {
    const time = now + 1_000;
    const [next, effects] = step(savedWith(waiting), events.cancelPressed, time);
    const left = { ...waiting, sentAt: time, abandonedAt: time };
    const dueAt = time + 30_000;
    expect(next).toEqual(savedWith({ ...left, pending: { ...waiting.pending, dueAt } }));
    expect(effects).toEqual([{ type: 'checkPin', id: 'mine', pinId: 7 }]);
  });

  test('is looked at no sooner than a second after the last time', () => {
    expect(ordersFor(waiting, events.cancelPressed, now + 999)).toEqual([]);
    const left = waitingAfter(waiting, now + 999, events.cancelPressed);
    expect(left.pending.dueAt).toBe(now + 999);
    expect(ordersFor(left, events.woken, now + 999)).toEqual([]);
    expect(ordersFor(left, events.woken, now + 1_000)).toEqual(['checkPin']);
  });

  test('by another way is looked after as well', () => {
    const { state } = savedAfter(savedWith(waiting), now + 1, events.linkPressed);
    expect(state.grants).toMatchObject([
      { id: 'mine', abandonedAt: now + 1 },
      { id: 'new', phase: 'requesting' },
    ]);
  });

  test('remembers its troubles', () => {
    const problem = { reason: 'outage', sinceAt: now } as const;
    const troubled = { ...waiting, pending: { dueAt: now + 9_000, failures: 4, problem } };
    const left = waitingAfter(troubled, now + 1, events.cancelPressed);
    expect(left.pending).toEqual({ dueAt: now + 1, failures: 4, problem });
  });

  test('leaves the link as it was', () => {
    const { state, secrets } = savedAfter(
      savedWith(good, other(waiting)),
      now,
      events.cancelPressed,
    );
    expect(state).toMatchObject({ link: 'mine', grants: [good, { abandonedAt: now }] });
    expect(secrets).toEqual({ mine: 'token-of-mine' });
  });

  test('cannot be turned away from twice', () => {
    const saved = savedWith(abandoned);
    expect(step(saved, events.cancelPressed, now + 1)).toEqual([saved, []]);
  });
});

describe('a pin that was abandoned', () => {
  const saved = savedWith(abandoned, other({ ...abandoned, pin: { ...pin, id: 9 } }));

  test('that is approved all the same is no link: its token is ended at once', () => {
    const claimed = { ...events.pinClaimed, authToken: 'token-of-mine' };
    const [next, effects] = step(saved, claimed, now);
    expect(next.state.link).toBeNull();
    expect(next.state.grants).toEqual([ending, saved.state.grants[1]]);
    expect(next.secrets).toEqual({ mine: 'token-of-mine' });
    expect(effects).toEqual([{ type: 'signOut', id: 'mine', token: 'token-of-mine' }]);
  });

  test('that is approved leaves the link as it is, and the attempt', () => {
    for (const grant of [good, grants.refused, requesting]) {
      const beside = savedWith(abandoned, other(grant));
      const [next] = step(beside, { ...events.pinClaimed, authToken: 'third' }, now);
      expect(next.state.link).toBe(beside.state.link);
      const isMaking = grant.phase === 'requesting';
      const ended = isMaking ? { ...ending, pending: pendingAt(now) } : ending;
      expect(next.state.grants).toEqual([ended, other(grant)]);
    }
  });

  test('that is approved while another waits is ended only once that waits no more', () => {
    const beside = savedWith(abandoned, other(waiting));
    const [next, effects] = step(beside, { ...events.pinClaimed, authToken: 'third' }, now);
    const due = { ...ending, pending: { dueAt: now, failures: 0, problem: null } };
    expect(next.state).toMatchObject({ link: null, grants: [due, other(waiting)] });
    expect(effects).toEqual([]);
    const claimed = { ...events.pinClaimed, id: 'other', authToken: 'fourth' };
    const [linked, orders] = step(next, claimed, now + 1);
    expect(linked.secrets).toEqual({ mine: 'third', other: 'fourth' });
    expect(orders).toContainEqual({ type: 'signOut', id: 'mine', token: 'third' });
    // The same token is not ended at all.
    const same = savedAfter(next, now + 1, { ...claimed, authToken: 'third' });
    expect(same).toMatchObject({ state: { link: 'other' }, secrets: { other: 'third' } });
    expect(same.state.grants).toHaveLength(1);
  });

  test("that gives out the link's own token ends nothing", () => {
    const beside = savedWith(abandoned, other(good));
    const claimed = { ...events.pinClaimed, authToken: 'token-of-other' };
    expect(step(beside, claimed, now)).toEqual([
      { state: { ...beside.state, grants: [other(good)] }, secrets: beside.secrets },
      [],
    ]);
  });

  test('is forgotten when it is gone', () => {
    const [next, effects] = step(saved, events.pinGone, now);
    expect(next.state.grants).toEqual([saved.state.grants[1]]);
    expect(effects).toEqual([]);
  });

  test('is asked for ever more rarely, and at its very end', () => {
    const times = [now, now + 30_000, now + 30_001, now + 240_000, now + 480_000, expiry - 1];
    const waits = times.map(time => dueAt(waitingAfter(abandoned, time, pending(time)), 0) - time);
    // The last of these has just been asked, for it was due.
    expect(waits).toEqual([30_000, 30_000, 30_001, 240_000, 415_000, 1_001]);
  });

  test('is asked for within the hour, however long ago it was left', () => {
    const late = now + 2 * hour;
    const overdue = { ...abandoned, sentAt: late };
    const next = waitingAfter(overdue, late, pending(pinOver - 1));
    expect(next.pending.dueAt).toBe(late + hour);
  });

  test('is forgotten only by a check that was asked after its end', () => {
    const late = {
      ...abandoned,
      sentAt: pinOver,
      pending: { ...abandoned.pending, dueAt: pinOver + 1e5 },
    };
    expect(grantAfter(late, pinOver + 500, pending(pinOver - 1))?.phase).toBe('waiting');
    const [next, effects] = step(savedWith(late), pending(pinOver), pinOver + 500);
    expect(next).toEqual({ ...savedWith(), state: { ...savedWith().state, grantsMade: 1 } });
    expect(effects).toEqual([]);
  });

  test('is asked for again after a failure, later each time up to an hour', () => {
    const waits = [0, 3, 11, 12, 40].map(failures => {
      const failing = { ...abandoned, pending: { ...abandoned.pending, failures } };
      return waitingAfter(failing, now, events.pinNotChecked).pending.dueAt - now;
    });
    expect(waits).toEqual([1_000, 8_000, 2_048_000, hour, hour]);
    const late = { ...abandoned, sentAt: pinOver, pending: { ...abandoned.pending, failures: 40 } };
    expect(waitingAfter(late, pinOver, events.pinNotChecked).pending.dueAt).toBe(pinOver + hour);
  });

  test('is checked when it is due, whatever else there is', () => {
    for (const grant of Object.values(grants)) {
      const beside = savedWith(abandoned, other(grant));
      const check = { type: 'checkPin', id: 'mine', pinId: 7 };
      expect(effectsOf(beside, events.woken, now + 29_999)).not.toContainEqual(check);
      const [next, effects] = step(beside, events.woken, now + 30_000);
      expect(effects).toContainEqual(check);
      expect(next.state.grants[0]).toMatchObject({ pending: { dueAt: now + 60_000 } });
    }
  });

  test('is checked when a page approves some pin, as it may be this one', () => {
    const [next, effects] = step(saved, events.approvalHeard, now + 1);
    expect(effects).toMatchObject([{ id: 'mine' }, { id: 'other' }]);
    expect(next.state.grants[0]).toMatchObject({ heardAt: now + 1, hurried: 1 });
  });

  test('is nothing to a popup, a page that reads or a window that is closed', () => {
    const failing = { ...abandoned, pending: { ...abandoned.pending, failures: 3 } };
    for (const event of [events.popupSeen, events.pageHeard, events.approvalClosed]) {
      const one = savedWith(failing);
      expect(step(one, event, now + 2_000)).toEqual([one, []]);
    }
  });

  test('is tried again when the network returns, if that has failed', () => {
    const problem = { reason: 'unreachable', sinceAt: now } as const;
    const failing = { ...abandoned, pending: { dueAt: now + hour, failures: 13, problem } };
    expect(ordersFor(failing, events.networkReturned, now + 1_000)).toEqual(['checkPin']);
    expect(waitingAfter(failing, now + 1_000, events.networkReturned).hurried).toBe(0);
    expect(ordersFor(abandoned, events.networkReturned, now + 1_000)).toEqual([]);
  });

  test('takes no answer that is about the pin that waits', () => {
    const beside = savedWith(waiting, other(abandoned));
    const answers = [
      events.pinPending,
      events.pinGone,
      { ...events.pinNotChecked, failure: failure('outage') },
    ];
    for (const event of answers) {
      const { state } = savedAfter(beside, now + 1, event);
      expect(state.grants[1]).toBe(beside.state.grants[1]);
    }
  });
});
