import type { EventOf } from './event.ts';
import { recount } from './expiry.ts';
import {
  type Context,
  checkInterval,
  expiryTolerance,
  finalCheckAt,
  longestLateWait,
  longestPinWait,
  retryLater,
  shortestInterval,
} from './intervals.ts';
import { checkLeft } from './left.ts';
import type { Expired, Failed, State, Waiting } from './state.ts';
import { relink, type Step, unchanged } from './step.ts';

/**
 * Whether a check is due, at the latest at the end of the pin: the check there decides. A last
 * check that lies in the future says that the clock was set back: then nothing that was planned
 * can be trusted, and the check is due too.
 */
export function isCheckDue({ checkAt, checkedAt }: Waiting, now: number): boolean {
  return now >= checkAt || now < checkedAt;
}

/** Asks plex.tv about the pin, and plans the next check in case this one is never answered. */
function check(state: State, link: Waiting, now: number): Step {
  const next = now + checkInterval(link);
  const last = finalCheckAt(link.pin);
  const checkAt = now < last ? Math.min(next, last) : next;
  return relink(
    state,
    // After the clock was set back, nothing has been heard later than now.
    { ...link, checkedAt: now, checkAt, heardAt: Math.min(link.heardAt, now) },
    { type: 'checkPin', pinId: link.pin.id },
  );
}

/** The planned time may have come. */
export function wakeWaiting(state: State, link: Waiting, now: number): Step {
  return isCheckDue(link, now) ? check(state, link, now) : unchanged(state);
}

/** An open popup wants to know: brings the next check forward, but hardly into plex.tv's troubles. */
export function checkSoon(state: State, now: number): Step {
  const { link } = state;
  if (link.status !== 'waiting') return unchanged(state);
  if (link.trouble?.reason === 'rateLimited') return unchanged(state);
  const interval = link.trouble === null ? shortestInterval : longestPinWait;
  const checkAt = Math.max(now, link.checkedAt + interval);
  if (checkAt >= link.checkAt) return unchanged(state);
  return checkAt === now ? check(state, link, now) : relink(state, { ...link, checkAt });
}

/** Something speaks for an answer now. Only plex.tv's own wish to be left alone weighs more. */
export function hurryCheck(link: Waiting, now: number): Waiting {
  return link.trouble?.reason === 'rateLimited' ? link : { ...link, checkAt: now };
}

export function checkNow(state: State, now: number): Step {
  const { link } = state;
  if (link.status !== 'waiting') return unchanged(state);
  const hurried = hurryCheck(link, now);
  return isCheckDue(hurried, now) ? check(state, hurried, now) : unchanged(state);
}

/** A page has approved some pin: ours, or one that was left. */
export function approvalHeard(state: State, now: number): Step {
  const [popupSeen, looking] = checkLeft(state, now);
  const { link } = popupSeen;
  if (link.status !== 'waiting') return [popupSeen, looking];
  const heard: Waiting = { ...link, hearing: true, heardAt: now };
  const [next, checking] = checkNow({ ...popupSeen, link: heard }, now);
  return [next, [...checking, ...looking]];
}

export function pageHeard(state: State): Step {
  const { link } = state;
  if (link.status !== 'waiting' || link.hearing) return unchanged(state);
  return relink(state, { ...link, hearing: true });
}

export function reopenPressed(state: State): Step {
  const { link } = state;
  if (link.status !== 'waiting' || link.way !== 'browser') return unchanged(state);
  return relink(state, link, { type: 'openApproval', address: link.pin.address });
}

/**
 * The pin is not approved. That ends it only if it was asked after the pin's end, and it is no
 * answer to an approval that was heard after it had been asked.
 */
export function pinPending(state: State, answer: EventOf<'pinPending'>, now: number): Step {
  const link = waitingFor(state, answer.pinId);
  if (link === null) return unchanged(state);
  const pin = recount(link.pin, answer.expiresIn, now);
  if (answer.sentAt >= finalCheckAt(pin)) return end(state, expired(link));
  const next = { ...link, pin, trouble: null };
  if (answer.sentAt < link.heardAt) return check(state, next, now);
  return relink(state, { ...next, checkAt: Math.min(link.checkAt, finalCheckAt(pin)) });
}

/**
 * plex.tv says that there is no such pin. Before its time that means that somebody has declined, in
 * this browser if a page of it has changed a pin; or that plex.tv has dropped it.
 */
export function pinGone(state: State, { pinId }: EventOf<'pinGone'>, now: number): Step {
  const link = waitingFor(state, pinId);
  if (link === null) return unchanged(state);
  const { way, before, heardAt } = link;
  if (now >= link.pin.expiresAt - expiryTolerance) return end(state, expired(link));
  const reason = heardAt > 0 ? 'declined' : 'gone';
  return end(state, { status: 'failed', way, before, reason });
}

function expired({ way, before }: Waiting): Expired {
  return { status: 'expired', way, before };
}

/** Nobody can approve the pin any more: the page that asks for it goes with it. */
function end(state: State, link: Expired | Failed): Step {
  return relink(state, link, { type: 'closeApproval' });
}

/** Nobody knows how the pin stands. It is asked for until somebody does. */
export function pinNotChecked(
  state: State,
  answer: EventOf<'pinNotChecked'>,
  context: Context,
): Step {
  const link = waitingFor(state, answer.pinId);
  if (link === null) return unchanged(state);
  const { reason } = answer.failure;
  const failed = link.trouble?.failures ?? 0;
  const longest = context.now < link.pin.expiresAt ? longestPinWait : longestLateWait;
  const { askAt, failures } = retryLater(failed, answer.failure, context, longest);
  return relink(state, { ...link, checkAt: askAt, trouble: { reason, failures } });
}

/** The link, if it waits for just this pin. */
export function waitingFor(state: State, pinId: number): Waiting | null {
  return state.link.status === 'waiting' && state.link.pin.id === pinId ? state.link : null;
}
