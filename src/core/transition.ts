import type { LinkEvent } from './event.ts';
import { hurry, isDue, type Moment, patience } from './intervals.ts';
import { forgetLeft, isLeft, leftNotChecked, leftPending, wakeLeft } from './left.ts';
import {
  accountNotRead,
  accountRead,
  avatarRead,
  confirmAsked,
  confirmSoon,
  pinClaimed,
  unlinkAsked,
  wakeLinked,
} from './linked.ts';
import {
  cancelAsked,
  linkAsked,
  linkOtherAsked,
  pinCreated,
  pinNotCreated,
  requestAgain,
} from './requesting.ts';
import { restOf, withRest } from './rest.ts';
import { notSignedOut, signedOut, wakeSignOuts } from './sign-outs.ts';
import type { Kept } from './state.ts';
import { type Step, unchanged } from './step.ts';
import {
  approvalHeard,
  checkNow,
  checkSoon,
  hurryCheck,
  pageHeard,
  pinGone,
  pinNotChecked,
  pinPending,
  reopenAsked,
  wakeWaiting,
} from './waiting.ts';

/**
 * The life of a link: what an event makes of what is kept, and what is to be done about it. Pure:
 * the same arguments give the same step, and the time comes in as an argument.
 *
 *     unlinked    ── linkAsked ───────────────────────────▶ requesting
 *     requesting  ── pinCreated ──────────────────────────▶ waiting
 *                 ── pinNotCreated, or died too often ────▶ failed
 *     waiting     ── pinClaimed ──────────────────────────▶ linked
 *                 ── pinGone before its end ──────────────▶ failed
 *                 ── pinPending or pinGone at its end ────▶ expired
 *     linked      ── linkOtherAsked ──────────────────────▶ requesting
 *                 ── unlinkAsked ─────────────────────────▶ unlinked
 *                 ── accountNotRead: token not valid ─────▶ revoked
 *     revoked     ── linkAsked ───────────────────────────▶ requesting
 *                 ── accountRead: it is valid after all ──▶ linked
 *                 ── pinClaimed of a pin that was left ───▶ linked
 *                 ── unlinkAsked ─────────────────────────▶ unlinked
 *
 *     From waiting, linkAsked by the other way, and from expired and failed, linkAsked by either
 *     lead to requesting; cancelAsked leads from all four back to where the attempt began. An
 *     attempt carries that along (`before`), and what happens to it happens there meanwhile.
 *
 * An event that a state does not wait for changes nothing, and then the step holds the same `kept`.
 */
export function transition(kept: Kept, event: LinkEvent, moment: Moment): Step {
  const { now } = moment;
  switch (event.type) {
    case 'linkAsked':
      return linkAsked(kept, event, now);
    case 'linkOtherAsked':
      return linkOtherAsked(kept, event, now);
    case 'looked':
      return looked(kept, now);
    case 'confirmAsked':
      return confirmAsked(kept, now);
    case 'reopenAsked':
      return reopenAsked(kept);
    case 'cancelAsked':
      return cancelAsked(kept, now);
    case 'unlinkAsked':
      return unlinkAsked(kept, now);
    case 'started':
      return started(kept, now);
    case 'woken':
      return woken(kept, now);
    case 'networkReturned':
      return networkReturned(kept, now);
    case 'approvalClosed':
      return checkNow(kept, now);
    case 'pageHeard':
      return pageHeard(kept);
    case 'approvalHeard':
      return approvalHeard(kept, now);
    case 'pinCreated':
      return pinCreated(kept, event, now);
    case 'pinNotCreated':
      return pinNotCreated(kept, event);
    case 'pinClaimed':
      return pinClaimed(kept, event, now);
    case 'pinPending':
      return isLeft(kept, event.pinId)
        ? leftPending(kept, event, now)
        : pinPending(kept, event, now);
    case 'pinGone':
      return isLeft(kept, event.pinId) ? forgetLeft(kept, event.pinId) : pinGone(kept, event, now);
    case 'pinNotChecked':
      return isLeft(kept, event.pinId)
        ? leftNotChecked(kept, event, moment)
        : pinNotChecked(kept, event, moment);
    case 'accountRead':
      return accountRead(kept, event, now);
    case 'accountNotRead':
      return accountNotRead(kept, event, moment);
    case 'avatarRead':
      return avatarRead(kept, event);
    case 'signedOut':
      return signedOut(kept, event);
    case 'notSignedOut':
      return notSignedOut(kept, event, moment);
  }
}

/** A background that has just started has no request under way: a pin that was asked for is asked for again. */
function started(kept: Kept, now: number): Step {
  const { link } = kept;
  if (link.status !== 'requesting') return woken(kept, now);
  return both(requestAgain(kept, link, now), next => woken(next, now));
}

/** What has failed so far may work now, and what waits for an answer may get it. */
function networkReturned(kept: Kept, now: number): Step {
  const hurried = hurryLink(
    {
      ...kept,
      left: kept.left.map(pin => hurry(pin, now)),
      signOuts: kept.signOuts.map(order => hurry(order, now)),
    },
    now,
  );
  const [next, effects] = woken(hurried, now);
  return effects.length === 0 ? unchanged(kept) : [next, effects];
}

function hurryLink(kept: Kept, now: number): Kept {
  const { link } = kept;
  const next = link.status === 'waiting' ? { ...kept, link: hurryCheck(link, now) } : kept;
  const rest = restOf(next.link);
  if (rest.status === 'unlinked' || rest.retry === null) return next;
  return withRest(next, { ...rest, retry: hurry(rest.retry, now) });
}

/** A popup is open: what it shows should be true, and what is due need not wait for the clock. */
function looked(kept: Kept, now: number): Step {
  const checked = both(checkSoon(kept, now), next => confirmSoon(next, now));
  return both(checked, next => woken(next, now));
}

/** Does whatever is due by now. */
function woken(kept: Kept, now: number): Step {
  return [wakeLinked, wakeLeft, wakeSignOuts].reduce(
    (step, wake) => both(step, next => wake(next, now)),
    wakeAttempt(kept, now),
  );
}

/** One step after the other. */
function both([kept, effects]: Step, more: (kept: Kept) => Step): Step {
  const [next, others] = more(kept);
  return [next, [...effects, ...others]];
}

function wakeAttempt(kept: Kept, now: number): Step {
  const { link } = kept;
  if (link.status === 'waiting') return wakeWaiting(kept, link, now);
  const isRequestDue = link.status === 'requesting' && isDue(link, now, patience);
  return isRequestDue ? requestAgain(kept, link, now) : unchanged(kept);
}
