import type { EventOf } from './event.ts';
import { recount } from './expiry.ts';
import {
  isDue,
  lastCheckAt,
  longestQuietWait,
  type Moment,
  patience,
  retryLater,
} from './intervals.ts';
import type { Kept, LeftPin, Waiting } from './state.ts';
import { type Step, unchanged } from './step.ts';

/**
 * Lets go of a pin, but not of what may become of it: somebody may still approve it, on a phone or
 * at this very moment. So it is looked after until its end; if it was approved, its token is signed
 * out, for nobody wants it any more.
 */
export function leave(kept: Kept, { pin, before }: Waiting, now: number): Step {
  const { code: _, address: __, ...known } = pin;
  const left = { ...known, leftAt: now, askAt: now + patience, failures: 0 };
  return [
    { ...kept, link: before, left: [...kept.left, left] },
    [{ type: 'closeApproval' }, { type: 'checkPin', pinId: pin.id }],
  ];
}

export function isLeft({ left }: Kept, pinId: number): boolean {
  return left.some(({ id }) => id === pinId);
}

/** Checks the pins whose time has come. */
export function wakeLeft(kept: Kept, now: number): Step {
  return checkThese(kept, now, pin => isDue(pin, now));
}

/** A page has approved some pin: perhaps one of these. */
export function checkLeft(kept: Kept, now: number): Step {
  return checkThese(kept, now, ({ failures }) => failures === 0);
}

function checkThese(kept: Kept, now: number, chosen: (pin: LeftPin) => boolean): Step {
  const these = kept.left.filter(chosen);
  if (these.length === 0) return unchanged(kept);
  const left = kept.left.map(pin =>
    these.includes(pin) ? { ...pin, askAt: now + patience } : pin,
  );
  return [{ ...kept, left }, these.map(({ id }) => ({ type: 'checkPin', pinId: id }))];
}

/** Not approved so far: asked for again ever more rarely, and a last time at its end. */
export function leftPending(kept: Kept, answer: EventOf<'pinPending'>, now: number): Step {
  return change(kept, answer.pinId, known => {
    const pin = recount(known, answer.expiresIn, now);
    if (answer.askedAt >= lastCheckAt(pin)) return [];
    const leftAt = Math.min(pin.leftAt, now);
    const askAt = Math.min(now + Math.max(patience, now - leftAt), lastCheckAt(pin));
    return [{ ...pin, leftAt, askAt, failures: 0 }];
  });
}

/** Nobody can approve it any more, or somebody has and the token is taken care of. */
export function forgetLeft(kept: Kept, pinId: number): Step {
  return change(kept, pinId, () => []);
}

/** Nobody knows how it stands: whatever the time is, it is asked for until somebody does. */
export function leftNotChecked(kept: Kept, answer: EventOf<'pinNotChecked'>, moment: Moment): Step {
  return change(kept, answer.pinId, pin => [
    { ...pin, ...retryLater(pin.failures, answer.failure, moment, longestQuietWait) },
  ]);
}

function change(kept: Kept, pinId: number, become: (pin: LeftPin) => readonly LeftPin[]): Step {
  const left = kept.left.flatMap(pin => (pin.id === pinId ? become(pin) : [pin]));
  return [{ ...kept, left }, []];
}
