import type { LinkEvent } from './event.ts';
import { type Context, hurry, isDue, patience } from './intervals.ts';
import { forgetLeft, isLeft, leftNotChecked, leftPending, wakeLeft } from './left.ts';
import {
  accountNotRead,
  accountRead,
  avatarRead,
  checkPressed,
  confirmSoon,
  pinClaimed,
  unlinkPressed,
  wakeLinked,
} from './linked.ts';
import {
  cancelPressed,
  linkPressed,
  pinCreated,
  pinNotCreated,
  requestAgain,
  switchPressed,
} from './requesting.ts';
import { restOf, withRest } from './rest.ts';
import { notSignedOut, signedOut, wakeSignOuts } from './sign-outs.ts';
import type { State } from './state.ts';
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
  reopenPressed,
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
 * An event that a state does not wait for changes nothing, and then the step holds the same `state`.
 */
export function transition(state: State, event: LinkEvent, context: Context): Step {
  const { now } = context;
  switch (event.type) {
    case 'linkPressed':
      return linkPressed(state, event, now);
    case 'switchPressed':
      return switchPressed(state, event, now);
    case 'popupSeen':
      return popupSeen(state, now);
    case 'checkPressed':
      return checkPressed(state, now);
    case 'reopenPressed':
      return reopenPressed(state);
    case 'cancelPressed':
      return cancelPressed(state, now);
    case 'unlinkPressed':
      return unlinkPressed(state, now);
    case 'started':
      return started(state, now);
    case 'woken':
      return woken(state, now);
    case 'networkReturned':
      return networkReturned(state, now);
    case 'approvalClosed':
      return checkNow(state, now);
    case 'pageHeard':
      return pageHeard(state);
    case 'approvalHeard':
      return approvalHeard(state, now);
    case 'pinCreated':
      return pinCreated(state, event, now);
    case 'pinNotCreated':
      return pinNotCreated(state, event);
    case 'pinClaimed':
      return pinClaimed(state, event, now);
    case 'pinPending':
      return isLeft(state, event.pinId)
        ? leftPending(state, event, now)
        : pinPending(state, event, now);
    case 'pinGone':
      return isLeft(state, event.pinId)
        ? forgetLeft(state, event.pinId)
        : pinGone(state, event, now);
    case 'pinNotChecked':
      return isLeft(state, event.pinId)
        ? leftNotChecked(state, event, context)
        : pinNotChecked(state, event, context);
    case 'accountRead':
      return accountRead(state, event, now);
    case 'accountNotRead':
      return accountNotRead(state, event, context);
    case 'avatarRead':
      return avatarRead(state, event);
    case 'signedOut':
      return signedOut(state, event);
    case 'notSignedOut':
      return notSignedOut(state, event, context);
  }
}

/** A background that has just started has no request under way: a pin that was asked for is asked for again. */
function started(state: State, now: number): Step {
  const { link } = state;
  if (link.status !== 'requesting') return woken(state, now);
  return both(requestAgain(state, link, now), next => woken(next, now));
}

/** What has failed so far may work now, and what waits for an answer may get it. */
function networkReturned(state: State, now: number): Step {
  const hurried = hurryLink(
    {
      ...state,
      left: state.left.map(pin => hurry(pin, now)),
      signOuts: state.signOuts.map(order => hurry(order, now)),
    },
    now,
  );
  const [next, effects] = woken(hurried, now);
  return effects.length === 0 ? unchanged(state) : [next, effects];
}

function hurryLink(state: State, now: number): State {
  const { link } = state;
  const next = link.status === 'waiting' ? { ...state, link: hurryCheck(link, now) } : state;
  const rest = restOf(next.link);
  if (rest.status === 'unlinked' || rest.retry === null) return next;
  return withRest(next, { ...rest, retry: hurry(rest.retry, now) });
}

/** A popup is open: what it shows should be true, and what is due need not wait for the clock. */
function popupSeen(state: State, now: number): Step {
  const checked = both(checkSoon(state, now), next => confirmSoon(next, now));
  return both(checked, next => woken(next, now));
}

/** Does whatever is due by now. */
function woken(state: State, now: number): Step {
  return [wakeLinked, wakeLeft, wakeSignOuts].reduce(
    (step, wake) => both(step, next => wake(next, now)),
    wakeAttempt(state, now),
  );
}

/** One step after the other. */
function both([state, effects]: Step, more: (state: State) => Step): Step {
  const [next, others] = more(state);
  return [next, [...effects, ...others]];
}

function wakeAttempt(state: State, now: number): Step {
  const { link } = state;
  if (link.status === 'waiting') return wakeWaiting(state, link, now);
  const isRequestDue = link.status === 'requesting' && isDue(link, now, patience);
  return isRequestDue ? requestAgain(state, link, now) : unchanged(state);
}
