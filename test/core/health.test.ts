import { describe, expect, test } from 'vitest';
import type { LinkEvent } from '../../src/core/event.ts';
import { restOf } from '../../src/core/rest.ts';
import { wakeAt } from '../../src/core/schedule.ts';
import type { Link, State } from '../../src/core/state.ts';
import { transition } from '../../src/core/transition.ts';
import { account, at, events, good, keep, links, now, outage, unauthorized } from './examples.ts';

const day = 86_400_000;
const hour = 3_600_000;
const ask = { type: 'readAccount', token: 'secret-token' };

/** What is kept after these events, a second after each other. */
function keptAfter(state: State, ...happened: LinkEvent[]): State {
  return happened.reduce(
    (known, event, index) => transition(known, event, at(now + index * 1_000))[0],
    state,
  );
}

function notRead(reason: 'rateLimited' | 'outage' | 'unauthorized', retryAfter: number | null) {
  return { ...events.accountNotRead, failure: { ...outage, reason, retryAfter } } as const;
}

describe('a link that plex.tv does not confirm', () => {
  test('is kept, and says why and since when', () => {
    const state = keptAfter(
      keep(links.linked),
      events.accountNotRead,
      events.woken,
      notRead('rateLimited', null),
    );
    expect(state.token).toBe('secret-token');
    expect(state.link).toMatchObject({
      status: 'linked',
      trouble: { reason: 'rateLimited', sinceAt: now },
    });
  });

  test('is in no trouble any more when it is confirmed', () => {
    const state = keptAfter(keep(links.linked), events.accountNotRead, events.accountRead);
    expect(state.link).toEqual({ ...good, confirmedAt: now + 1_000 });
  });

  test('is asked for as soon as the user wants to know', () => {
    const state = keptAfter(keep(links.linked), notRead('outage', 60_000));
    const [next, effects] = transition(state, events.checkPressed, at(now));
    expect(effects).toEqual([ask]);
    expect(next.link).toMatchObject({ retry: { askAt: now + 30_000, failures: 1 } });
  });

  test('but no sooner than plex.tv allows', () => {
    const state = keptAfter(keep(links.linked), notRead('rateLimited', 60_000));
    for (const event of [events.checkPressed, events.popupSeen]) {
      expect(transition(state, event, at(now + 59_999))).toEqual([state, []]);
    }
    expect(transition(state, events.checkPressed, at(now + 60_000))[1]).toEqual([ask]);
  });

  test('is asked for again when that is due, and says how often it failed', () => {
    const state = keep({ ...good, retry: { askAt: now, failures: 7 } });
    const [next, effects] = transition(state, events.woken, at(now));
    expect(effects).toEqual([ask]);
    expect(next.link).toMatchObject({ retry: { askAt: now + 30_000, failures: 7 } });
  });

  test('is asked for more and more rarely, up to once an hour', () => {
    const state = keptAfter(
      keep({ ...links.linked, retry: { askAt: now, failures: 20 } }),
      events.accountNotRead,
    );
    expect(wakeAt(state, now)).toBe(now + hour);
  });
});

describe('an open popup', () => {
  const troubled = {
    ...good,
    confirmedAt: now - day,
    trouble: { reason: 'outage', sinceAt: now },
  } as const;

  test('lets nothing wait for longer than half a minute, and hurries no more than that', () => {
    const state = keep({ ...troubled, retry: { askAt: now + hour, failures: 13 } });
    const [next, effects] = transition(state, events.popupSeen, at(now));
    expect(effects).toEqual([]);
    expect(next.link).toMatchObject({ retry: { askAt: now + 30_000, failures: 13 } });
    expect(transition(next, events.popupSeen, at(now + 29_999))).toEqual([next, []]);
    expect(transition(next, events.popupSeen, at(now + 30_000))[1]).toEqual([ask]);
  });

  test('leaves plex.tv alone where that is its wish, and asks nothing twice', () => {
    const retry = { askAt: now + hour, failures: 1 };
    const paused = {
      ...troubled,
      trouble: { reason: 'rateLimited', sinceAt: now },
      retry,
    } as const;
    expect(transition(keep(paused), events.popupSeen, at(now))).toEqual([keep(paused), []]);
    const asked = keep({ ...good, confirmedAt: 0, retry: links.linked.retry });
    expect(transition(asked, events.popupSeen, at(now))).toEqual([asked, []]);
  });

  test('asks for what is older than an hour', () => {
    expect(transition(keep(good), events.popupSeen, at(now + hour + 1))[1]).toEqual([ask]);
    expect(transition(keep(good), events.popupSeen, at(now + hour))).toEqual([keep(good), []]);
    expect(transition(keep(good), events.popupSeen, at(now))).toEqual([keep(good), []]);
  });

  test('asks where the clock was set back', () => {
    expect(transition(keep(good), events.popupSeen, at(now - 1))[1]).toEqual([ask]);
  });

  test('does what is due, without waiting for the clock', () => {
    const state = keep({ ...good, retry: { askAt: now, failures: 7 } });
    expect(transition(state, events.popupSeen, at(now))[1]).toEqual([ask]);
    const order = { token: 'old', spare: false, asked: true, askAt: now, failures: 1 };
    const unlinked = keep(links.unlinked, { signOuts: [order] });
    const [, effects] = transition(unlinked, events.popupSeen, at(now));
    expect(effects).toEqual([{ type: 'signOut', token: 'old' }]);
  });

  test('asks nothing of a link that plex.tv has ended', () => {
    for (const time of [now, now + day]) {
      const state = keep(links.revoked);
      expect(transition(state, events.popupSeen, at(time))).toEqual([state, []]);
    }
  });
});

describe('a link that was confirmed', () => {
  test('is asked for once a day, also when the clock was set back', () => {
    expect(wakeAt(keep(good), now)).toBe(now + day);
    expect(transition(keep(good), events.woken, at(now + day - 1))[1]).toEqual([]);
    expect(transition(keep(good), events.woken, at(now + day))[1]).toEqual([ask]);
    expect(transition(keep(good), events.woken, at(now - 1))[1]).toEqual([ask]);
    expect(wakeAt(keep(good), now - 1)).toBe(now - 1);
  });
});

describe('a link that plex.tv has ended', () => {
  const revoked = keptAfter(
    keep({ ...good, retry: links.linked.retry }),
    notRead('unauthorized', null),
  );

  test('keeps its token and its account, and asks nothing by itself', () => {
    const answered = { retry: null, trouble: null };
    const link = { status: 'revoked', linkedAt: now, account, revokedAt: now, ...answered };
    expect(revoked.link).toEqual(link);
    expect(revoked.token).toBe('secret-token');
    expect(wakeAt(revoked, now)).toBeNull();
  });

  test('says when plex.tv last said so', () => {
    const again = { ...events.accountNotRead, failure: unauthorized };
    const [next] = transition(revoked, again, at(now + 5_000));
    expect(next.link).toMatchObject({ revokedAt: now + 5_000, account });
  });

  test('is asked for again when the user wants to know, and until that is answered', () => {
    const [asked, effects] = transition(revoked, events.checkPressed, at(now));
    expect(effects).toEqual([ask]);
    expect(wakeAt(asked, now)).toBe(now + 30_000);
    const failed = keptAfter(asked, events.accountNotRead);
    expect(failed.link).toMatchObject({
      status: 'revoked',
      trouble: { reason: 'outage', sinceAt: now },
      retry: { askAt: now + 1_000, failures: 1 },
    });
    expect(transition(failed, events.woken, at(now + 1_000))[1]).toEqual([ask]);
    const paused = keptAfter(asked, notRead('rateLimited', 60_000));
    expect(transition(paused, events.checkPressed, at(now + 59_999))).toEqual([paused, []]);
    expect(keptAfter(asked, notRead('unauthorized', null)).link).toEqual(revoked.link);
  });

  test('stays so while nobody knows better', () => {
    expect(transition(revoked, events.accountNotRead, at(now))).toEqual([revoked, []]);
  });

  test('is a link again where its token is good after all', () => {
    expect(keptAfter(revoked, events.accountRead)).toEqual(keep(good));
  });

  test('keeps the dead token until there is another', () => {
    const asked = keptAfter(revoked, { ...events.linkPressed, attempt: 'first' });
    expect(asked).toMatchObject({ token: 'secret-token', link: { before: revoked.link } });
    expect(keptAfter(asked, events.cancelPressed)).toEqual(revoked);
    const linked = keptAfter(asked, events.pinCreated, { ...events.pinClaimed, authToken: 'new' });
    expect(linked).toMatchObject({ token: 'new', link: { status: 'linked', account: null } });
  });
});

describe('another account', () => {
  const asked = transition(keep(good), { ...events.switchPressed, attempt: 'first' }, at(now))[0];
  const waits = keptAfter(asked, events.pinCreated);
  const claimed = { ...events.pinClaimed, authToken: 'new' };

  test('is asked for over the one that is linked', () => {
    expect(asked.link).toMatchObject({ status: 'requesting', way: 'browser', before: good });
    expect(asked.token).toBe('secret-token');
  });

  test.each<[string, Link]>([
    ['unlinked', links.unlinked],
    ['waiting', links.waiting],
    ['revoked', links.revoked],
  ])('is not asked for where it is %s', (_, link) => {
    expect(transition(keep(link), events.switchPressed, at(now))).toEqual([keep(link), []]);
  });

  test.each<[string, LinkEvent]>([
    ['is cancelled', events.cancelPressed],
    ['is gone', events.pinGone],
    ['has expired', { ...events.pinPending, sentAt: now + day }],
  ])('leaves the one before as it was when it %s', (_, event) => {
    const ended = keptAfter(waits, event, events.cancelPressed);
    expect([ended.link, ended.token]).toEqual([good, 'secret-token']);
  });

  test('that could not even be asked for leaves the one before as it was', () => {
    const failed = keptAfter(asked, events.pinNotCreated);
    expect(failed).toMatchObject({
      link: { status: 'failed', before: good },
      token: 'secret-token',
    });
    expect(keptAfter(failed, events.cancelPressed)).toEqual(keep(good));
  });

  test('takes the place of the one before, whose token is ended when the new one is good', () => {
    const [linked, effects] = transition(waits, claimed, at(now));
    expect(linked).toMatchObject({ token: 'new', link: { status: 'linked', account: null } });
    expect(effects.map(({ type }) => type)).toEqual(['closeApproval', 'announce', 'readAccount']);
    expect(linked.signOuts).toMatchObject([{ token: 'secret-token', spare: true, asked: false }]);
    expect(transition(linked, events.woken, at(now))[1]).toEqual([]);
    const known = keptAfter(linked, { ...events.accountRead, token: 'new' });
    expect(transition(known, events.woken, at(now))[1]).toEqual([
      { type: 'signOut', token: 'secret-token' },
    ]);
  });

  test('that is the same one is linked with its token, which nobody ends', () => {
    const linked = keptAfter(waits, events.pinClaimed);
    expect(linked).toMatchObject({
      token: 'secret-token',
      link: { status: 'linked' },
      signOuts: [],
    });
  });

  test('whose token is dead at once leaves the one before', () => {
    const refused = { ...events.accountNotRead, token: 'new', failure: unauthorized };
    const back = keptAfter(waits, claimed, refused);
    expect(back).toMatchObject({ token: 'secret-token', link: { status: 'linked' }, signOuts: [] });
  });

  test('does not keep the one before from being asked for', () => {
    const [next, effects] = transition(waits, events.woken, at(now + day));
    expect(effects).toContainEqual(ask);
    expect(restOf(next.link)).toMatchObject({ retry: { askAt: now + day + 30_000 } });
    const known = keptAfter(next, events.accountRead);
    expect(known.link).toMatchObject({
      status: 'waiting',
      before: { status: 'linked', retry: null },
    });
    const ended = keptAfter(next, notRead('unauthorized', null));
    expect(ended.link).toMatchObject({ status: 'waiting', before: { status: 'revoked' } });
  });

  test('hurries the one before when the network returns', () => {
    const before = { ...good, retry: { askAt: now + hour, failures: 13 } };
    const state = keep({ ...links.expired, before });
    expect(transition(state, events.networkReturned, at(now))[1]).toEqual([ask]);
    expect(wakeAt(state, now)).toBe(now + hour);
  });

  test('may have its place taken by a pin that was left, and the attempt goes on', () => {
    const doubtful = keptAfter(waits, { ...claimed, pinId: 8, authToken: 'left' });
    expect(restOf(doubtful.link)).toMatchObject({ retry: links.linked.retry });
    const replaced = keptAfter(doubtful, notRead('unauthorized', null));
    expect(replaced).toMatchObject({ token: 'left', link: { status: 'waiting', pin: { id: 7 } } });
  });
});

describe('unlinking', () => {
  const order = { token: 'secret-token', spare: false, asked: true };
  const unlinked = keptAfter(keep(good), events.unlinkPressed);
  const done = { ...events.signedOut, token: 'secret-token' };
  const failed = { ...events.notSignedOut, token: 'secret-token' };

  test('tells how it goes', () => {
    expect(unlinked).toMatchObject({ link: { news: 'signingOut' }, signOuts: [order] });
    expect(keptAfter(unlinked, done)).toEqual(keep({ status: 'unlinked', news: 'signedOut' }));
    const late = keptAfter(unlinked, failed);
    expect(late.link).toEqual({ status: 'unlinked', news: 'notSignedOut' });
    expect(keptAfter(late, done).link).toEqual({ status: 'unlinked', news: 'signedOut' });
  });

  test('counts as done where the token was dead already', () => {
    const dead = { ...failed, failure: unauthorized };
    expect(keptAfter(keep(links.revoked), events.unlinkPressed, dead).link).toMatchObject({
      news: 'signedOut',
    });
  });

  test('goes on being told where an attempt was begun and given up meanwhile', () => {
    const meanwhile = keptAfter(unlinked, { ...events.linkPressed, attempt: 'first' }, done);
    expect(meanwhile.link).toMatchObject({ status: 'requesting', before: { news: 'signedOut' } });
    expect(keptAfter(meanwhile, events.cancelPressed).link).toMatchObject({ news: 'signedOut' });
  });

  test('ends whatever else was to be ended, and is done when all of it is', () => {
    const orphan = { token: 'orphan', spare: true, asked: false, askAt: now, failures: 0 };
    const both = keptAfter(keep(good, { signOuts: [orphan] }), events.unlinkPressed);
    expect(both.signOuts).toMatchObject([{ ...orphan, spare: false, asked: true }, order]);
    const half = keptAfter(both, done);
    expect(half.link).toMatchObject({ news: 'signingOut' });
    const orphanDone = { ...events.signedOut, token: 'orphan' };
    expect(keptAfter(half, orphanDone).link).toMatchObject({ news: 'signedOut' });
  });

  test('is told of no token that the user has not unlinked', () => {
    const orphan = { token: 'orphan', spare: false, asked: false, askAt: now, failures: 0 };
    const state = keep(links.unlinked, { signOuts: [orphan] });
    for (const event of [events.signedOut, events.notSignedOut]) {
      const next = keptAfter(state, { ...event, token: 'orphan' });
      expect(next.link).toEqual(links.unlinked);
    }
    const both = { ...unlinked, signOuts: [...unlinked.signOuts, orphan] };
    expect(keptAfter(both, { ...events.signedOut, token: 'orphan' }).link).toBe(unlinked.link);
    expect(keptAfter(both, { ...events.notSignedOut, token: 'orphan' }).link).toBe(unlinked.link);
    expect(keptAfter(both, done).link).toMatchObject({ news: 'signedOut' });
  });

  test('is told no more once there is another link', () => {
    const linked = { ...keep(good, { token: 'new' }), signOuts: unlinked.signOuts };
    expect(keptAfter(linked, done).link).toEqual(good);
    expect(keptAfter(linked, failed).link).toEqual(good);
  });
});
