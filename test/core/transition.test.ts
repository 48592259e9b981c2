import { describe, expect, test } from 'vitest';
import type { LinkEvent } from '../../src/core/event.ts';
import { restOf } from '../../src/core/rest.ts';
import { wakeAt } from '../../src/core/schedule.ts';
import type { Link } from '../../src/core/state.ts';
import { transition } from '../../src/core/transition.ts';
import { at, events, good, keep, links, now, pin, unauthorized, waiting } from './examples.ts';

const expiry = pin.expiresAt;
const browserPin = { ...pin, address: 'https://app.plex.tv/auth#?code=x' };

/** Every arrow of the machine: from this link, this event at this time leads there, with these orders. */
const arrows: [string, Link, LinkEvent, number, Link['status'], string[]][] = [
  ['asks for a pin', links.unlinked, events.linkPressed, now, 'requesting', ['createPin']],
  ['asks anew after expiry', links.expired, events.linkPressed, now, 'requesting', ['createPin']],
  ['asks anew after failure', links.failed, events.linkPressed, now, 'requesting', ['createPin']],
  ['switches while asking', links.requesting, events.linkPressed, now, 'requesting', ['createPin']],
  [
    'switches while waiting, and looks after the pin that it leaves',
    links.waiting,
    events.linkPressed,
    now,
    'requesting',
    ['closeApproval', 'checkPin', 'createPin'],
  ],
  ['shows a short pin', links.requesting, events.pinCreated, now, 'waiting', []],
  [
    'opens the approval page for a strong pin',
    { ...links.requesting, way: 'browser' },
    { ...events.pinCreated, pin: browserPin },
    now,
    'waiting',
    ['openApproval'],
  ],
  ['fails without a pin', links.requesting, events.pinNotCreated, now, 'failed', []],
  ['asks again after a death', links.requesting, events.started, now, 'requesting', ['createPin']],
  ['waits for the answer', links.requesting, events.woken, now + 29_999, 'requesting', []],
  ['asks again', links.requesting, events.woken, now + 30_000, 'requesting', ['createPin']],
  ['gives up asking', links.requesting, events.started, now + 120_000, 'failed', []],
  ['cancels asking', links.requesting, events.cancelPressed, now, 'unlinked', []],
  [
    'cancels waiting, and looks after the pin',
    links.waiting,
    events.cancelPressed,
    now,
    'unlinked',
    ['closeApproval', 'checkPin'],
  ],
  ['checks when due', links.waiting, events.woken, now + 5_000, 'waiting', ['checkPin']],
  [
    'checks when due after a death',
    links.waiting,
    events.started,
    now + 5_000,
    'waiting',
    ['checkPin'],
  ],
  ['does not check before', links.waiting, events.woken, now + 4_999, 'waiting', []],
  [
    'checks for an open popup',
    links.waiting,
    events.popupSeen,
    now + 1_000,
    'waiting',
    ['checkPin'],
  ],
  ['checks at most once a second', links.waiting, events.popupSeen, now + 999, 'waiting', []],
  ['checks what it heard', links.waiting, events.approvalHeard, now + 1, 'waiting', ['checkPin']],
  ['checks on closing', links.waiting, events.approvalClosed, now + 1, 'waiting', ['checkPin']],
  ['checks when online', links.waiting, events.networkReturned, now + 1, 'waiting', ['checkPin']],
  ['only notes what pages read', links.waiting, events.pageHeard, now + 1, 'waiting', []],
  ['goes on while pending', links.waiting, events.pinPending, now + 1, 'waiting', []],
  ['goes on in trouble', links.waiting, events.pinNotChecked, now + 1, 'waiting', []],
  [
    'is linked',
    links.waiting,
    events.pinClaimed,
    now,
    'linked',
    ['closeApproval', 'announce', 'readAccount'],
  ],
  [
    'is linked after the end',
    links.waiting,
    events.pinClaimed,
    expiry + 9e7,
    'linked',
    ['closeApproval', 'announce', 'readAccount'],
  ],
  ['is declined', links.waiting, events.pinGone, expiry - 5_001, 'failed', ['closeApproval']],
  [
    'is gone at its end',
    links.waiting,
    events.pinGone,
    expiry - 5_000,
    'expired',
    ['closeApproval'],
  ],
  [
    'expires by the last check',
    links.waiting,
    { ...events.pinPending, sentAt: expiry + 1_000, expiresIn: null },
    expiry + 1_000,
    'expired',
    ['closeApproval'],
  ],
  [
    'does not expire by a check that was asked before the end',
    links.waiting,
    { ...events.pinPending, sentAt: expiry + 999, expiresIn: null },
    expiry + 1_001,
    'waiting',
    [],
  ],
  [
    'does not expire by a failed check',
    links.waiting,
    events.pinNotChecked,
    expiry + 1,
    'waiting',
    [],
  ],
  ['knows the account', links.linked, events.accountRead, now, 'linked', []],
  [
    'fetches the avatar',
    links.linked,
    {
      ...events.accountRead,
      account: { ...events.accountRead.account, thumb: 'https://plex.tv/users/1/avatar' },
    },
    now,
    'linked',
    ['readAvatar'],
  ],
  [
    'asks for the account again',
    links.linked,
    events.woken,
    now + 30_000,
    'linked',
    ['readAccount'],
  ],
  ['keeps the link in trouble', links.linked, events.accountNotRead, now, 'linked', []],
  [
    'knows that its token is refused',
    links.linked,
    { ...events.accountNotRead, failure: unauthorized },
    now,
    'revoked',
    [],
  ],
  ['asks once a day', good, events.woken, now + 86_400_000, 'linked', ['readAccount']],
  ['does not ask before', good, events.woken, now + 86_399_999, 'linked', []],
  ['asks when told to', good, events.checkPressed, now, 'linked', ['readAccount']],
  ['asks for a popup', good, events.popupSeen, now + 3_600_001, 'linked', ['readAccount']],
  ['but not when it knows', good, events.popupSeen, now + 3_600_000, 'linked', []],
  ['links another', good, events.switchPressed, now, 'requesting', ['createPin']],
  ['links again', links.revoked, events.linkPressed, now, 'requesting', ['createPin']],
  ['asks once more', links.revoked, events.checkPressed, now, 'revoked', ['readAccount']],
  ['is valid after all', links.revoked, events.accountRead, now, 'linked', []],
  ['unlinks what is dead', links.revoked, events.unlinkPressed, now, 'unlinked', ['signOut']],
  ['unlinks', links.linked, events.unlinkPressed, now, 'unlinked', ['signOut']],
];

describe('an arrow', () => {
  test.each(arrows)('%s', (_, link, event, time, status, orders) => {
    const [next, effects] = transition(keep(link), event, at(time));
    expect(next.link.status).toBe(status);
    expect(effects.map(effect => effect.type)).toEqual(orders);
  });
});

/** The events that may change a link of each status; all the others leave it as it is. */
const awaited: { [Status in Link['status']]: LinkEvent['type'][] } = {
  unlinked: ['linkPressed', 'pinClaimed'],
  requesting: [
    'linkPressed',
    'cancelPressed',
    'started',
    'pinCreated',
    'pinNotCreated',
    'pinClaimed',
  ],
  waiting: [
    'linkPressed',
    'popupSeen',
    'cancelPressed',
    'networkReturned',
    'pageHeard',
    'approvalHeard',
    'approvalClosed',
    'pinClaimed',
    'pinPending',
    'pinGone',
    'pinNotChecked',
  ],
  linked: ['switchPressed', 'checkPressed', 'unlinkPressed', 'accountRead', 'accountNotRead'],
  revoked: ['linkPressed', 'checkPressed', 'unlinkPressed', 'accountRead'],
  expired: ['linkPressed', 'cancelPressed', 'pinClaimed'],
  failed: ['linkPressed', 'cancelPressed', 'pinClaimed'],
};

describe('every state with every event', () => {
  for (const link of Object.values(links)) {
    for (const event of Object.values(events)) {
      test(`${link.status}, ${event.type}`, () => {
        const state = keep(link);
        const [next] = transition(state, event, at(now + 500));
        expect(next !== state).toBe(awaited[link.status].includes(event.type));
        // There is a token exactly where there is a link, and the clock is set while one waits.
        expect(next.token !== null).toBe(restOf(next.link).status !== 'unlinked');
        const hasWork = ['requesting', 'waiting'].includes(next.link.status);
        if (hasWork) expect(wakeAt(next, now + 500)).toBeGreaterThanOrEqual(now + 500);
        const hasMore = next.signOuts.length > 0 || next.left.length > 0;
        if (!hasWork && !hasMore && restOf(next.link).status === 'unlinked')
          expect(wakeAt(next, now + 500)).toBeNull();
      });
    }
  }
});

test('a check says nothing about another pin', () => {
  for (const type of ['pinPending', 'pinGone', 'pinNotChecked'] as const) {
    const state = keep(waiting);
    expect(transition(state, { ...events[type], pinId: 8 }, at(now))[0]).toBe(state);
  }
});

test('the answer to an earlier attempt is not taken for the answer to this one', () => {
  const state = keep({ ...links.requesting, attempt: 'second' });
  expect(transition(state, events.pinCreated, at(now))[0]).toBe(state);
  expect(transition(state, events.pinNotCreated, at(now))[0]).toBe(state);
});

test('a pin is asked for at once, again in 30 s, and for 2 min', () => {
  const [{ link }] = transition(keep(links.unlinked), events.linkPressed, at(now));
  expect(link).toEqual({
    status: 'requesting',
    way: 'browser',
    before: links.unlinked,
    attempt: 'second',
    askAt: now + 30_000,
    giveUpAt: now + 120_000,
  });
});

test('what could never be asked for says that it was interrupted', () => {
  const [{ link }] = transition(keep(links.requesting), events.started, at(now + 120_000));
  expect(link).toEqual({ ...links.failed, reason: 'interrupted' });
});

test('a pin that has just come is checked in 5 s, by whichever way, or at its end', () => {
  for (const way of ['browser', 'device'] as const) {
    const state = keep({ ...links.requesting, way });
    const [{ link }] = transition(state, events.pinCreated, at(now));
    expect(link).toEqual({ ...waiting, way });
    const brief = { ...pin, expiresAt: now + 2_000 };
    const [next] = transition(state, { ...events.pinCreated, pin: brief }, at(now));
    expect(next.link).toMatchObject({ checkAt: now + 3_000 });
  }
});

describe('when the network returns', () => {
  const retry = { askAt: now + 3_600_000, failures: 13 };
  const order = { token: 'old-token', spare: false, asked: false, ...retry };
  const left = {
    id: 8,
    expiresAt: now + 900_000,
    expiresIn: 900,
    doubted: false,
    leftAt: now,
    ...retry,
  };
  const doubtful = { ...links.linked, retry };

  test('all that has failed is tried at once', () => {
    const state = keep(doubtful, { signOuts: [order], left: [left] });
    const [next, effects] = transition(state, events.networkReturned, at(now));
    const types = effects.map(({ type }) => type);
    expect(types.sort()).toEqual(['checkPin', 'readAccount', 'signOut']);
    expect(wakeAt(next, now)).toBe(now + 30_000);
  });

  test('an attempt that waits for nobody is left as it is', () => {
    const state = keep(links.requesting, { signOuts: [order] });
    const [next] = transition(state, events.networkReturned, at(now));
    expect(next.link).toBe(links.requesting);
  });

  test('what plex.tv wants to be left alone with is not hurried', () => {
    const paused = { askAt: now + 60_000, failures: 1 };
    const state = keep(
      { ...doubtful, retry: paused },
      { signOuts: [{ ...order, ...paused }], left: [{ ...left, ...paused }] },
    );
    expect(transition(state, events.networkReturned, at(now))).toEqual([state, []]);
    const short = keep({ ...doubtful, retry: { askAt: now + 1_000, failures: 1 } });
    expect(transition(short, events.networkReturned, at(now))[1]).toHaveLength(1);
  });

  test('nothing is asked where nothing is wanted', () => {
    const known = keep(good);
    expect(transition(known, events.networkReturned, at(now))).toEqual([known, []]);
  });

  test('nothing that is under way is begun again', () => {
    const begun = { ...order, failures: 0 };
    const state = keep(links.linked, { signOuts: [begun], left: [{ ...left, failures: 0 }] });
    expect(transition(state, events.networkReturned, at(now))).toEqual([state, []]);
  });
});

test('pressing twice asks once', () => {
  for (const link of [links.requesting, links.waiting]) {
    const state = keep(link);
    const again = { ...events.linkPressed, way: link.way };
    expect(transition(state, again, at(now))).toEqual([state, []]);
  }
});

test('the same way can be tried again when it has come to its end', () => {
  for (const link of [links.expired, links.failed]) {
    const again = { ...events.linkPressed, way: link.way };
    const [next] = transition(keep(link), again, at(now));
    expect(next.link).toMatchObject({ status: 'requesting', way: link.way, attempt: 'second' });
  }
});

test('the approval page is opened again for a strong pin only', () => {
  const [, effects] = transition(
    keep({ ...waiting, way: 'browser' }),
    events.reopenPressed,
    at(now),
  );
  expect(effects).toEqual([{ type: 'openApproval', address: pin.address }]);
  expect(transition(keep(waiting), events.reopenPressed, at(now))[1]).toEqual([]);
  for (const link of [links.requesting, links.expired, links.failed]) {
    const state = keep({ ...link, way: 'browser' });
    expect(transition(state, events.reopenPressed, at(now))).toEqual([state, []]);
  }
});
