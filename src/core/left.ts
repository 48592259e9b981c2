import type { EventOf } from './event.ts';
import { recount } from './expiry.ts';
import {
  type Context,
  finalCheckAt,
  isDue,
  longestQuietWait,
  patience,
  retryLater,
} from './intervals.ts';
import type { LeftPin, State, Waiting } from './state.ts';
import { type Step, unchanged } from './step.ts';

/**
 * Lets go of a pin, but not of what may become of it: somebody may still approve it, on a phone or
 * at this very moment. So it is looked after until its end; if it was approved, its token is signed
 * out, for nobody wants it any more.
 */
export function leave(state: State, { pin, before }: Waiting, now: number): Step {
  const { code: _, address: __, ...known } = pin;
  const left = { ...known, leftAt: now, askAt: now + patience, failures: 0 };
  return [
    { ...state, link: before, left: [...state.left, left] },
    [{ type: 'closeApproval' }, { type: 'checkPin', pinId: pin.id }],
  ];
}

export function isLeft({ left }: State, pinId: number): boolean {
  return left.some(({ id }) => id === pinId);
}

/** Checks the pins whose time has come. */
export function wakeLeft(state: State, now: number): Step {
  return checkThese(state, now, pin => isDue(pin, now));
}

/** A page has approved some pin: perhaps one of these. */
export function checkLeft(state: State, now: number): Step {
  return checkThese(state, now, ({ failures }) => failures === 0);
}

function checkThese(state: State, now: number, chosen: (pin: LeftPin) => boolean): Step {
  const these = state.left.filter(chosen);
  if (these.length === 0) return unchanged(state);
  const left = state.left.map(pin =>
    these.includes(pin) ? { ...pin, askAt: now + patience } : pin,
  );
  return [{ ...state, left }, these.map(({ id }) => ({ type: 'checkPin', pinId: id }))];
}

/** Not approved so far: asked for again ever more rarely, and a last time at its end. */
export function leftPending(state: State, answer: EventOf<'pinPending'>, now: number): Step {
  return change(state, answer.pinId, known => {
    const pin = recount(known, answer.expiresIn, now);
    if (answer.sentAt >= finalCheckAt(pin)) return [];
    const leftAt = Math.min(pin.leftAt, now);
    const askAt = Math.min(now + Math.max(patience, now - leftAt), finalCheckAt(pin));
    return [{ ...pin, leftAt, askAt, failures: 0 }];
  });
}

/** Nobody can approve it any more, or somebody has and the token is taken care of. */
export function forgetLeft(state: State, pinId: number): Step {
  return change(state, pinId, () => []);
}

/** Nobody knows how it stands: whatever the time is, it is asked for until somebody does. */
export function leftNotChecked(
  state: State,
  answer: EventOf<'pinNotChecked'>,
  context: Context,
): Step {
  return change(state, answer.pinId, pin => [
    { ...pin, ...retryLater(pin.failures, answer.failure, context, longestQuietWait) },
  ]);
}

function change(state: State, pinId: number, become: (pin: LeftPin) => readonly LeftPin[]): Step {
  const left = state.left.flatMap(pin => (pin.id === pinId ? become(pin) : [pin]));
  return [{ ...state, left }, []];
}
