import { describe, expect, test } from 'vitest';
import type { LinkEvent } from '../../src/core/event.ts';
import { wakeAt } from '../../src/core/schedule.ts';
import type { State } from '../../src/core/state.ts';
import { transition } from '../../src/core/transition.ts';
import { account, at, events, good, keep, links, now, unauthorized } from './examples.ts';

const signOuts = [
  { token: 'old-token', spare: false, asked: false, askAt: now + 30_000, failures: 0 },
];

describe('a token', () => {
  test('comes with the link in one step', () => {
    const [next, effects] = transition(keep(links.waiting), events.pinClaimed, at(now));
    expect(next).toEqual(keep(links.linked));
    expect(effects).toContainEqual({ type: 'readAccount', token: 'secret-token' });
  });

  test('that is told twice is linked once and never signed out', () => {
    const state = keep(links.linked);
    expect(transition(state, events.pinClaimed, at(now))).toEqual([state, []]);
  });

  test('of a pin that was left is known already where it is that of the link', () => {
    const { code: _, address: __, ...pinLeft } = links.waiting.pin;
    const left = [{ ...pinLeft, leftAt: now, askAt: now, failures: 0 }];
    const told = transition(keep(links.linked, { left }), events.pinClaimed, at(now));
    expect(told).toEqual([keep(links.linked), []]);
  });

  test('is signed out once, however often that is asked for', () => {
    const state = keep(links.unlinked, { signOuts });
    const claimed = { ...events.pinClaimed, authToken: 'old-token' };
    expect(transition(state, claimed, at(now))).toEqual([state, []]);
  });

  test('is gone here at once when unlinked, and kept until plex.tv has ended it', () => {
    const [next] = transition(keep(links.linked), events.unlinkPressed, at(now));
    expect(next.token).toBeNull();
    expect(next.signOuts).toEqual([
      { token: 'secret-token', spare: false, asked: true, askAt: now + 30_000, failures: 0 },
    ]);
    expect(wakeAt(next, now)).toBe(now + 30_000);
  });
});

describe('a token that nobody has waited for', () => {
  const claimed = { ...events.pinClaimed, pinId: 8, authToken: 'orphan' };
  const spare = { token: 'orphan', spare: true, asked: false, askAt: now, failures: 0 };
  const order = { ...spare, spare: false, askAt: now + 30_000 };
  const refused: LinkEvent = {
    ...events.accountNotRead,
    failure: unauthorized,
  };
  /** Linked, with a pin approved since that nobody had waited for. */
  function doubtfulLink(): State {
    return transition(keep(good), claimed, at(now))[0];
  }

  test('is ended at once where there is no other', () => {
    for (const link of [links.unlinked, links.requesting, links.expired, links.failed]) {
      const [next] = transition(keep(link), claimed, at(now));
      expect(next).toEqual(keep(link, { signOuts: [spare] }));
      expect(wakeAt(next, now)).toBe(now);
      const [ending, effects] = transition(next, events.woken, at(now));
      expect(ending.signOuts).toEqual([order]);
      expect(effects).toEqual([{ type: 'signOut', token: 'orphan' }]);
    }
  });

  test('is put by while another pin waits, and ended when that is given up', () => {
    const [next] = transition(keep(links.waiting), claimed, at(now));
    expect(next.signOuts).toEqual([spare]);
    expect(wakeAt(next, now)).toBe(links.waiting.checkAt);
    expect(transition(next, events.woken, at(now + 100))).toEqual([next, []]);
    expect(wakeAt(transition(next, events.cancelPressed, at(now))[0], now)).toBe(now);
  });

  test('makes sure first that it has not replaced the one of the link', () => {
    const doubtful = doubtfulLink();
    expect(doubtful).toEqual(keep({ ...good, retry: links.linked.retry }, { signOuts: [spare] }));
    expect(wakeAt(doubtful, now)).toBe(now + 30_000);
    const [settled] = transition(doubtful, events.accountRead, at(now + 1));
    expect(settled.token).toBe('secret-token');
    expect(wakeAt(settled, now)).toBe(now);
  });

  test('is not ended on the word of an account that was read before', () => {
    const early = { ...events.accountRead, sentAt: now - 1 };
    const [next, effects] = transition(doubtfulLink(), early, at(now + 1));
    expect(next.signOuts).toEqual([spare]);
    expect(wakeAt(next, now)).toBe(now + 30_001);
    expect(effects).toEqual([{ type: 'readAccount', token: 'secret-token' }]);
  });

  test('is not asked for again and again after the clock was set back', () => {
    const back = now - 3_600_000;
    const early = { ...events.accountRead, sentAt: back };
    const [again] = transition(doubtfulLink(), early, at(back));
    expect(transition(again, early, at(back))[0].link).toMatchObject({ retry: null });
  });

  test('takes the place of the one of the link where it has replaced it', () => {
    const [next, effects] = transition(doubtfulLink(), refused, at(now + 1));
    expect(next.link).toMatchObject({ status: 'linked', linkedAt: now + 1, account: null });
    expect([next.token, next.signOuts]).toEqual(['orphan', []]);
    expect(effects).toContainEqual({ type: 'readAccount', token: 'orphan' });
  });

  test('is no spare any more once it is being ended', () => {
    const state = keep(links.linked, { signOuts: [order] });
    expect(transition(state, refused, at(now))[0].link.status).toBe('revoked');
  });

  test('is put by once, however often it is told', () => {
    expect(transition(doubtfulLink(), claimed, at(now + 1))[0].signOuts).toEqual([spare]);
  });

  test('is put by beside those that are being ended already', () => {
    const [next] = transition(keep(links.waiting, { signOuts }), claimed, at(now));
    expect(next.signOuts).toEqual([...signOuts, spare]);
  });

  test('leaves the ending of others as it is when it takes the place of the one of the link', () => {
    const { signOuts: spares, ...rest } = doubtfulLink();
    const state = { ...rest, signOuts: [...signOuts, ...spares] };
    const [next] = transition(state, refused, at(now + 1));
    expect([next.token, next.signOuts]).toEqual(['orphan', signOuts]);
  });

  test('makes the link again where it has lost its own', () => {
    const [next, effects] = transition(keep(links.revoked), claimed, at(now));
    const dead = { token: 'secret-token', spare: true, asked: false, askAt: now, failures: 0 };
    expect(next).toEqual(keep(links.linked, { token: 'orphan', signOuts: [dead] }));
    expect(effects).toEqual([{ type: 'readAccount', token: 'orphan' }]);
  });
});

describe('a sign-out', () => {
  const state = keep(links.unlinked, { signOuts });

  test('ends when plex.tv has done it, or had before', () => {
    const refused: LinkEvent = {
      type: 'notSignedOut',
      token: 'old-token',
      failure: unauthorized,
    };
    for (const event of [events.signedOut, refused]) {
      expect(transition(state, event, at(now))).toEqual([keep(links.unlinked), []]);
    }
  });

  test('is put off by a failure, longer each time, up to an hour', () => {
    const waits = [0, 1, 11, 12, 40].map(failures => {
      const failed = keep(links.unlinked, {
        signOuts: [{ token: 'old-token', spare: false, asked: false, askAt: now, failures }],
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
    const others = [
      ...signOuts,
      { token: 'other', spare: false, asked: false, askAt: now, failures: 3 },
    ];
    const both = keep(links.unlinked, { signOuts: others });
    const [failed, effects] = transition(both, events.notSignedOut, at(now));
    expect([failed.signOuts[1], effects]).toEqual([others[1], []]);
    const second = { ...events.notSignedOut, token: 'other' };
    expect(transition(both, second, at(now))[0].signOuts).toEqual([
      signOuts[0],
      { ...others[1], askAt: now + 8_000, failures: 4 },
    ]);
    expect(transition(both, events.signedOut, at(now))[0].signOuts).toEqual([others[1]]);
  });

  test('that nobody knows of any more is not begun by its answer', () => {
    const unknown = { ...events.notSignedOut, token: 'unknown' };
    expect(transition(state, unknown, at(now))[0]).toBe(state);
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
    expect(transition(state, events.woken, at(now + 29_999))).toEqual([state, []]);
  });
});

describe('the account', () => {
  function knownAccount(): State {
    return transition(keep(links.linked), events.accountRead, at(now))[0];
  }

  test('is asked for no more for a day once it is known', () => {
    const known = knownAccount();
    expect(known.link).toEqual(good);
    expect(wakeAt(known, now)).toBe(now + 86_400_000);
    expect(transition(known, events.woken, at(now + 86_399_999))).toEqual([known, []]);
    expect(wakeAt(known, now + 86_400_000)).toBe(now + 86_400_000);
    expect(wakeAt(known, now - 1)).toBe(now - 1);
  });

  const thumb = events.avatarRead.thumb;
  const { avatar } = events.avatarRead;
  const pictured = { ...events.accountRead, account: { ...events.accountRead.account, thumb } };

  test('gets its picture', () => {
    const [known, effects] = transition(keep(links.linked), pictured, at(now));
    expect(effects).toEqual([{ type: 'readAvatar', linkedAt: now, thumb }]);
    const [{ link }, none] = transition(known, events.avatarRead, at(now));
    expect(none).toEqual([]);
    expect(link).toEqual({ ...good, account: { ...account, thumb, avatar } });
  });

  test('keeps its picture until there is another, or none', () => {
    const state = keep({ ...good, account: { ...account, thumb, avatar } });
    expect(transition(state, pictured, at(now))).toEqual([state, []]);
    const other = { ...pictured.account, thumb: 'https://plex.tv/b' };
    const [changed, effects] = transition(state, { ...pictured, account: other }, at(now));
    expect(changed.link).toMatchObject({ account: { avatar: null } });
    expect(effects).toEqual([{ type: 'readAvatar', linkedAt: now, thumb: other.thumb }]);
    const none = transition(state, events.accountRead, at(now))[0].link;
    expect(none).toMatchObject({ account: { thumb: null, avatar: null } });
  });

  test('gets no picture that is of another address', () => {
    const state = keep({ ...good, account: { ...account, thumb: 'https://plex.tv/b' } });
    expect(transition(state, events.avatarRead, at(now))).toEqual([state, []]);
  });

  test('is asked for again after a failure', () => {
    const [{ link }] = transition(keep(links.linked), events.accountNotRead, at(now));
    expect(link).toMatchObject({ retry: { askAt: now + 1_000, failures: 1 } });
  });

  test('that is known is not forgotten for a failure that comes late', () => {
    const known = knownAccount();
    expect(transition(known, events.accountNotRead, at(now + 1))).toEqual([known, []]);
  });

  test('is not asked for without a token', () => {
    const state = keep(links.linked, { token: null });
    expect(transition(state, events.woken, at(now + 30_000))).toEqual([state, []]);
  });

  test('gets no picture that was asked for by an earlier link', () => {
    const known = keep({ ...good, account: { ...account, thumb } });
    const early = { ...events.avatarRead, linkedAt: now - 1 };
    expect(transition(known, early, at(now))).toEqual([known, []]);
  });

  test('of an earlier link is not taken for that of this one', () => {
    const state = keep({ ...links.linked, linkedAt: now + 1 }, { token: 'another-token' });
    for (const type of ['accountRead', 'accountNotRead', 'avatarRead'] as const) {
      expect(transition(state, events[type], at(now))[0]).toBe(state);
    }
  });
});
