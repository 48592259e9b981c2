import type { EventOf } from './event.ts';
import { checkInterval, lastCheckAt, patience, requestLimit } from './intervals.ts';
import { leave } from './left.ts';
import { restOf } from './rest.ts';
import type { Kept, Pin, Reason, Requesting, Waiting, Way } from './state.ts';
import { relink, type Step, unchanged } from './step.ts';

/**
 * The user wants a link: by this way, and no longer by another one that may be under way. Pressing
 * twice asks once.
 */
export function linkAsked(kept: Kept, { way, attempt }: EventOf<'linkAsked'>, now: number): Step {
  const { link } = kept;
  if (link.status === 'linked') return unchanged(kept);
  const busy = link.status === 'requesting' || link.status === 'waiting';
  if (busy && link.way === way) return unchanged(kept);
  const [left, leaving] = link.status === 'waiting' ? leave(kept, link, now) : unchanged(kept);
  const [asked, asking] = begin(left, way, attempt, now);
  return [asked, [...leaving, ...asking]];
}

/** The user wants another account in the place of this one, which stays until that is approved. */
export function linkOtherAsked(
  kept: Kept,
  { attempt }: EventOf<'linkOtherAsked'>,
  now: number,
): Step {
  return kept.link.status === 'linked' ? begin(kept, 'browser', attempt, now) : unchanged(kept);
}

/** The user wants none of it any more. */
export function cancelAsked(kept: Kept, now: number): Step {
  const { link } = kept;
  if (link.status === 'waiting') return leave(kept, link, now);
  return 'before' in link ? relink(kept, link.before) : unchanged(kept);
}

/** Asks for a pin, again where the background that asked has died since. */
export function requestAgain(kept: Kept, link: Requesting, now: number): Step {
  if (now < link.giveUpAt) return request(kept, link, now);
  return fail(kept, link, 'interrupted');
}

function begin(kept: Kept, way: Way, attempt: string, now: number): Step {
  const before = restOf(kept.link);
  const giveUpAt = now + requestLimit;
  return request(kept, { status: 'requesting', way, before, attempt, askAt: now, giveUpAt }, now);
}

function request(kept: Kept, link: Requesting, now: number): Step {
  const { way, attempt } = link;
  return relink(kept, { ...link, askAt: now + patience }, { type: 'createPin', way, attempt });
}

function fail(kept: Kept, { way, before }: Requesting, reason: Reason): Step {
  return relink(kept, { status: 'failed', way, before, reason });
}

export function pinCreated(kept: Kept, { attempt, pin }: EventOf<'pinCreated'>, now: number): Step {
  const { link } = kept;
  if (link.status !== 'requesting' || link.attempt !== attempt) return unchanged(kept);
  const waiting = startWaiting(link, pin, now);
  return link.way === 'browser'
    ? relink(kept, waiting, { type: 'openApproval', address: pin.address })
    : relink(kept, waiting);
}

function startWaiting({ way, before }: Requesting, pin: Pin, now: number): Waiting {
  const unheard = { way, before, heardAt: 0, hearing: false };
  const checkAt = Math.min(now + checkInterval(unheard), lastCheckAt(pin));
  return { status: 'waiting', ...unheard, pin, checkedAt: now, checkAt, trouble: null };
}

export function pinNotCreated(kept: Kept, { attempt, failure }: EventOf<'pinNotCreated'>): Step {
  const { link } = kept;
  if (link.status !== 'requesting' || link.attempt !== attempt) return unchanged(kept);
  return fail(kept, link, failure.reason);
}
