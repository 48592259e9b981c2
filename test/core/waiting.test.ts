import { describe, expect, test } from 'vitest';
import type { LinkEvent } from '../../src/core/event.ts';
import type { State, Waiting } from '../../src/core/state.ts';
import { transition } from '../../src/core/transition.ts';
import { at, events, keep, links, now, pin, waiting } from './examples.ts';

const expiry = pin.expiresAt;
/** plex.tv names whole seconds, so its pin may end by as much as one later than it says. */
const over = expiry + 1_000;

function keptAfter(link: Waiting, time: number, ...happened: LinkEvent[]): State {
  return happened.reduce((state, event) => transition(state, event, at(time))[0], keep(link));
}

function waitingAfter(link: Waiting, time: number, ...happened: LinkEvent[]): Waiting {
  const { link: next } = keptAfter(link, time, ...happened);
  if (next.status !== 'waiting') throw new Error(`It is ${next.status}.`);
  return next;
}

function failure(reason: 'outage' | 'rateLimited', retryAfter: number | null = null): LinkEvent {
  return { type: 'pinNotChecked', pinId: 7, failure: { reason, retryAfter, status: null } };
}

describe('the next check', () => {
  test.each([
    ['5 s later for a code on another device', { way: 'device', hearing: true }, 5_000],
    ['5 s later while hearing is not proved', { way: 'browser', hearing: false }, 5_000],
    ['15 s later once it is', { way: 'browser', hearing: true }, 15_000],
  ] as const)('comes %s', (_, how, interval) => {
    const link = waitingAfter({ ...waiting, ...how }, now + 5_000, events.woken);
    expect(link.checkAt).toBe(now + 5_000 + interval);
  });

  test('comes at the very end of the pin, not after it', () => {
    const link = waitingAfter(
      { ...waiting, checkAt: expiry - 2_000 },
      expiry - 2_000,
      events.woken,
    );
    expect(link.checkAt).toBe(over);
  });

  test('is brought forward by an open popup to a second after the last', () => {
    expect(waitingAfter(waiting, now + 300, events.popupSeen).checkAt).toBe(now + 1_000);
  });

  test('is not put off by an open popup', () => {
    const soon = { ...waiting, checkAt: now + 600 };
    expect(waitingAfter(soon, now + 300, events.popupSeen).checkAt).toBe(now + 600);
    const second = keep({ ...waiting, checkAt: now + 1_000 });
    expect(transition(second, events.popupSeen, at(now + 300))[0]).toBe(second);
  });

  test('stays where it is when the pin is pending, unless the pin ends before', () => {
    expect(waitingAfter(waiting, now + 1, events.pinPending).checkAt).toBe(now + 5_000);
    const short = { ...events.pinPending, expiresIn: 2 };
    expect(waitingAfter(waiting, now + 1, short).checkAt).toBe(now + 3_001);
  });

  test('is due at once where the clock was set back', () => {
    const [, effects] = transition(keep(waiting), events.woken, at(now - 3_600_000));
    expect(effects).toEqual([{ type: 'checkPin', pinId: 7 }]);
  });
});

describe('trouble', () => {
  test('doubles the wait from 1 s to 30 s', () => {
    let link: Waiting = waiting;
    const waits = Array.from({ length: 7 }, () => {
      link = waitingAfter(link, now, failure('outage'));
      return link.checkAt - now;
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  test('takes up to a quarter off the wait by chance', () => {
    const [{ link }] = transition(keep(waiting), failure('outage'), { now, random: 1 });
    expect(link).toMatchObject({ checkAt: now + 750 });
  });

  test('is told to the popup and forgotten with the next answer', () => {
    const troubled = waitingAfter(waiting, now, failure('outage'));
    expect(troubled.trouble).toEqual({ reason: 'outage', failures: 1 });
    expect(waitingAfter(troubled, now, events.pinPending).trouble).toBeNull();
  });

  test('is not made worse by an open popup', () => {
    const troubled = keptAfter(waiting, now, failure('outage'));
    expect(transition(troubled, events.popupSeen, at(now + 999))).toEqual([troubled, []]);
  });

  test('waits as long as plex.tv asks, whatever is heard', () => {
    const limited = keptAfter(waiting, now, failure('rateLimited', 60_000));
    for (const type of ['approvalClosed', 'networkReturned', 'popupSeen', 'woken'] as const) {
      expect(transition(limited, events[type], at(now + 59_999))[1]).toEqual([]);
      expect(transition(limited, events[type], at(now + 60_000))[1]).toHaveLength(1);
    }
  });

  test('is never met at once, whatever plex.tv asks for', () => {
    expect(waitingAfter(waiting, now, failure('rateLimited', 0)).checkAt).toBe(now + 1_000);
  });

  test('after the end of the pin doubles the wait up to 5 min', () => {
    const late = { ...waiting, trouble: { reason: 'outage', failures: 20 } } as const;
    expect(waitingAfter(late, expiry - 1, failure('outage')).checkAt).toBe(expiry + 29_999);
    expect(waitingAfter(late, expiry, failure('outage')).checkAt).toBe(expiry + 300_000);
  });

  test('is looked into every 30 s while the popup is open', () => {
    const troubled = {
      ...waiting,
      checkAt: now + 300_000,
      trouble: { reason: 'outage', failures: 20 },
    } as const;
    expect(waitingAfter(troubled, now + 1, events.popupSeen).checkAt).toBe(now + 30_000);
    expect(transition(keep(troubled), events.popupSeen, at(now + 30_000))[1]).toHaveLength(1);
  });

  test('ends at once when the network returns', () => {
    const troubled = keptAfter(waiting, now, failure('outage'));
    expect(transition(troubled, events.networkReturned, at(now + 1))[1]).toHaveLength(1);
  });
});

describe('an approval that was heard', () => {
  function heardAfter(): Waiting {
    return waitingAfter(waiting, now + 100, events.approvalHeard);
  }

  test('is proof that hearing works', () => {
    expect(heardAfter()).toMatchObject({ hearing: true, heardAt: now + 100 });
    expect(waitingAfter(waiting, now, events.pageHeard).hearing).toBe(true);
  });

  test('says of a pin that is gone that it was declined', () => {
    const gone = keptAfter(heardAfter(), now + 200, events.pinGone);
    expect(gone.link).toEqual({ ...links.failed, reason: 'declined' });
    const unheard = keptAfter(waiting, now + 200, events.pinGone);
    expect(unheard.link).toEqual({ ...links.failed, reason: 'gone' });
  });

  test('is not answered by a check that was asked before', () => {
    const early = { ...events.pinPending, sentAt: now + 99 };
    expect(transition(keep(heardAfter()), early, at(now + 200))[1]).toHaveLength(1);
  });

  test('is answered by a check that was asked after', () => {
    const late = { ...events.pinPending, sentAt: now + 100 };
    expect(transition(keep(heardAfter()), late, at(now + 200))[1]).toEqual([]);
  });
});

test('an approval that was heard before the clock was set back is asked for once', () => {
  const back = now - 3_600_000;
  const heard = keptAfter({ ...waiting, heardAt: now }, back, {
    ...events.pinPending,
    sentAt: back,
  });
  const again = transition(heard, { ...events.pinPending, sentAt: back }, at(back + 100));
  expect(again[1]).toEqual([]);
});

describe("the pin's end", () => {
  const pending = (expiresIn: number, sentAt: number): LinkEvent => ({
    type: 'pinPending',
    pinId: 7,
    sentAt,
    expiresIn,
  });

  test('stays while both clocks agree to 5 s', () => {
    expect(waitingAfter(waiting, now + 10_000, pending(885, now)).pin.expiresAt).toBe(expiry);
  });

  test("is set by plex.tv's count where our clock was moved", () => {
    const jumped = now + 7_200_000;
    const link = waitingAfter(waiting, jumped, pending(880, jumped));
    expect(link.pin).toMatchObject({ expiresAt: jumped + 880_000, expiresIn: 880 });
    expect(waitingAfter(waiting, now, pending(100, now)).pin.expiresAt).toBe(now + 100_000);
  });

  test('stays with our clock where the count of plex.tv does not go down', () => {
    expect(waitingAfter(waiting, now + 60_000, pending(900, now)).pin.expiresAt).toBe(expiry);
    const doubted = waitingAfter(waiting, over, events.woken, pending(900, over));
    expect(doubted.pin).toMatchObject({ doubted: true, expiresAt: over + 5_000 });
    expect(doubted.checkAt).toBe(over + 5_000);
    const late = over + 6_000;
    expect(keptAfter(doubted, late, pending(900, late)).link.status).toBe('expired');
  });

  test('is set by the count of plex.tv that goes down when it is asked once more', () => {
    const doubted = waitingAfter(waiting, over, events.woken, pending(900, over));
    const late = over + 6_000;
    expect(waitingAfter(doubted, late, pending(895, late)).pin).toMatchObject({
      doubted: false,
      expiresAt: late + 895_000,
    });
  });

  test('has come where plex.tv has counted to nothing', () => {
    const counted = { ...waiting, pin: { ...pin, expiresIn: 0 } };
    expect(keptAfter(counted, over, events.woken, pending(0, over)).link.status).toBe('expired');
  });

  test('comes where plex.tv had counted to nothing before our clock was set back', () => {
    const counted = { ...waiting, pin: { ...pin, expiresIn: 0 } };
    const late = expiry - 5_000;
    expect(waitingAfter(counted, late, pending(0, late)).pin.expiresAt).toBe(expiry);
    const back = late - 1;
    const ending = waitingAfter(counted, back, pending(0, back));
    expect(ending.pin.expiresAt).toBe(back);
    expect(ending.checkAt).toBeLessThanOrEqual(back + 1_000);
    const last = pending(0, back + 1_000);
    expect(keptAfter(ending, back + 1_000, last).link.status).toBe('expired');
    expect(waitingAfter(waiting, back, pending(900, back)).pin.expiresAt).toBe(expiry);
  });

  test('waits for the last seconds that plex.tv still counts', () => {
    const link = waitingAfter(waiting, over, pending(2, over));
    expect(link.pin.expiresAt).toBe(over + 2_000);
    const late = over + 3_000;
    const last = waitingAfter(link, late, events.woken, pending(0, late));
    expect(last.checkAt).toBe(late + 1_000);
    expect(keptAfter(last, late + 1_000, pending(0, late + 1_000)).link.status).toBe('expired');
  });

  test('comes only when the second is over that plex.tv may have rounded off', () => {
    expect(waitingAfter(waiting, over, pending(0, over - 1)).checkAt).toBeGreaterThan(now);
    expect(keptAfter(waiting, over, pending(0, over)).link.status).toBe('waiting');
    const counted = { ...waiting, pin: { ...pin, expiresIn: 0 } };
    expect(keptAfter(counted, over, pending(0, over - 1)).link.status).toBe('waiting');
  });
});
