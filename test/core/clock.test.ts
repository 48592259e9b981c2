import { describe, expect, test } from 'vitest';
import { recount, withSaneTimes } from '../../src/core/clock.ts';
import type { EventOf } from '../../src/core/event.ts';
import type { Grant, Pending, Pin, Problem } from '../../src/core/state.ts';
import {
  abandoned,
  events,
  expired,
  good,
  grants,
  having,
  hour,
  minute,
  now,
  pin,
  pinOver,
  savedWith,
} from './examples.ts';
import { effectsOf, grantAfter, ordersFor, waitingAfter } from './play.ts';

const { requesting, waiting, held, refused, ending, handed, given, removing } = grants;
const expiry = pin.expiresAt;

function pending(expiresIn: number | null, sentAt: number): EventOf<'pinPending'> {
  return { ...events.pinPending, sentAt, expiresIn };
}

/** The grant as it may be at this time. */
function sane(grant: Grant, time: number): Grant | undefined {
  return withSaneTimes(savedWith(grant).state, time).grants[0];
}

/** A question that is due then, with a problem since then. */
function problemSince(sinceAt: number, dueAt: number): Pending & { problem: Problem } {
  return { dueAt, failures: 2, problem: { reason: 'outage', sinceAt } };
}

describe('times that can be', () => {
  test('stay as they are, and so does the state', () => {
    const known = [...Object.values(grants), abandoned, good];
    const state = { ...savedWith(...known).state, quietUntil: now + hour };
    expect(withSaneTimes(state, now)).toBe(state);
  });

  test('may lie as far ahead as is ever planned', () => {
    const far: readonly Grant[] = [
      { ...requesting, pending: problemSince(now, now + 30_000), giveUpAt: now + 120_000 },
      {
        ...waiting,
        pin: { ...pin, expiresAt: now + hour },
        pending: problemSince(now, now + hour),
      },
      { ...held, pending: problemSince(now, now + hour) },
      { ...refused, pending: problemSince(now, now + hour) },
      { ...ending, pending: problemSince(now, now + hour) },
      { ...handed, pending: problemSince(now, now + 10 * minute) },
    ];
    for (const grant of far) expect(sane(grant, now)).toBe(grant);
  });
});

describe('after the clock was set back', () => {
  const back = now - 2 * hour;

  test('a pin that was asked for is asked for now, and given up no later than ever', () => {
    const late = { ...requesting, pending: problemSince(now, back + 30_001) };
    expect(sane(late, back)).toEqual({
      ...requesting,
      pending: problemSince(back, back),
      giveUpAt: back + 120_000,
    });
    expect(ordersFor(requesting, events.woken, back)).toEqual(['createPin']);
  });

  test('a pin that was asked about just now is asked about now, and lives for an hour at most', () => {
    const heard = { ...waiting, heardAt: now, hurried: 2, pending: problemSince(now, now + 5_000) };
    expect(sane(heard, back)).toEqual({
      ...heard,
      pin: { ...pin, expiresAt: back + hour },
      pending: problemSince(back, back),
      sentAt: 0,
      heardAt: back,
    });
    const check = { type: 'checkPin', id: 'mine', pinId: 7 };
    expect(effectsOf(savedWith(waiting), events.woken, back)).toEqual([check]);
  });

  test('a pin that is being approved lives for an hour at most as well', () => {
    const known = { ...grants.approving, tool: { ...given.tool, addedAt: back } };
    const long = { ...pin, expiresAt: back + hour };
    expect(sane(known, back)).toMatchObject({ pin: long });
    const fine = { ...known, pin: long, pending: { ...known.pending, dueAt: back } };
    expect(sane(fine, back)).toBe(fine);
  });

  test('by a moment, nothing that was planned for a pin can be trusted either', () => {
    for (const dueAt of [now - 1, now, now + 5_000]) {
      const planned = { ...waiting, pending: { ...waiting.pending, dueAt } };
      expect(sane(planned, now - 1)).toMatchObject({ sentAt: 0, pending: { dueAt: now - 1 } });
    }
    const overdue = { ...waiting, pending: { ...waiting.pending, dueAt: now - 2 } };
    expect(sane(overdue, now - 1)).toMatchObject({ pending: { dueAt: now - 2 } });
  });

  test('a pin is asked about in an hour at the latest', () => {
    const late = {
      ...waiting,
      sentAt: back,
      pending: { ...waiting.pending, dueAt: back + hour + 1 },
    };
    expect(sane(late, back)).toMatchObject({ sentAt: back, pending: { dueAt: back } });
  });

  test('a pin was abandoned by now, whenever that was', () => {
    expect(sane(abandoned, back)).toMatchObject({ abandonedAt: back });
    expect(sane({ ...abandoned, abandonedAt: back - 1 }, back)).toMatchObject({
      abandonedAt: back - 1,
    });
    expect(sane(waiting, back)).toMatchObject({ abandonedAt: null });
  });

  test('an answer to what was asked before does not end a pin that is wanted', () => {
    for (const expiresIn of [894, null]) {
      const answer = pending(expiresIn, now + 5_000);
      expect(grantAfter(waiting, back, answer)).toMatchObject({ phase: 'waiting' });
    }
  });

  test('an approval that was heard is asked about once', () => {
    const heard = grantAfter({ ...waiting, heardAt: now }, back, pending(null, back));
    expect(ordersFor(heard ?? waiting, pending(null, back), back + 100)).toEqual([]);
  });

  test('a link is asked about now, and was made and seen by now', () => {
    const seen = { linkedAt: now - 1, confirmedAt: 0, greetedAt: now - 1 };
    expect(sane(good, now - 1)).toEqual({ ...good, ...seen });
    expect(ordersFor(good, events.woken, now - 1)).toEqual(['readAccount']);
    const asked = { ...good, pending: problemSince(now, now + hour) };
    expect(sane(asked, now - 1)).toMatchObject({ pending: problemSince(now - 1, now - 1) });
    const before = { ...held, linkedAt: now - 1 };
    expect(sane(before, now - 1)).toBe(before);
  });

  test('a link that was refused was made and refused by now', () => {
    const lately = { ...refused, linkedAt: now - 1, refusedAt: now };
    expect(sane(lately, back)).toEqual({ ...refused, linkedAt: back, refusedAt: back });
    expect(sane(lately, now)).toBe(lately);
  });

  test('what else is planned for later than in an hour is due', () => {
    for (const grant of [refused, ending, grants.approving, grants.verifying, removing]) {
      const late = { ...grant, pending: problemSince(now - 1, now + hour) };
      expect(sane(late, now - 1)).toMatchObject({ pending: problemSince(now - 1, now - 1) });
    }
  });

  test('a token that is just being copied can be copied for as long as any', () => {
    const copied = { ...handed, copiedAt: now };
    const pending = { ...handed.pending, dueAt: back + 10 * minute };
    const tool = { ...handed.tool, addedAt: back };
    expect(sane(copied, back)).toEqual({ ...copied, tool, copiedAt: back, pending });
    expect(sane(handed, now)).toBe(handed);
  });

  test('a tool was added by now, and seen by now', () => {
    const [tool, seenAt] = [{ ...given.tool, addedAt: back }, back];
    expect(sane({ ...given, seenAt: now }, back)).toEqual({ ...given, tool, seenAt });
    for (const grant of [removing, { ...removing, seenAt: now }]) {
      expect(sane(grant, now - 1)).toMatchObject({
        tool: { addedAt: now - 1 },
        seenAt: grant.seenAt === null ? null : now - 1,
        orderedAt: now - 1,
      });
    }
  });

  test('a sign-out was ordered by now', () => {
    expect(sane(ending, now - 1)).toEqual({ ...ending, orderedAt: now - 1 });
  });

  test('a pause is over: nobody knows how much of it was left, and it may have been over before', () => {
    const { state } = having(savedWith(good), { quietUntil: now + hour });
    expect(withSaneTimes(state, now)).toBe(state);
    for (const time of [now - 1, back]) {
      expect(withSaneTimes(state, time)).toMatchObject({ quietUntil: time });
      const alone = having(savedWith(), { quietUntil: now + hour });
      expect(withSaneTimes(alone.state, time)).toEqual({ ...alone.state, quietUntil: time });
    }
    const near = having(savedWith(good), { quietUntil: now + 6_000 });
    expect(withSaneTimes(near.state, now - 1)).toMatchObject({ quietUntil: now - 1 });
    const past = having(savedWith(good), { quietUntil: back });
    expect(withSaneTimes(past.state, now - 1)).toMatchObject({ quietUntil: back });
  });

  test('a pin is looked for although there was a pause before', () => {
    const quiet = having(savedWith(waiting), { quietUntil: now - minute });
    expect(effectsOf(quiet, events.woken, back)).toHaveLength(1);
  });
});

describe("the pin's end", () => {
  test('stays while both clocks agree to 5 s', () => {
    const counted = { ...pin, expiresIn: 885 };
    expect(recount(pin, 885, now + 10_000)).toEqual(counted);
    expect(recount(pin, 885, now + 20_000)).toEqual(counted);
    expect(recount(pin, 885, now + 20_001).expiresAt).toBe(expiry + 5_001);
    expect(recount(pin, 885, now + 9_999).expiresAt).toBe(expiry - 5_001);
  });

  test('stays where plex.tv does not say', () => {
    expect(recount(pin, null, pinOver)).toBe(pin);
  });

  test("is set by plex.tv's count where our clock was moved", () => {
    const jumped = now + 2 * hour;
    const grant = waitingAfter(waiting, jumped, pending(880, jumped));
    expect(grant.pin).toEqual({ ...pin, expiresAt: jumped + 880_000, expiresIn: 880 });
    expect(recount(pin, 100, now).expiresAt).toBe(now + 100_000);
  });

  test('stays with our clock where the count of plex.tv does not go down', () => {
    for (const expiresIn of [900, 901]) expect(recount(pin, expiresIn, pinOver - 1)).toBe(pin);
    const doubtful: Pin = { ...pin, graceGiven: true, expiresAt: pinOver + 5_000 };
    expect(recount(pin, 900, pinOver)).toEqual(doubtful);
    expect(recount(doubtful, 900, pinOver + 6_000)).toBe(doubtful);
    const grant = waitingAfter(waiting, pinOver, pending(900, pinOver), events.woken);
    expect(grant).toMatchObject({ phase: 'waiting', pin: doubtful });
    const late = pinOver + 6_000;
    expect(grantAfter(grant, late, pending(900, late))).toEqual(expired);
  });

  test('is set by the count of plex.tv that goes down when it is asked once more', () => {
    const doubtful = { ...pin, graceGiven: true, expiresAt: pinOver + 5_000 };
    const late = pinOver + 6_000;
    const counted = { ...pin, expiresIn: 895, expiresAt: late + 895_000 };
    expect(recount(doubtful, 895, late)).toEqual(counted);
  });

  test('has come where plex.tv has counted to nothing', () => {
    const counted = { ...pin, expiresIn: 0 };
    expect(recount(counted, 0, pinOver)).toBe(counted);
    const over = grantAfter({ ...waiting, pin: counted }, pinOver, pending(0, pinOver));
    expect(over).toEqual(expired);
  });

  test('comes where plex.tv had counted to nothing before our clock was set back', () => {
    const counted = { ...pin, expiresIn: 0 };
    expect(recount(counted, 0, expiry - 5_000)).toBe(counted);
    expect(recount(counted, 0, expiry - 5_001)).toEqual({ ...counted, expiresAt: expiry - 5_001 });
    expect(recount(counted, 1, expiry - 5_001)).toBe(counted);
    expect(recount(pin, 900, expiry - minute)).toBe(pin);
    const first = recount(pin, 0, expiry - minute);
    expect(first).toEqual({ ...counted, expiresAt: expiry - minute });
  });

  test('waits for the last seconds that plex.tv still counts', () => {
    const counted = recount(pin, 2, pinOver);
    expect(counted).toEqual({ ...pin, expiresIn: 2, expiresAt: pinOver + 2_000 });
    expect(recount(pin, 2, pinOver - 1).expiresAt).toBe(expiry);
    const last = recount(counted, 0, pinOver + 3_000);
    expect(last).toEqual({ ...pin, expiresIn: 0, expiresAt: pinOver + 3_000 });
  });
});
