import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../src/core/event.ts';
import { wakeAt } from '../../src/core/schedule.ts';
import type { Grant, In, Pending, Reason } from '../../src/core/state.ts';
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
  now,
  other,
  savedWith,
  unauthorized,
} from './examples.ts';
import { effectsOf, grantAfter, inPhase, ordersFor, savedAfter, step } from './play.ts';

const { ending, refused } = grants;
const signOut = { type: 'signOut', id: 'mine', token: 'token-of-mine' };
const week = 7 * day;

function notDone(reason: Reason, status: number | null = null): EventOf<'notSignedOut'> {
  return { ...events.notSignedOut, failure: { reason, status, retryAfter: null } };
}

/** A sign-out that is still tried. */
type Tried = In<'ending'> & { readonly pending: Pending };

function tried(grant: Grant | undefined): Tried {
  const { pending, ...known } = inPhase(grant, 'ending');
  if (pending === null) throw new Error('It is given up.');
  return { ...known, pending };
}

/** A sign-out that has failed so often, and was ordered then. */
function failing(failures: number, orderedAt = now): Tried {
  const problem = { reason: 'outage', sinceAt: orderedAt } as const;
  return { ...ending, orderedAt, pending: { dueAt: now + 30_000, failures, problem } };
}

describe('unlinking', () => {
  test.each([good, refused])('ends what is $phase here at once, and at plex.tv', grant => {
    const [next, effects] = step(savedWith(grant), events.unlinkPressed, now);
    expect(next.state).toMatchObject({ link: null, grants: [{ ...ending, byUser: true }] });
    expect(next.secrets).toEqual({ mine: 'token-of-mine' });
    expect(effects).toEqual([signOut]);
  });

  test('wants whatever else is to be ended to be ended as well', () => {
    const saved = savedWith(other(ending), good);
    const { state } = savedAfter(saved, now, events.unlinkPressed);
    expect(state.grants).toMatchObject([
      { id: 'other', byUser: true },
      { id: 'mine', byUser: true },
    ]);
  });

  test.each([good, refused])('abandons the pin that waits beside what is $phase', grant => {
    const attempt = other(grants.waiting);
    const [next, effects] = step(savedWith(grant, attempt), events.unlinkPressed, now);
    const pending = { ...attempt.pending, dueAt: now };
    expect(next.state.grants[1]).toEqual({ ...attempt, pending, abandonedAt: now });
    expect(next.state).toMatchObject({ link: null, grants: [{ ...ending, byUser: true }, {}] });
    expect(effects).toEqual([signOut]);
  });

  test.each([grants.requesting, expired, grants.failed])(
    'wants no attempt any more: $phase',
    attempt => {
      const saved = savedWith(good, other(attempt));
      const [next, effects] = step(saved, events.unlinkPressed, now);
      expect(next.state.grants).toMatchObject([{ ...ending, byUser: true }]);
      expect(next.state.grants).toHaveLength(1);
      expect(effects).toEqual([signOut]);
    },
  );

  test('leaves the attempt where there is no link', () => {
    const saved = savedWith(grants.waiting);
    expect(step(saved, events.unlinkPressed, now)).toEqual([saved, []]);
  });

  test('is told to be done when all of it is', () => {
    const saved = savedWith({ ...ending, byUser: true }, other({ ...ending, byUser: true }));
    const half = savedAfter(saved, now, events.signedOut);
    expect(half.state.news).toBeNull();
    const done = savedAfter(half, now, { ...events.signedOut, id: 'other' });
    expect(done).toEqual(having(savedWith(), { news: 'signedOut', grantsMade: 2 }));
  });

  test('is told also where a sign-out that nobody wanted goes on', () => {
    const saved = savedWith({ ...ending, byUser: true }, other(ending));
    expect(savedAfter(saved, now, events.signedOut).state.news).toBe('signedOut');
  });

  test('is not told of a token that the user has not unlinked', () => {
    const saved = savedWith(ending, other({ ...ending, byUser: true }));
    expect(savedAfter(saved, now, events.signedOut).state.news).toBeNull();
    expect(savedAfter(savedWith(ending), now, events.signedOut).state.news).toBeNull();
  });

  test('is told where the token was dead already', () => {
    const saved = savedWith({ ...ending, byUser: true });
    const dead = { ...events.notSignedOut, failure: unauthorized };
    expect(savedAfter(saved, now, dead).state).toMatchObject({ grants: [], news: 'signedOut' });
  });

  test('does not tell of an earlier one that this one is done', () => {
    // It was unlinked and linked again, and only then plex.tv did the first sign-out.
    const early = savedWith({ ...ending, byUser: true }, other(good));
    const told = savedAfter(early, now, events.signedOut, events.unlinkPressed);
    const late = { ...notDone('outage', 503), id: 'other' };
    const tried = Array.from({ length: 9 }, () => late);
    const next = savedAfter(savedAfter(told, now, ...tried), now + week, late);
    expect(next.state).toMatchObject({ grants: [{ phase: 'ending', pending: null }], news: null });
  });

  test('is not told to be done where a part of it was given up', () => {
    const old = { ...failing(9, now - week), byUser: true };
    const saved = savedWith(old, other({ ...ending, byUser: true }));
    const done = { ...events.signedOut, id: 'other' };
    const next = savedAfter(saved, now, notDone('outage', 503), done);
    expect(next.state).toMatchObject({ grants: [{ phase: 'ending', pending: null }], news: null });
  });
});

describe('a sign-out', () => {
  test('ends when plex.tv has done it, or says that the token is not valid', () => {
    for (const event of [events.signedOut, { ...events.notSignedOut, failure: unauthorized }]) {
      const next = savedAfter(savedWith(ending), now, event);
      expect(next).toEqual(having(savedWith(), { grantsMade: 1 }));
      expect(wakeAt(next.state, now)).toBeNull();
    }
  });

  test('is repeated after 30 s without an answer, whatever else there is but a wanted pin', () => {
    // What the link approves is wanted too, and so is what asks for a pin; what is to be removed needs
    // the token.
    const { requesting: _, waiting: __, approving: ___, removing: ____, ...others } = grants;
    for (const grant of [...Object.values(others), abandoned]) {
      const beside = savedWith(ending, other(grant));
      expect(effectsOf(beside, events.woken, now + 29_999)).not.toContainEqual(signOut);
      const [next, effects] = step(beside, events.woken, now + 30_000);
      expect(effects).toContainEqual(signOut);
      const pending = { ...ending.pending, dueAt: now + 60_000 };
      expect(next.state.grants[0]).toEqual({ ...ending, pending });
    }
  });

  test('is put off by a failure, longer each time, up to an hour', () => {
    const waits = [0, 1, 11, 12, 40].map(failures => {
      const next = tried(grantAfter(failing(failures), now, notDone('outage')));
      expect(next.pending.failures).toBe(failures + 1);
      return next.pending.dueAt - now;
    });
    expect(waits).toEqual([1_000, 2_000, 2_048_000, hour, hour]);
  });

  test('that has failed is tried again at once when the network returns', () => {
    const late = { ...failing(13), pending: { ...failing(13).pending, dueAt: now + hour } };
    expect(ordersFor(late, events.networkReturned, now)).toEqual(['signOut']);
    expect(ordersFor(ending, events.networkReturned, now)).toEqual([]);
  });

  test('leaves the others as they are', () => {
    const both = savedWith(ending, other(failing(3)));
    const failed = savedAfter(both, now, notDone('outage'));
    expect(failed.state.grants[1]).toBe(both.state.grants[1]);
    const done = savedAfter(both, now, events.signedOut);
    expect(done.state.grants).toEqual([both.state.grants[1]]);
    expect(done.secrets).toEqual({ other: 'token-of-other' });
  });

  test('is given up after a week, if it was tried ten times', () => {
    const last = notDone('outage', 503);
    const long = failing(9, now - week);
    expect(grantAfter(long, now, last)).toEqual({ ...long, pending: null });
    expect(tried(grantAfter(failing(9, now - week + 1), now, last)).pending.failures).toBe(10);
    expect(tried(grantAfter(failing(8, now - week), now, last)).pending.failures).toBe(9);
  });

  test('is given up only on an answer: that nobody answers proves nothing', () => {
    const old = failing(99, now - 52 * week);
    for (const reason of ['unreachable', 'timedOut'] as const) {
      const next = tried(grantAfter(old, now, notDone(reason)));
      expect(next.pending).toMatchObject({ dueAt: now + hour, failures: 100 });
      // What is answered after that is as if it had never been asked before.
      const answered = tried(grantAfter(next, now + hour, notDone('outage', 503)));
      const problem = { reason: 'outage', sinceAt: now + hour };
      expect(answered.pending).toEqual({ dueAt: now + hour + 1_000, failures: 1, problem });
    }
  });

  test('has its week from its first answer on, however long ago it was ordered', () => {
    const first = { ...ending, orderedAt: now - 52 * week };
    expect(tried(grantAfter(first, now, notDone('outage', 503))).pending.failures).toBe(1);
    const lately = { ...failing(9, now - week + 1), orderedAt: now - 52 * week };
    expect(tried(grantAfter(lately, now, notDone('outage', 503))).pending.failures).toBe(10);
  });

  test('is no news any more once that was read, and only then', () => {
    const told = savedAfter(savedWith({ ...ending, byUser: true }), now, events.signedOut);
    expect(told.state.news).toBe('signedOut');
    expect(savedAfter(told, now, events.popupSeen).state.news).toBe('signedOut');
    expect(savedAfter(told, now, events.newsRead).state.news).toBeNull();
    const lost = savedWith();
    const damaged = { ...lost, state: { ...lost.state, news: 'damaged' } } as const;
    expect(savedAfter(damaged, now, events.newsRead)).toBe(damaged);
  });

  test('that was given up asks nothing, and keeps its token until it is to be forgotten', () => {
    const saved = savedWith(givenUp, other(ending));
    expect(wakeAt(savedWith(givenUp).state, now)).toBeNull();
    const last = savedAfter(savedWith(failing(9, now - week)), now, notDone('outage', 503));
    expect(last).toMatchObject({ state: { grants: [{ phase: 'ending', pending: null }] } });
    expect(last.secrets).toEqual({ mine: 'token-of-mine' });
    const next = savedAfter(saved, now, events.forgetPressed);
    expect(next.state.grants).toEqual([other(ending)]);
    expect(next.secrets).toEqual({ other: 'token-of-other' });
  });
});

describe('a sign-out that is answered oddly', () => {
  const doubted = { ...ending, isDoubted: true };

  test.each([403, 404, 410])('leads to the question whether the token is alive: %i', status => {
    const event = notDone('unexpectedStatus', status);
    const [next, effects] = step(savedWith(failing(3)), event, now);
    expect(effects).toEqual([{ type: 'readAccount', id: 'mine', token: 'token-of-mine' }]);
    expect(next.state.grants).toEqual([{ ...failing(3), isDoubted: true }]);
  });

  test('is no question that anything else answers', () => {
    expect(grantAfter(doubted, now, events.avatarNotRead)).toEqual(doubted);
  });

  test.each([400, 402, 405, 409, 411, 422])('is only tried later after others: %i', status => {
    const next = grantAfter(ending, now, notDone('unexpectedStatus', status));
    expect(next).toMatchObject({ isDoubted: false, pending: { dueAt: now + 1_000 } });
  });

  test('is over where the token is dead', () => {
    const dead = { ...events.accountNotRead, failure: unauthorized };
    expect(grantAfter(doubted, now, dead)).toBeUndefined();
  });

  test('is tried again later where the token is alive', () => {
    const problem = { reason: 'unexpectedStatus', sinceAt: now };
    const pending = { dueAt: now + 1_000, failures: 1, problem };
    expect(grantAfter(doubted, now, events.accountRead)).toEqual({ ...ending, pending });
  });

  test('is tried again later where nobody knows', () => {
    const next = grantAfter(doubted, now, events.accountNotRead);
    const problem = { reason: 'outage', sinceAt: now };
    expect(next).toEqual({ ...ending, pending: { dueAt: now + 1_000, failures: 1, problem } });
  });

  test('is given up as any other', () => {
    const old = { ...failing(9, now - week), isDoubted: true };
    for (const event of [events.accountRead, events.accountNotRead]) {
      expect(grantAfter(old, now, event)).toEqual({ ...old, isDoubted: false, pending: null });
    }
    const unanswered = { ...events.accountNotRead, failure: failure('outage') };
    expect(tried(grantAfter(old, now, unanswered)).isDoubted).toBe(false);
  });

  test('believes no answer about the account that was not asked for', () => {
    const dead = { ...events.accountNotRead, failure: unauthorized };
    for (const event of [events.accountRead, dead]) {
      const saved = savedWith(ending);
      expect(step(saved, event, now)).toEqual([saved, []]);
    }
  });
});

describe('a bare 401 to a sign-out', () => {
  const bare: EventOf<'notSignedOut'> = {
    ...events.notSignedOut,
    failure: { ...failure('bareUnauthorized'), status: 401 },
  };

  test('counts only if it is still the answer an hour later', () => {
    const doubtful = tried(grantAfter(ending, now, bare));
    expect(doubtful.pending.dueAt).toBe(now + hour);
    expect(grantAfter(doubtful, now + hour - 1, bare)?.phase).toBe('ending');
    expect(grantAfter(doubtful, now + hour, bare)).toBeUndefined();
  });

  test('counts as well where it answers the question whether the token is alive', () => {
    const question = { ...events.accountNotRead, failure: bare.failure };
    const doubted = { ...ending, isDoubted: true };
    const doubtful = tried(grantAfter(doubted, now, question));
    expect(doubtful).toMatchObject({ isDoubted: false, pending: { dueAt: now + hour } });
    expect(grantAfter({ ...doubtful, isDoubted: true }, now + hour, question)).toBeUndefined();
  });
});
