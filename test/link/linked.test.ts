import { describe, expect, test } from 'vitest';
import type { LinkEvent } from '../../src/link/event.ts';
import { transition } from '../../src/link/transition.ts';
import { wakeAt } from '../../src/link/wake-at.ts';
import { at, events, keep, links, now } from './examples.ts';

const signOuts = [{ token: 'old-token', askAt: now + 30_000, failures: 0 }];

describe('a token', () => {
  test('comes with the link in one step', () => {
    const [next, effects] = transition(keep(links.waiting), events.pinClaimed, at(now));
    expect(next).toEqual(keep(links.linked));
    expect(effects).toContainEqual({ type: 'readAccount', linkedAt: now, token: 'secret-token' });
  });

  test('of a pin that was left is signed out', () => {
    for (const link of [
      links.unlinked,
      links.linked,
      { ...links.waiting, pin: { ...links.waiting.pin, id: 8 } },
    ]) {
      const claimed = { ...events.pinClaimed, authToken: 'orphan' };
      const [next, effects] = transition(keep(link), claimed, at(now));
      expect(next).toEqual({
        ...keep(link),
        signOuts: [{ token: 'orphan', askAt: now + 30_000, failures: 0 }],
      });
      expect(effects).toEqual([{ type: 'signOut', token: 'orphan' }]);
    }
  });

  test('that is told twice is linked once and never signed out', () => {
    const kept = keep(links.linked);
    expect(transition(kept, events.pinClaimed, at(now))).toEqual([kept, []]);
  });

  test('is signed out once, however often that is asked for', () => {
    const kept = keep(links.unlinked, { signOuts });
    const claimed = { ...events.pinClaimed, authToken: 'old-token' };
    expect(transition(kept, claimed, at(now))).toEqual([kept, []]);
  });

  test('is gone here at once when unlinked, and kept until plex.tv has ended it', () => {
    const [next] = transition(keep(links.linked), events.unlinkAsked, at(now));
    expect(next.token).toBeNull();
    expect(next.signOuts).toEqual([{ token: 'secret-token', askAt: now + 30_000, failures: 0 }]);
    expect(wakeAt(next)).toBe(now + 30_000);
  });
});

describe('a sign-out', () => {
  const kept = keep(links.unlinked, { signOuts });

  test('ends when plex.tv has done it, or had before', () => {
    const refused: LinkEvent = {
      type: 'notSignedOut',
      token: 'old-token',
      failure: { reason: 'unauthorized', retryAfter: null },
    };
    expect(transition(kept, events.signedOut, at(now))[0].signOuts).toEqual([]);
    expect(transition(kept, refused, at(now))[0].signOuts).toEqual([]);
  });

  test('is put off by a failure, longer each time, up to an hour', () => {
    const waits = [0, 1, 11, 12, 40].map(failures => {
      const failed = keep(links.unlinked, {
        signOuts: [{ token: 'old-token', askAt: now, failures }],
      });
      const [
        {
          signOuts: [order],
        },
      ] = transition(failed, events.notSignedOut, at(now));
      return (order?.askAt ?? 0) - now;
    });
    expect(waits).toEqual([1_000, 2_000, 2_048_000, 3_600_000, 3_600_000]);
  });

  test('leaves the others as they are', () => {
    const others = [...signOuts, { token: 'other', askAt: now, failures: 3 }];
    const both = keep(links.unlinked, { signOuts: others });
    expect(transition(both, events.notSignedOut, at(now))[0].signOuts[1]).toEqual(others[1]);
    expect(transition(both, events.signedOut, at(now))[0].signOuts).toEqual([others[1]]);
  });

  test('is repeated when due, in whatever state the link is', () => {
    for (const link of Object.values(links)) {
      const due = keep(link, { signOuts });
      const [next, effects] = transition(due, events.woken, at(now + 30_000));
      expect(effects).toContainEqual({ type: 'signOut', token: 'old-token' });
      expect(next.signOuts).toEqual([{ ...signOuts[0], askAt: now + 60_000 }]);
    }
  });

  test('is not repeated before', () => {
    expect(transition(kept, events.woken, at(now + 29_999))).toEqual([kept, []]);
  });
});

describe('the account', () => {
  const [known] = transition(keep(links.linked), events.accountRead, at(now));

  test('is asked for no more once it is known', () => {
    expect(known.link).toEqual({
      ...links.linked,
      account: { name: 'Ada', avatar: null },
      retry: null,
    });
    expect(wakeAt(known)).toBeNull();
    expect(transition(known, events.woken, at(now + 9e9))).toEqual([known, []]);
  });

  test('gets its picture', () => {
    const [{ link }] = transition(known, events.avatarRead, at(now));
    expect(link).toMatchObject({ account: { name: 'Ada', avatar: 'data:image/png;base64,AA==' } });
  });

  test('is asked for again after a failure', () => {
    const [{ link }] = transition(keep(links.linked), events.accountNotRead, at(now));
    expect(link).toMatchObject({ retry: { askAt: now + 1_000, failures: 1 } });
  });

  test('of an earlier link is not taken for that of this one', () => {
    const kept = keep({ ...links.linked, linkedAt: now + 1 });
    for (const type of ['accountRead', 'accountNotRead', 'avatarRead'] as const) {
      expect(transition(kept, events[type], at(now))[0]).toBe(kept);
    }
  });
});
