import { describe, expect, test } from 'vitest';
import type { LinkEvent } from '../../src/core/event.ts';
import { attemptOf } from '../../src/core/grants.ts';
import { askAt, dueAt, wakeAt } from '../../src/core/schedule.ts';
import type { Grant, Phase, Saved } from '../../src/core/state.ts';
import {
  abandoned,
  day,
  events,
  expired,
  failure,
  givenUp,
  good,
  grants,
  having,
  hour,
  minute,
  now,
  other,
  pin,
  pinOver,
  savedWith,
  toolGrants,
} from './examples.ts';
import { effectsOf, ordersFor, savedAfter, step } from './play.ts';

const { requesting, waiting, held, refused, ending } = grants;
const expiry = pin.expiresAt;
const never = Number.POSITIVE_INFINITY;
const pending = { dueAt: now + 7_000, failures: 0, problem: null };

function grantIn({ state }: Saved, id: string): Grant | undefined {
  return state.grants.find(grant => grant.id === id);
}

/** When each example is to be asked about, where plex.tv may be asked and in a quiet of a minute. */
const times: Record<Phase, readonly [free: number, inQuiet: number]> = {
  requesting: [now + 30_000, now + minute],
  waiting: [now + 5_000, now + minute],
  approving: [now + 30_000, now + minute],
  failed: [never, never],
  held: [now + 30_000, now + minute],
  refused: [never, never],
  verifying: [now + 30_000, now + minute],
  handed: [now + 600_000, now + 600_000],
  given: [never, never],
  removing: [now + 30_000, now + minute],
  ending: [now + 30_000, now + minute],
};

describe('when plex.tv is to be asked', () => {
  test.each(Object.values(grants))('about a grant that is $phase', grant => {
    const [free, inQuiet] = times[grant.phase];
    expect(dueAt(grant, 0)).toBe(free);
    expect(dueAt(grant, now + minute)).toBe(inQuiet);
  });

  test.each<[string, Grant, number]>([
    ['a pin that was asked for, until it is given up', requesting, now + 120_000],
    ['a link that is good', good, now + day],
    ['a link that was refused', { ...refused, pending }, now + 7_000],
    ['a pin that was abandoned', abandoned, now + 30_000],
  ])('about %s', (_, grant, time) => {
    const quietUntil = grant.phase === 'requesting' ? now + hour : 0;
    expect(dueAt(grant, quietUntil)).toBe(time);
    const quiet = grant.phase === 'requesting' ? time : now + 2 * day;
    expect(dueAt(grant, now + 2 * day)).toBe(quiet);
  });

  test('about a pin a second after the last time, however due it is', () => {
    const due = { ...waiting, sentAt: now + 100, pending: { ...pending, dueAt: now } };
    expect(dueAt(due, 0)).toBe(now + 1_100);
  });
});

describe('the last look at a pin', () => {
  const late = { ...waiting, pending: { ...pending, dueAt: now + hour } };

  test('comes 5 s before its end, whatever else was planned', () => {
    expect(dueAt(late, 0)).toBe(expiry - 5_000);
    expect(dueAt({ ...late, abandonedAt: now }, 0)).toBe(expiry - 5_000);
    expect(ordersFor(late, events.woken, expiry - 5_001)).toEqual([]);
    expect(ordersFor(late, events.woken, expiry - 5_000)).toEqual(['checkPin']);
  });

  test('does not wait for quiet while the pin is wanted', () => {
    const quiet = having(savedWith(waiting, other(abandoned)), { quietUntil: now + hour });
    expect(wakeAt(quiet.state, now)).toBe(expiry - 5_000);
    expect(effectsOf(quiet, events.woken, expiry - 5_001)).toEqual([]);
    expect(effectsOf(quiet, events.woken, expiry - 5_000)).toEqual([
      { type: 'checkPin', id: 'mine', pinId: 7 },
    ]);
  });

  test('comes once', () => {
    const asked = { ...late, sentAt: expiry - 5_000 };
    expect(dueAt(asked, 0)).toBe(pinOver);
    expect(dueAt(asked, expiry + minute)).toBe(expiry + minute);
    expect(dueAt({ ...asked, sentAt: pinOver }, 0)).toBe(now + hour);
    expect(dueAt({ ...asked, sentAt: expiry - 5_001 }, expiry + minute)).toBe(expiry - 4_001);
  });

  test('comes once in a quiet also where signals come after it', () => {
    const quiet = having(savedWith(waiting), { quietUntil: now + hour });
    const looked = savedAfter(quiet, expiry - 5_000, events.woken);
    for (const event of [events.approvalHeard, events.approvalClosed, events.networkReturned]) {
      expect(effectsOf(looked, event, expiry - 4_500)).toEqual([]);
    }
  });

  test('comes late, but comes, where the computer has slept through its time', () => {
    const quiet = having(savedWith(waiting), { quietUntil: now + hour });
    expect(effectsOf(quiet, events.woken, expiry + 1)).toHaveLength(1);
  });
});

describe('the background', () => {
  test('is awake for whatever is due first', () => {
    const { state } = savedWith(good, other(abandoned), other(waiting, 'third'));
    expect(wakeAt(state, now)).toBe(now + 5_000);
    expect(wakeAt({ ...state, quietUntil: now + 20_000 }, now)).toBe(now + 20_000);
  });

  test('is awake now for what is overdue', () => {
    expect(wakeAt(savedWith(waiting).state, now + 5_000)).toBe(now + 5_000);
    expect(wakeAt(savedWith(waiting).state, now + 5_001)).toBe(now + 5_001);
  });

  test('may sleep where nothing is to be done', () => {
    const idle = [expired, grants.failed, refused, givenUp];
    for (const grant of idle) expect(wakeAt(savedWith(grant).state, now)).toBeNull();
    expect(wakeAt(savedWith().state, now)).toBeNull();
  });
});

describe('a token that is to be ended', () => {
  const due = other({ ...ending, pending: { ...pending, dueAt: now } }, 'ended');
  const signOut = { type: 'signOut', id: 'ended', token: 'token-of-ended' };
  const wanted = [waiting, { ...waiting, way: 'browser' }] as const;
  /** None of these is a pin that somebody may approve and wants to be linked by. */
  const others = [abandoned, expired, grants.failed, held, refused];

  test.each(wanted)('waits while a pin for this way is wanted: $way', grant => {
    const { state } = savedWith(grant, due);
    expect(askAt(due, state, null)).toBe(Number.POSITIVE_INFINITY);
    expect(askAt(due, state, due.id)).toBe(Number.POSITIVE_INFINITY);
    expect(wakeAt(state, now)).toBe(now + 5_000);
    for (const event of Object.values(events)) {
      const [next, effects] = step(savedWith(grant, due), event, now + 1);
      if (attemptOf(next.state)?.phase !== 'waiting') continue;
      expect(effects).not.toContainEqual(signOut);
      expect(grantIn(next, 'ended')?.pending).toEqual(due.pending);
    }
  });

  test.each([requesting, toolGrants.requesting, grants.approving])(
    'waits while such a pin is being made: $phase',
    grant => {
      const { state } = savedWith(grant, due);
      expect(askAt(due, state, null)).toBe(Number.POSITIVE_INFINITY);
    },
  );

  test('waits also where plex.tv is to be asked first if it is still alive', () => {
    const doubted = { ...due, isDoubted: true };
    const asked = effectsOf(savedWith(waiting, doubted), events.woken, now + 5_000);
    expect(asked).toEqual([{ type: 'checkPin', id: 'mine', pinId: 7 }]);
  });

  test('waits no longer where the user unlinks: no pin is wanted any more', () => {
    const saved = savedWith(good, other(waiting), due);
    const [next, effects] = step(saved, events.unlinkPressed, now + 1);
    expect(next.state).toMatchObject({
      link: null,
      grants: [{ phase: 'ending' }, { phase: 'waiting', abandonedAt: now + 1 }, {}],
    });
    expect(next.secrets).toEqual({ mine: 'token-of-mine', ended: 'token-of-ended' });
    expect(effects).toEqual([{ type: 'signOut', id: 'mine', token: 'token-of-mine' }, signOut]);
    // The pin is looked after all the same.
    expect(wakeAt(next.state, now + 1)).toBe(now + 1_000);
    expect(effectsOf(next, events.woken, now + 1_000)).toEqual([
      { type: 'checkPin', id: 'other', pinId: 7 },
    ]);
  });

  test.each(others)('waits for nothing else: $phase', grant => {
    const saved = savedWith(grant, due);
    expect(askAt(due, saved.state, null)).toBe(now);
    expect(wakeAt(saved.state, now - 1)).toBe(now);
    expect(effectsOf(saved, events.woken, now)).toEqual([signOut]);
  });

  test('waits for one that is wanted, not for another beside it', () => {
    const { state } = savedWith(abandoned, other(waiting), due);
    expect(askAt(due, state, null)).toBe(Number.POSITIVE_INFINITY);
  });

  test('waits until plex.tv has said how the pin stands, however late that is', () => {
    const saved = savedWith(waiting, due);
    const check = { type: 'checkPin', id: 'mine', pinId: 7 };
    for (const time of [pinOver - 1, pinOver, pinOver + hour]) {
      expect(effectsOf(saved, events.woken, time)).toEqual([check]);
    }
    const asked = savedAfter(saved, pinOver, events.woken, events.pinNotChecked);
    expect(effectsOf(asked, events.woken, pinOver + hour)).toEqual([check]);
  });

  test.each<[string, LinkEvent, number]>([
    ['approved', events.pinClaimed, now],
    ['approved at last', events.pinClaimed, pinOver],
    ['cancelled', events.cancelPressed, now],
    ['declined', events.pinGone, now],
    ['over', events.pinGone, pinOver],
    ['not approved', { ...events.pinPending, sentAt: pinOver, expiresIn: null }, pinOver],
  ])('is ended as soon as the pin is %s', (_, event, time) => {
    const [next, effects] = step(savedWith(waiting, due), event, time);
    expect(effects).toContainEqual(signOut);
    expect(grantIn(next, 'ended')?.pending).toEqual({ ...pending, dueAt: time + 30_000 });
    // In a quiet it wakes the background instead.
    const saved = having(savedWith({ ...waiting, sentAt: time }, due), { quietUntil: time + 9 });
    const quiet = savedAfter(saved, time, event);
    expect(grantIn(quiet, 'ended')).toEqual(due);
    expect(wakeAt(quiet.state, time)).toBe(time + 9);
    expect(effectsOf(quiet, events.woken, time + 8)).toEqual([]);
    expect(effectsOf(quiet, events.woken, time + 9)).toContainEqual(signOut);
  });

  test('waits on where the pin is changed for another', () => {
    const { linkPressed } = events;
    const [next, effects] = step(
      savedWith(waiting, due),
      { ...linkPressed, way: 'browser' },
      now + 1,
    );
    expect(effects).not.toContainEqual(signOut);
    expect(grantIn(next, 'ended')).toEqual(due);
  });

  test('is not ended where the pin gives out the very same', () => {
    const claimed = { ...events.pinClaimed, authToken: signOut.token };
    const [next, effects] = step(savedWith(waiting, due), claimed, now + hour);
    expect(next.state).toMatchObject({ link: 'mine', grants: [{ phase: 'held' }] });
    expect(next.secrets).toEqual({ mine: signOut.token });
    expect(effects.map(({ type }) => type)).not.toContain('signOut');
  });
});

describe('after a 429', () => {
  const limited = failure('rateLimited', minute);
  const everything = savedWith(
    { ...good, pending },
    other({ ...ending, pending }, 'ended'),
    other({ ...abandoned, pending }, 'left'),
    other({ ...waiting, pending }, 'wanted'),
  );

  test.each([
    { ...events.pinNotChecked, id: 'wanted', failure: limited },
    { ...events.pinNotCreated, id: 'unknown', failure: limited },
    { ...events.accountNotRead, failure: limited },
    { ...events.notSignedOut, id: 'ended', failure: limited },
    { ...events.serversNotRead, failure: limited },
    { ...events.avatarNotRead, failure: limited },
  ])('plex.tv is left alone with everything for as long as it asks: $type', event => {
    const quiet = savedAfter(everything, now, event);
    const left = savedAfter(quiet, now, events.cancelPressed);
    for (const { state, secrets } of [quiet, left]) {
      expect(state.quietUntil).toBe(now + minute);
      expect(wakeAt(state, now)).toBe(now + minute);
      for (const type of ['woken', 'popupSeen', 'networkReturned', 'approvalHeard'] as const) {
        expect(effectsOf({ state, secrets }, events[type], now + minute - 1)).toEqual([]);
      }
    }
    const [link, ended, ...pins] = ['mine', 'ended', 'left', 'wanted'].map(id => ({ id }));
    expect(effectsOf(quiet, events.woken, now + minute)).toMatchObject([link, ...pins]);
    expect(effectsOf(left, events.woken, now + minute)).toMatchObject([link, ended, ...pins]);
  });

  test('that names no wait, it is left alone as long as after so many failures', () => {
    const bare = failure('rateLimited');
    const another = { ...ending, id: 'other', pending: { ...pending, failures: 9 } };
    const waits = [0, 1, 2].map(failures => {
      const saved = savedWith(another, { ...ending, pending: { ...pending, failures } });
      const event = { ...events.notSignedOut, failure: bare };
      return savedAfter(saved, now, event).state.quietUntil - now;
    });
    expect(waits).toEqual([1_000, 2_000, 4_000]);
    const created = { ...events.pinNotCreated, failure: bare };
    expect(savedAfter(savedWith(requesting), now, created).state.quietUntil).toBe(now + 1_000);
  });

  test('that asks for no wait at all, it is left alone as if it had named none', () => {
    const event = { ...events.notSignedOut, failure: failure('rateLimited', 0) };
    expect(savedAfter(savedWith(ending), now, event).state.quietUntil).toBe(now + 1_000);
  });

  test('that names no wait, a pin that is wanted waits for half a minute at most', () => {
    const troubled = { ...waiting, pending: { ...pending, failures: 20 } };
    const event = { ...events.pinNotChecked, failure: failure('rateLimited') };
    expect(wakeAt(savedAfter(savedWith(troubled), now, event).state, now)).toBe(now + 30_000);
  });

  test('the pause is not shortened by another', () => {
    const quiet = having(everything, { quietUntil: now + hour });
    const event = { ...events.accountNotRead, failure: limited };
    expect(savedAfter(quiet, now, event).state.quietUntil).toBe(now + hour);
  });

  test('and only then there is a pause', () => {
    const event = { ...events.accountNotRead, failure: failure('outage', minute) };
    expect(savedAfter(everything, now, event).state.quietUntil).toBe(0);
  });
});

describe("the user's own press", () => {
  const quiet = { quietUntil: now + hour };

  test('for a link asks for a pin at once, and for nothing else', () => {
    const saved = having(savedWith(other(waiting), { ...ending, pending }), quiet);
    expect(effectsOf(saved, events.linkPressed, now + 9_000)).toEqual([
      { type: 'createPin', id: 'new', way: 'browser' },
    ]);
    const linked = having(savedWith(good), quiet);
    expect(effectsOf(linked, events.switchPressed, now)).toHaveLength(1);
  });

  test.each([good, refused])('to know how the link stands asks at once: $phase', grant => {
    const saved = having(savedWith(grant, other({ ...ending, pending })), quiet);
    const [next, effects] = step(saved, events.checkPressed, now + 9_000);
    expect(effects).toEqual([{ type: 'readAccount', id: 'mine', token: 'token-of-mine' }]);
    expect(effectsOf(next, events.woken, now + 100_000)).toEqual([]);
  });

  test('to unlink signs out at once, and ends nothing else', () => {
    const saved = having(savedWith(good, other({ ...ending, pending })), quiet);
    expect(effectsOf(saved, events.unlinkPressed, now + 9_000)).toEqual([
      { type: 'signOut', id: 'mine', token: 'token-of-mine' },
    ]);
  });

  test('to cancel asks about the pin only when plex.tv may be asked', () => {
    const saved = having(savedWith(waiting), quiet);
    const [next, effects] = step(saved, events.cancelPressed, now + 9_000);
    expect(effects).toEqual([]);
    expect(wakeAt(next.state, now + 9_000)).toBe(now + hour);
  });

  test('about what there is not asks for nothing', () => {
    const saved = having(savedWith({ ...ending, pending }), quiet);
    for (const event of [events.checkPressed, events.unlinkPressed, events.switchPressed]) {
      expect(step(saved, event, now + 9_000)).toEqual([saved, []]);
    }
    expect(ordersFor(held, events.linkPressed, now)).toEqual([]);
  });
});
