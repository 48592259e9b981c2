import { describe, expect, test } from 'vitest';
import type { LinkEvent } from '../../src/core/event.ts';
import { wakeAt } from '../../src/core/schedule.ts';
import type { LeftPin, State } from '../../src/core/state.ts';
import { transition } from '../../src/core/transition.ts';
import { at, events, keep, links, now, pin } from './examples.ts';

const expiry = pin.expiresAt;
/** plex.tv names whole seconds, so its pin may end by as much as one later than it says. */
const over = expiry + 1_000;
const left: LeftPin = {
  id: 7,
  expiresAt: expiry,
  expiresIn: 900,
  doubted: false,
  leftAt: now,
  askAt: now + 30_000,
  failures: 0,
};
const other = { ...left, id: 9 };
const state = keep(links.unlinked, { left: [left, other] });

function pending(sentAt: number, expiresIn: number | null = null): LinkEvent {
  return { type: 'pinPending', pinId: 7, sentAt, expiresIn };
}

/** The pin of the examples after an event, or undefined where it is forgotten. */
function leftAfter(event: LinkEvent, time: number, before: State = state): LeftPin | undefined {
  return transition(before, event, at(time))[0].left.find(({ id }) => id === 7);
}

describe('a pin that was left', () => {
  test('by cancelling is looked after', () => {
    const [next] = transition(keep(links.waiting), events.cancelPressed, at(now));
    expect(next).toEqual(keep(links.unlinked, { left: [left] }));
    expect(wakeAt(next, now)).toBe(now + 30_000);
  });

  test('for another way is looked after', () => {
    const [next] = transition(keep(links.waiting), events.linkPressed, at(now));
    expect(next.left).toEqual([left]);
  });

  test('is forgotten when its token is taken care of', () => {
    const claimed = { ...events.pinClaimed, authToken: 'orphan' };
    const [next, effects] = transition(state, claimed, at(now));
    expect(next.left).toEqual([other]);
    expect(next.signOuts).toEqual([
      { token: 'orphan', spare: true, asked: false, askAt: now, failures: 0 },
    ]);
    expect(effects).toEqual([]);
  });

  test('is forgotten when it is gone', () => {
    expect(transition(state, events.pinGone, at(now))).toEqual([
      keep(links.unlinked, { left: [other] }),
      [],
    ]);
  });

  test('is asked for ever more rarely, and at its very end', () => {
    const times = [now, now + 30_000, now + 60_000, now + 240_000, now + 480_000, expiry - 1];
    const next = times.map(time => (leftAfter(pending(time), time)?.askAt ?? 0) - now);
    expect(next).toEqual([30_000, 60_000, 120_000, 480_000, 901_000, 901_000]);
  });

  test('is forgotten only by a check that was asked after its end', () => {
    expect(leftAfter(pending(over - 1), over + 500)?.askAt).toBe(over);
    const [next, effects] = transition(state, pending(over), at(over + 500));
    expect([next.left, effects]).toEqual([[other], []]);
  });

  test('is looked after as long as plex.tv counts, where our clock was moved', () => {
    const jumped = now + 7_200_000;
    const counted = leftAfter(pending(jumped, 600), jumped);
    expect(counted).toMatchObject({ expiresAt: jumped + 600_000, expiresIn: 600 });
    const back = now - 7_200_000;
    expect(leftAfter(pending(back, 600), back)).toMatchObject({
      leftAt: back,
      askAt: back + 30_000,
      expiresAt: back + 600_000,
    });
  });

  test('is asked for again after a failure, later each time, even after its end', () => {
    const failed = leftAfter(events.pinNotChecked, expiry + 1);
    expect(failed).toEqual({ ...left, askAt: expiry + 1_001, failures: 1 });
    const again = keep(links.unlinked, { left: [{ ...left, failures: 3 }] });
    expect(leftAfter(events.pinNotChecked, now, again)?.askAt).toBe(now + 8_000);
    expect(leftAfter(pending(now), now, again)?.failures).toBe(0);
  });

  test('is checked when it is due, whatever the link is', () => {
    for (const link of Object.values(links)) {
      const due = keep(link, { left: [left, { ...other, askAt: now + 90_000 }] });
      const [next, effects] = transition(due, events.woken, at(now + 30_000));
      expect(effects.filter(({ type }) => type === 'checkPin')).toContainEqual({
        type: 'checkPin',
        pinId: 7,
      });
      expect(next.left.map(({ askAt }) => askAt)).toEqual([now + 60_000, now + 90_000]);
    }
  });

  test('is not checked before', () => {
    expect(transition(state, events.woken, at(now + 29_999))).toEqual([state, []]);
  });

  test('is checked when the clock was set back by hours', () => {
    const [, effects] = transition(state, events.woken, at(now - 7_200_000));
    expect(effects).toHaveLength(2);
  });

  test('is checked when a page approves some pin, unless plex.tv is in trouble', () => {
    const troubled = keep(links.unlinked, { left: [left, { ...other, failures: 1 }] });
    const [next, effects] = transition(troubled, events.approvalHeard, at(now + 1));
    expect(effects).toEqual([{ type: 'checkPin', pinId: 7 }]);
    expect(next.left[0]?.askAt).toBe(now + 30_001);
  });

  test('takes no answer that is about the pin that waits', () => {
    const beside = keep(links.waiting, { left: [other] });
    const outcomes = (['pinPending', 'pinGone', 'pinNotChecked'] as const).map(
      type => transition(beside, events[type], at(now + 1))[0],
    );
    expect(outcomes.map(({ left }) => left)).toEqual([[other], [other], [other]]);
    expect(outcomes.map(({ link }) => link)).toEqual([
      expect.objectContaining({ status: 'waiting', pin: { ...pin, expiresIn: 899 } }),
      { ...links.failed, reason: 'gone' },
      expect.objectContaining({ trouble: { reason: 'outage', failures: 1 } }),
    ]);
  });

  test('does not end the link that came after it', () => {
    const linked = keep(links.linked, { left: [left] });
    for (const type of ['pinPending', 'pinGone', 'pinNotChecked'] as const) {
      expect(transition(linked, events[type], at(now))[0].link).toBe(links.linked);
    }
  });
});
