import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../src/core/event.ts';
import { wakeAt } from '../../src/core/schedule.ts';
import type { In, Pending, Reason } from '../../src/core/state.ts';
import {
  account,
  day,
  events,
  expired,
  failure,
  good,
  grants,
  having,
  hour,
  now,
  other,
  savedWith,
  unauthorized,
} from './examples.ts';
import { effectsOf, grantAfter, ordersFor, savedAfter, step } from './play.ts';

const { held, refused } = grants;
const ask = { type: 'readAccount', id: 'mine', token: 'token-of-mine' };
const fresh: Pending = { dueAt: now + 30_000, failures: 0, problem: null };

function notRead(reason: Reason, wait: number | null = null): EventOf<'accountNotRead'> {
  return { ...events.accountNotRead, failure: failure(reason, wait) };
}

/** A link that plex.tv has not confirmed for so many times, and is to be asked about then. */
function troubled(failures: number, dueAt: number): In<'held'> {
  return { ...good, pending: { dueAt, failures, problem: { reason: 'outage', sinceAt: now } } };
}

describe('a link', () => {
  test('is asked about again after 30 s without an answer, in a quiet that has passed', () => {
    expect(ordersFor(held, events.woken, now + 29_999)).toEqual([]);
    const [{ state }, effects] = step(savedWith(held), events.woken, now + 30_000);
    expect(effects).toEqual([ask]);
    expect(state.grants).toEqual([{ ...held, pending: { ...fresh, dueAt: now + 60_000 } }]);
  });

  test('that was confirmed is asked about once a day', () => {
    expect(wakeAt(savedWith(good).state, now)).toBe(now + day);
    expect(ordersFor(good, events.woken, now + day - 1)).toEqual([]);
    const [{ state }, effects] = step(savedWith(good), events.woken, now + day);
    expect(effects).toEqual([ask]);
    expect(state.grants).toEqual([{ ...good, pending: { ...fresh, dueAt: now + day + 30_000 } }]);
  });

  test('is asked about while another account is on its way, and may end meanwhile', () => {
    const both = savedWith(good, other(expired));
    expect(effectsOf(both, events.woken, now + day)).toEqual([ask]);
    const [{ state }] = step(both, notRead('unauthorized'), now);
    expect(state).toMatchObject({ link: 'mine', grants: [{ phase: 'refused' }, {}] });
  });

  test('is kept when that fails, and says why and since when', () => {
    const failing = grantAfter(held, now + 1, notRead('outage'), notRead('unreachable'));
    const problem = { reason: 'unreachable', sinceAt: now + 1 };
    expect(failing).toEqual({ ...held, pending: { dueAt: now + 2_001, failures: 2, problem } });
  });

  test('is asked about more and more rarely, up to once an hour', () => {
    const waits = [0, 3, 11, 12, 40].map(failures => {
      const saved = savedWith(troubled(failures, now + 30_000));
      return wakeAt(savedAfter(saved, now, notRead('outage')).state, now);
    });
    expect(waits.map(at => (at ?? 0) - now)).toEqual([1_000, 8_000, 2_048_000, hour, hour]);
  });

  test('is in no trouble any more when it is confirmed', () => {
    const confirmed = grantAfter(troubled(3, now + 9_000), now + 1, events.accountRead);
    expect(confirmed).toEqual({ ...good, confirmedAt: now + 1 });
  });

  test('that is good is not troubled by a failure that comes late', () => {
    const saved = savedWith(good);
    expect(step(saved, notRead('outage'), now + 1)).toEqual([saved, []]);
    expect(step(saved, notRead('bareUnauthorized'), now + 1)).toEqual([saved, []]);
  });

  test('is asked about at once when the user wants to know', () => {
    const [{ state }, effects] = step(savedWith(troubled(4, now + hour)), events.checkPressed, now);
    expect(effects).toEqual([ask]);
    expect(state.grants).toEqual([troubled(4, now + 30_000)]);
    expect(ordersFor(good, events.checkPressed, now)).toEqual(['readAccount']);
  });

  test('is asked about at once when the network returns, if that has failed', () => {
    expect(ordersFor(troubled(13, now + hour), events.networkReturned, now)).toEqual([
      'readAccount',
    ]);
    for (const grant of [good, held]) {
      const saved = savedWith(grant);
      expect(step(saved, events.networkReturned, now)).toEqual([saved, []]);
    }
  });
});

describe('an open popup', () => {
  test('lets nothing wait for longer than half a minute, and hurries no more than that', () => {
    const saved = savedWith(troubled(13, now + hour));
    const [next, effects] = step(saved, events.popupSeen, now);
    expect(effects).toEqual([]);
    expect(next.state.grants).toEqual([troubled(13, now + 30_000)]);
    expect(step(next, events.popupSeen, now)[0]).toBe(next);
    expect(effectsOf(next, events.popupSeen, now + 30_000)).toEqual([ask]);
  });

  test('asks about what is older than an hour', () => {
    expect(ordersFor(good, events.popupSeen, now + hour)).toEqual([]);
    const [{ state }, effects] = step(savedWith(good), events.popupSeen, now + hour + 1);
    expect(effects).toEqual([ask]);
    const dueAt = now + hour + 30_001;
    expect(state.grants).toEqual([{ ...good, pending: { ...fresh, dueAt } }]);
  });

  test('greets nobody by itself: it may be hidden behind another window', () => {
    const saved = savedWith({ ...good, greetedAt: null });
    expect(step(saved, events.popupSeen, now + 7)).toEqual([saved, []]);
  });

  test('asks nothing about a link that plex.tv has refused', () => {
    for (const time of [now, now + day]) {
      const saved = savedWith(refused);
      expect(step(saved, events.popupSeen, time)).toEqual([saved, []]);
    }
  });
});

test('its owner has been greeted once, where it is known whose account it is', () => {
  const known = { ...good, greetedAt: null };
  expect(grantAfter(known, now + 7, events.greeted)).toEqual({ ...good, greetedAt: now + 7 });
  for (const grant of [good, held, refused]) {
    const saved = savedWith(grant);
    expect(step(saved, events.greeted, now + 7)).toEqual([saved, []]);
  }
});

describe('the account', () => {
  const { thumb, avatar } = events.avatarRead;
  const pictured = { ...events.accountRead, account: { ...events.accountRead.account, thumb } };
  const picture = { type: 'readAvatar', id: 'mine', thumb };

  test('is known once it is read, and neither seen nor forgotten by that', () => {
    const first = { ...held, isNewAccount: true };
    const known = { ...good, greetedAt: null, isNewAccount: true };
    expect(grantAfter(first, now, events.accountRead)).toEqual(known);
    expect(grantAfter(known, now, events.accountRead)).toEqual(known);
  });

  test('gets its picture', () => {
    const [known, effects] = step(savedWith(held), pictured, now);
    expect(effects).toEqual([picture]);
    const [next, none] = step(known, events.avatarRead, now);
    expect(none).toEqual([]);
    expect(next.state.grants).toMatchObject([{ account: { ...account, thumb, avatar } }]);
  });

  test('keeps its picture until there is another, or none', () => {
    const seen = { ...good, account: { ...account, thumb, avatar }, pending: fresh };
    const saved = savedWith(seen);
    expect(step(saved, pictured, now)).toEqual([savedWith({ ...seen, pending: null }), []]);
    const next = { ...pictured.account, thumb: 'https://plex.tv/b' };
    const [changed, effects] = step(saved, { ...pictured, account: next }, now);
    expect(changed.state.grants).toMatchObject([{ account: { ...next, avatar: null } }]);
    expect(effects).toEqual([{ ...picture, thumb: next.thumb }]);
    expect(grantAfter(seen, now, events.accountRead)).toMatchObject({ account });
  });

  test('gets its picture with the next confirmation where it could not be had', () => {
    const without = { ...good, account: { ...account, thumb }, pending: fresh };
    expect(effectsOf(savedWith(without), pictured, now)).toEqual([picture]);
  });

  test('gets no picture while plex.tv wants to be left alone', () => {
    const quiet = having(savedWith(held), { quietUntil: now + 1 });
    expect(effectsOf(quiet, pictured, now)).toEqual([]);
    expect(effectsOf(quiet, pictured, now + 1)).toEqual([picture]);
  });

  test('gets no picture that is of another address, or of none', () => {
    const elsewhere = { ...account, thumb: 'https://plex.tv/b' };
    for (const known of [elsewhere, account, null]) {
      const saved = savedWith({ ...good, account: known });
      expect(step(saved, events.avatarRead, now)).toEqual([saved, []]);
    }
  });
});

describe('a link that plex.tv refuses', () => {
  const dead = { ...refused, linkedAt: now, refusedAt: now };

  test('keeps its token and its account, and asks nothing by itself', () => {
    const saved = savedWith({ ...good, pending: fresh });
    for (const known of [saved, savedWith(good)]) {
      const next = savedAfter(known, now, { ...events.accountNotRead, failure: unauthorized });
      expect(next).toEqual(savedWith(dead));
      expect(wakeAt(next.state, now)).toBeNull();
    }
  });

  test('says when plex.tv last said so', () => {
    const again = grantAfter(dead, now + 5_000, notRead('unauthorized'));
    expect(again).toEqual({ ...dead, refusedAt: now + 5_000 });
  });

  test('is asked about when the user wants to know, and until that is answered', () => {
    const [asked, effects] = step(savedWith(dead), events.checkPressed, now);
    expect(effects).toEqual([ask]);
    expect(asked).toEqual(savedWith({ ...dead, pending: fresh }));
    expect(wakeAt(asked.state, now)).toBe(now + 30_000);
    const [failed] = step(asked, notRead('outage'), now);
    const problem = { reason: 'outage', sinceAt: now } as const;
    const pending = { dueAt: now + 1_000, failures: 1, problem };
    expect(failed).toEqual(savedWith({ ...dead, pending }));
    expect(effectsOf(failed, events.woken, now + 1_000)).toEqual([ask]);
    expect(effectsOf(failed, events.networkReturned, now)).toEqual([ask]);
    expect(savedAfter(failed, now, notRead('unauthorized'))).toEqual(savedWith(dead));
  });

  test('stays so while nobody knows better', () => {
    const saved = savedWith(dead);
    expect(step(saved, notRead('outage'), now)).toEqual([saved, []]);
    expect(step(saved, events.avatarRead, now)).toEqual([saved, []]);
  });

  test('is a link again where its token is good after all, and greets nobody anew', () => {
    expect(grantAfter(dead, now + 2, events.accountRead)).toEqual({
      ...good,
      confirmedAt: now + 2,
    });
  });
});

describe('a bare 401', () => {
  const bare = notRead('bareUnauthorized');
  const doubted = grantAfter({ ...good, pending: fresh }, now, bare) ?? good;

  test('counts only if it is still the answer an hour later', () => {
    const problem = { reason: 'bareUnauthorized', sinceAt: now };
    expect(doubted).toEqual({ ...good, pending: { dueAt: now + hour, failures: 1, problem } });
    const early = grantAfter(doubted, now + hour - 1, bare);
    expect(early).toMatchObject({ phase: 'held', pending: { failures: 2, problem } });
    expect(grantAfter(doubted, now + hour, bare)?.phase).toBe('refused');
  });

  test('is waited for as long where the link was refused already', () => {
    const problem = { reason: 'bareUnauthorized', sinceAt: now };
    const again = grantAfter({ ...grants.refused, pending: fresh }, now, bare);
    const pending = { dueAt: now + hour, failures: 1, problem };
    expect(again).toEqual({ ...grants.refused, pending });
  });

  test('begins to count anew after any other answer', () => {
    const between = grantAfter(doubted, now + 5, notRead('outage'));
    expect(between).toMatchObject({ pending: { problem: { reason: 'outage', sinceAt: now + 5 } } });
    const again = grantAfter(between ?? good, now + hour, bare);
    expect(again).toMatchObject({ phase: 'held', pending: { dueAt: now + 2 * hour } });
  });

  test('is not asked about sooner because the network returns', () => {
    const saved = savedWith(doubted);
    expect(step(saved, events.networkReturned, now + 1)).toEqual([saved, []]);
  });
});
