import { answered } from './answer.ts';
import { ask } from './ask.ts';
import { withSaneTimes } from './clock.ts';
import { approvedHere, type Effect, effectsOf, openApproval } from './effect.ts';
import type { LinkEvent } from './event.ts';
import { giveAccessPressed, hasAccess, toolPressed } from './give.ts';
import { isInUse, isKept, mapGrants, tokenOf, withState } from './grants.ts';
import { backOff, type Context, longestPinWait } from './intervals.ts';
import { withoutLate } from './late.ts';
import { noticed } from './notice.ts';
import {
  cancelPressed,
  checkPressed,
  forgetPressed,
  linkPressed,
  newsRead,
  switchPressed,
  unlinkPressed,
} from './press.ts';
import type { ClientIdentifier, Saved, State } from './state.ts';
import { withoutReplaced, withToolNews } from './tools.ts';

/** What an event makes of what is saved, and what is to be done about it. */
export type Step = readonly [Saved, readonly Effect[]];

/**
 * The life of grants: what an event makes of what is saved, and what is to be done about it. Pure:
 * the same arguments give the same step, and the time comes in as an argument.
 *
 *     (nothing)   ── linkPressed, switchPressed ───────────▶ requesting
 *     requesting  ── pinCreated ───────────────────────────▶ waiting
 *                 ── pinNotCreated, or died too often ─────▶ failed
 *     waiting     ── pinClaimed ───────────────────────────▶ held, and it is the link
 *                 ── pinGone, or pinPending at its end ────▶ failed
 *                 ── pinNotChecked for a day after that ───▶ failed
 *                 ── cancelPressed, or linkPressed again ──▶ abandoned
 *     abandoned   ── pinClaimed ───────────────────────────▶ ending
 *                 ── pinGone, or pinPending at its end ────▶ (nothing)
 *                 ── pinNotChecked for a day after that ───▶ (nothing)
 *     held        ── accountNotRead: token not valid ──────▶ refused
 *                 ── unlinkPressed, or another is claimed ─▶ ending
 *     refused     ── accountRead: it is valid after all ───▶ held
 *                 ── unlinkPressed, or another is claimed ─▶ ending
 *     ending      ── signedOut, or it was dead ────────────▶ (nothing)
 *                 ── notSignedOut for a week ──────────────▶ given up: nothing is pending
 *                 ── forgetPressed, once it is given up ───▶ (nothing)
 *
 *     requesting and failed are forgotten by cancelPressed or the next linkPressed. The link stays
 *     what it was until an attempt is claimed. An abandoned grant is one that waits.
 *
 * That of a tool, which the link approves:
 *
 *     (nothing)   ── giveAccessPressed ────────────────────▶ requesting
 *     requesting  ── pinCreated ───────────────────────────▶ approving
 *     approving   ── pinApproved, or no sure answer ───────▶ waiting
 *                 ── pinNotApproved for certain ───────────▶ failed
 *     waiting     ── pinClaimed ───────────────────────────▶ verifying
 *                 ── too late ─────────────────────────────▶ abandoned
 *     verifying   ── accountRead: the account of the link ─▶ handed
 *                 ── another account, or too late ─────────▶ ending
 *     handed      ── donePressed or too late, but taken ───▶ given
 *                 ── the same, neither copied nor shown ───▶ ending
 *     given       ── endAccessPressed, or replaced ────────▶ removing
 *                 ── devicesRead without it ───────────────▶ (nothing)
 *     removing    ── deviceRemoved, or it is not there ────▶ (nothing)
 *                 ── deviceNotRemoved for a week ──────────▶ given up: nothing is pending
 *
 * An event first changes the state; then goes what is too late by now, and whatever is due is asked
 * for, in one place. A step that changes nothing holds the very same `saved`, so that nobody needs to
 * save it.
 */
export function transition(saved: Saved, event: LinkEvent, context: Context): Step {
  const { now } = context;
  const sane = withState(saved, withSaneTimes(saved.state, now));
  const next = quieted(change(sane, event, context), event, context);
  const changed = settled(withState(next, withoutLate(next.state, now)), now);
  const [asked, requests] = ask(changed, pressedFor(event, sane.state), now);
  const after = withState(asked, withToolNews(sane.state, asked.state, event));
  const shown = event.type === 'reopenPressed' ? approvedHere(sane.state) : null;
  const effects = shown === null ? effectsOf(sane.state, changed, now) : [openApproval(shown)];
  return [after, [...effects, ...requests]];
}

function change(saved: Saved, event: LinkEvent, context: Context): Saved {
  const { state } = saved;
  const { now } = context;
  switch (event.type) {
    case 'linkPressed':
      return withState(saved, linkPressed(state, event, now));
    case 'switchPressed':
      return withState(saved, switchPressed(state, event, now));
    case 'cancelPressed':
      return withState(saved, cancelPressed(state, now));
    case 'unlinkPressed':
      return withState(saved, unlinkPressed(state, event, now));
    case 'checkPressed':
      return withState(saved, checkPressed(state, now));
    case 'forgetPressed':
      return withState(saved, forgetPressed(state, event));
    case 'giveAccessPressed':
      return withState(saved, giveAccessPressed(state, event, now));
    case 'tokenShown':
    case 'tokenCopied':
    case 'donePressed':
    case 'endAccessPressed':
      return withState(
        saved,
        mapGrants(state, grant => toolPressed(grant, event, now)),
      );
    case 'newsRead':
      return withState(saved, newsRead(state));
    case 'popupSeen':
    case 'greeted':
    case 'started':
    case 'networkReturned':
    case 'pageHeard':
    case 'approvalHeard':
    case 'approvalClosed':
      return withState(
        saved,
        mapGrants(state, grant => noticed(grant, event, now)),
      );
    case 'woken':
    case 'reopenPressed':
      return saved;
    default:
      return answered(saved, event, context);
  }
}

/** After a 429 plex.tv is left alone: with everything, and not only with what has met it. */
function quieted(saved: Saved, event: LinkEvent, { now, random }: Context): Saved {
  if (!('failure' in event) || event.failure.reason !== 'rateLimited') return saved;
  const { state } = saved;
  const failures = state.grants.find(({ id }) => id === event.id)?.pending?.failures ?? 0;
  const ours = backOff(Math.max(failures, 1), random, longestPinWait);
  // A pause of nothing, or until a date that is past on our clock, is no leave to ask at once.
  const wait = Math.max(event.failure.retryAfter ?? 0, ours);
  return withState(saved, { ...state, quietUntil: Math.max(state.quietUntil, now + wait) });
}

/**
 * What must hold after every step: no token is ended that is in use, for plex.tv may give out the
 * same one for two grants; there are tokens only where a grant has one; and no tool keeps access that
 * was replaced.
 */
function settled(saved: Saved, now: number): Saved {
  const { secrets } = saved;
  const known = withoutReplaced(saved.state, now);
  const inUse = known.grants.filter(isInUse).map(({ id }) => secrets[id]);
  const state = mapGrants(known, grant =>
    tokenOf[grant.phase] === 'ended' && inUse.includes(secrets[grant.id]) ? null : grant,
  );
  const having = state.grants.filter(isKept).map(({ id }) => id);
  const needed = Object.entries(secrets).filter(([id]) => having.includes(id));
  const isSame = needed.length === Object.keys(secrets).length;
  return isSame ? withState(saved, state) : { state, secrets: Object.fromEntries(needed) };
}

/** The grant for which the user's own press speaks now: once, it need not wait for quiet. */
function pressedFor(event: LinkEvent, { link, grants }: State): ClientIdentifier | null {
  switch (event.type) {
    case 'linkPressed':
    case 'switchPressed':
    case 'giveAccessPressed':
      return event.id;
    case 'endAccessPressed':
      return grants.some(grant => grant.id === event.id && hasAccess(grant)) ? event.id : null;
    case 'checkPressed':
    case 'unlinkPressed':
      return link;
    default:
      return null;
  }
}
