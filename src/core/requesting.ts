import type { EventOf } from './event.ts';
import { checkInterval, finalCheckAt, patience, requestLimit } from './intervals.ts';
import { leave } from './left.ts';
import { restOf } from './rest.ts';
import type { Pin, Reason, Requesting, State, Waiting, Way } from './state.ts';
import { relink, type Step, unchanged } from './step.ts';

/**
 * The user wants a link: by this way, and no longer by another one that may be under way. Pressing
 * twice asks once.
 */
export function linkPressed(
  state: State,
  { way, attempt }: EventOf<'linkPressed'>,
  now: number,
): Step {
  const { link } = state;
  if (link.status === 'linked') return unchanged(state);
  const busy = link.status === 'requesting' || link.status === 'waiting';
  if (busy && link.way === way) return unchanged(state);
  const [left, leaving] = link.status === 'waiting' ? leave(state, link, now) : unchanged(state);
  const [asked, asking] = begin(left, way, attempt, now);
  return [asked, [...leaving, ...asking]];
}

/** The user wants another account in the place of this one, which stays until that is approved. */
export function switchPressed(
  state: State,
  { attempt }: EventOf<'switchPressed'>,
  now: number,
): Step {
  return state.link.status === 'linked' ? begin(state, 'browser', attempt, now) : unchanged(state);
}

/** The user wants none of it any more. */
export function cancelPressed(state: State, now: number): Step {
  const { link } = state;
  if (link.status === 'waiting') return leave(state, link, now);
  return 'before' in link ? relink(state, link.before) : unchanged(state);
}

/** Asks for a pin, again where the background that asked has died since. */
export function requestAgain(state: State, link: Requesting, now: number): Step {
  if (now < link.giveUpAt) return request(state, link, now);
  return fail(state, link, 'interrupted');
}

function begin(state: State, way: Way, attempt: string, now: number): Step {
  const before = restOf(state.link);
  const giveUpAt = now + requestLimit;
  return request(state, { status: 'requesting', way, before, attempt, askAt: now, giveUpAt }, now);
}

function request(state: State, link: Requesting, now: number): Step {
  const { way, attempt } = link;
  return relink(state, { ...link, askAt: now + patience }, { type: 'createPin', way, attempt });
}

function fail(state: State, { way, before }: Requesting, reason: Reason): Step {
  return relink(state, { status: 'failed', way, before, reason });
}

export function pinCreated(
  state: State,
  { attempt, pin }: EventOf<'pinCreated'>,
  now: number,
): Step {
  const { link } = state;
  if (link.status !== 'requesting' || link.attempt !== attempt) return unchanged(state);
  const waiting = startWaiting(link, pin, now);
  return link.way === 'browser'
    ? relink(state, waiting, { type: 'openApproval', address: pin.address })
    : relink(state, waiting);
}

function startWaiting({ way, before }: Requesting, pin: Pin, now: number): Waiting {
  const unheard = { way, before, heardAt: 0, hearing: false };
  const checkAt = Math.min(now + checkInterval(unheard), finalCheckAt(pin));
  return { status: 'waiting', ...unheard, pin, checkedAt: now, checkAt, trouble: null };
}

export function pinNotCreated(state: State, { attempt, failure }: EventOf<'pinNotCreated'>): Step {
  const { link } = state;
  if (link.status !== 'requesting' || link.attempt !== attempt) return unchanged(state);
  return fail(state, link, failure.reason);
}
