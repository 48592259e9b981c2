import type { EventOf } from './event.ts';
import { recount } from './expiry.ts';
import {
  checkInterval,
  expiryTolerance,
  lastCheckAt,
  longestLateWait,
  longestPinWait,
  type Moment,
  retryLater,
  shortestInterval,
} from './intervals.ts';
import { checkLeft } from './left.ts';
import type { Expired, Failed, Kept, Waiting } from './state.ts';
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
function check(kept: Kept, link: Waiting, now: number): Step {
  const next = now + checkInterval(link);
  const last = lastCheckAt(link.pin);
  const checkAt = now < last ? Math.min(next, last) : next;
  return relink(
    kept,
    // After the clock was set back, nothing has been heard later than now.
    { ...link, checkedAt: now, checkAt, heardAt: Math.min(link.heardAt, now) },
    { type: 'checkPin', pinId: link.pin.id },
  );
}

/** The planned time may have come. */
export function wakeWaiting(kept: Kept, link: Waiting, now: number): Step {
  return isCheckDue(link, now) ? check(kept, link, now) : unchanged(kept);
}

/** An open popup wants to know: brings the next check forward, but hardly into plex.tv's troubles. */
export function checkSoon(kept: Kept, now: number): Step {
  const { link } = kept;
  if (link.status !== 'waiting') return unchanged(kept);
  if (link.trouble?.reason === 'rateLimited') return unchanged(kept);
  const interval = link.trouble === null ? shortestInterval : longestPinWait;
  const checkAt = Math.max(now, link.checkedAt + interval);
  if (checkAt >= link.checkAt) return unchanged(kept);
  return checkAt === now ? check(kept, link, now) : relink(kept, { ...link, checkAt });
}

/** Something speaks for an answer now. Only plex.tv's own wish to be left alone weighs more. */
export function hurryCheck(link: Waiting, now: number): Waiting {
  return link.trouble?.reason === 'rateLimited' ? link : { ...link, checkAt: now };
}

export function checkNow(kept: Kept, now: number): Step {
  const { link } = kept;
  if (link.status !== 'waiting') return unchanged(kept);
  const hurried = hurryCheck(link, now);
  return isCheckDue(hurried, now) ? check(kept, hurried, now) : unchanged(kept);
}

/** A page has approved some pin: ours, or one that was left. */
export function approvalHeard(kept: Kept, now: number): Step {
  const [looked, looking] = checkLeft(kept, now);
  const { link } = looked;
  if (link.status !== 'waiting') return [looked, looking];
  const heard: Waiting = { ...link, hearing: true, heardAt: now };
  const [next, checking] = checkNow({ ...looked, link: heard }, now);
  return [next, [...checking, ...looking]];
}

export function pageHeard(kept: Kept): Step {
  const { link } = kept;
  if (link.status !== 'waiting' || link.hearing) return unchanged(kept);
  return relink(kept, { ...link, hearing: true });
}

export function reopenAsked(kept: Kept): Step {
  const { link } = kept;
  if (link.status !== 'waiting' || link.way !== 'browser') return unchanged(kept);
  return relink(kept, link, { type: 'openApproval', address: link.pin.address });
}

/**
 * The pin is not approved. That ends it only if it was asked after the pin's end, and it is no
 * answer to an approval that was heard after it had been asked.
 */
export function pinPending(kept: Kept, answer: EventOf<'pinPending'>, now: number): Step {
  const link = waitingFor(kept, answer.pinId);
  if (link === null) return unchanged(kept);
  const pin = recount(link.pin, answer.expiresIn, now);
  if (answer.askedAt >= lastCheckAt(pin)) return end(kept, expired(link));
  const next = { ...link, pin, trouble: null };
  if (answer.askedAt < link.heardAt) return check(kept, next, now);
  return relink(kept, { ...next, checkAt: Math.min(link.checkAt, lastCheckAt(pin)) });
}

/**
 * plex.tv says that there is no such pin. Before its time that means that somebody has declined, in
 * this browser if a page of it has changed a pin; or that plex.tv has dropped it.
 */
export function pinGone(kept: Kept, { pinId }: EventOf<'pinGone'>, now: number): Step {
  const link = waitingFor(kept, pinId);
  if (link === null) return unchanged(kept);
  const { way, before, heardAt } = link;
  if (now >= link.pin.expiresAt - expiryTolerance) return end(kept, expired(link));
  const reason = heardAt > 0 ? 'declined' : 'gone';
  return end(kept, { status: 'failed', way, before, reason });
}

function expired({ way, before }: Waiting): Expired {
  return { status: 'expired', way, before };
}

/** Nobody can approve the pin any more: the page that asks for it goes with it. */
function end(kept: Kept, link: Expired | Failed): Step {
  return relink(kept, link, { type: 'closeApproval' });
}

/** Nobody knows how the pin stands. It is asked for until somebody does. */
export function pinNotChecked(kept: Kept, answer: EventOf<'pinNotChecked'>, moment: Moment): Step {
  const link = waitingFor(kept, answer.pinId);
  if (link === null) return unchanged(kept);
  const { reason } = answer.failure;
  const failed = link.trouble?.failures ?? 0;
  const longest = moment.now < link.pin.expiresAt ? longestPinWait : longestLateWait;
  const { askAt, failures } = retryLater(failed, answer.failure, moment, longest);
  return relink(kept, { ...link, checkAt: askAt, trouble: { reason, failures } });
}

/** The link, if it waits for just this pin. */
export function waitingFor(kept: Kept, pinId: number): Waiting | null {
  return kept.link.status === 'waiting' && kept.link.pin.id === pinId ? kept.link : null;
}
