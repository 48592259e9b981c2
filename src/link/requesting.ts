import type { EventOf } from './event.ts';
import { checkInterval, lastCheckAt, patience, requestLimit } from './intervals.ts';
import type { Kept, Requesting, Waiting } from './kept.ts';
import { leave } from './left.ts';
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
  const [asked, asking] = request(left, { way, attempt, giveUpAt: now + requestLimit }, now);
  return [asked, [...leaving, ...asking]];
}

/** The user wants none of it any more. */
export function cancelAsked(kept: Kept, now: number): Step {
  const { link } = kept;
  if (link.status === 'waiting') return leave(kept, link, now);
  const isAtRest = link.status === 'linked' || link.status === 'unlinked';
  return isAtRest ? unchanged(kept) : relink(kept, { status: 'unlinked' });
}

/** Asks for a pin, again where the background that asked has died since. */
export function requestAgain(kept: Kept, link: Requesting, now: number): Step {
  if (now < link.giveUpAt) return request(kept, link, now);
  return relink(kept, { status: 'failed', way: link.way, reason: 'interrupted' });
}

function request(
  kept: Kept,
  { way, attempt, giveUpAt }: Pick<Requesting, 'way' | 'attempt' | 'giveUpAt'>,
  now: number,
): Step {
  return relink(
    kept,
    { status: 'requesting', way, attempt, askAt: now + patience, giveUpAt },
    { type: 'createPin', way, attempt },
  );
}

export function pinCreated(kept: Kept, { attempt, pin }: EventOf<'pinCreated'>, now: number): Step {
  const { link } = kept;
  if (link.status !== 'requesting' || link.attempt !== attempt) return unchanged(kept);
  const waiting = startWaiting(link, pin, now);
  return link.way === 'browser'
    ? relink(kept, waiting, { type: 'openApproval', address: pin.address })
    : relink(kept, waiting);
}

function startWaiting({ way }: Requesting, pin: Waiting['pin'], now: number): Waiting {
  const unheard = { way, heardAt: 0, hearing: false };
  const checkAt = Math.min(now + checkInterval(unheard), lastCheckAt(pin));
  return { status: 'waiting', ...unheard, pin, checkedAt: now, checkAt, trouble: null };
}

export function pinNotCreated(kept: Kept, { attempt, failure }: EventOf<'pinNotCreated'>): Step {
  const { link } = kept;
  if (link.status !== 'requesting' || link.attempt !== attempt) return unchanged(kept);
  return relink(kept, { status: 'failed', way: link.way, reason: failure.reason });
}
