import { mapGrants, withPending } from './grants.ts';
import {
  clockTolerance,
  finalCheckAt,
  longestLife,
  longestQuietWait,
  patience,
  requestLimit,
} from './intervals.ts';
import type { Grant, Pending, Pin, State } from './state.ts';

/**
 * The same state without times that cannot be: after the clock was set back, or where a record is
 * damaged, what was planned would be waited for too long and what has happened would lie ahead. A
 * question that lies further ahead than any is ever planned is due; what has happened has happened
 * by now. Where all is well it is the very same state.
 */
export function withSaneTimes(state: State, now: number): State {
  const known = mapGrants(state, grant => sane(grant, now));
  // A pause that was over before the clock was set back would begin anew.
  const isSetBack = known !== state || state.quietUntil - now > longestQuietWait;
  return isSetBack && now < state.quietUntil ? { ...known, quietUntil: now } : known;
}

function sane(grant: Grant, now: number): Grant {
  // A check that lies ahead says that nothing that was planned for its pin can be trusted.
  const isSetBack = grant.phase === 'waiting' && grant.sentAt > now;
  const longest = grant.phase === 'requesting' ? patience : longestQuietWait;
  const planned = grant.pending && sanePending(grant.pending, isSetBack ? -1 : longest, now);
  return withPending(withSaneTimesOf(grant, now), planned);
}

function withSaneTimesOf(grant: Grant, now: number): Grant {
  const past = <At extends number | null>(at: At) => (at !== null && at > now ? now : at);
  switch (grant.phase) {
    case 'requesting':
      return changed(grant, { giveUpAt: Math.min(grant.giveUpAt, now + requestLimit) });
    case 'waiting': {
      const expiresAt = Math.min(grant.pin.expiresAt, now + longestLife);
      return changed(grant, {
        pin: changed(grant.pin, { expiresAt }),
        sentAt: grant.sentAt > now ? 0 : grant.sentAt,
        heardAt: past(grant.heardAt),
        abandonedAt: past(grant.abandonedAt),
      });
    }
    case 'held': {
      const confirmedAt = grant.confirmedAt > now ? 0 : grant.confirmedAt;
      return changed(grant, { confirmedAt, greetedAt: past(grant.greetedAt) });
    }
    case 'ending':
      return changed(grant, { orderedAt: past(grant.orderedAt) });
    case 'refused':
    case 'expired':
    case 'failed':
    case 'givenUp':
      return grant;
  }
}

function sanePending(pending: Pending, longest: number, now: number): Pending {
  const { problem } = pending;
  return changed(pending, {
    dueAt: pending.dueAt - now > longest ? now : pending.dueAt,
    problem: problem && changed(problem, { sinceAt: Math.min(problem.sinceAt, now) }),
  });
}

/** The same thing with other values, or the very same where none is another. */
function changed<Thing extends object>(thing: Thing, values: Partial<Thing>): Thing {
  const isSame = Object.entries(values).every(([key, value]) => Reflect.get(thing, key) === value);
  return isSame ? thing : { ...thing, ...values };
}

/**
 * Sets a pin's end right where our clock was moved. plex.tv's count is believed only if it has been
 * seen to go down: one that always says the same would make a pin immortal. At the pin's end any
 * time left counts, for then it decides; where it has not gone down yet, it gets one chance to.
 */
export function recount(pin: Pin, expiresIn: number | null, now: number): Pin {
  if (expiresIn === null) return pin;
  const isOver = now >= finalCheckAt(pin);
  // A count that stays at nothing has been seen to go down there: our clock was set back since.
  const isLongOver = expiresIn === 0 && pin.expiresIn === 0;
  if (isLongOver && pin.expiresAt - now > clockTolerance) return { ...pin, expiresAt: now };
  if (expiresIn >= pin.expiresIn) {
    const isDoubtful = isOver && !pin.graceGiven && expiresIn > 0;
    return isDoubtful ? { ...pin, graceGiven: true, expiresAt: now + clockTolerance } : pin;
  }
  const expiresAt = now + expiresIn * 1_000;
  const strayed = Math.abs(expiresAt - pin.expiresAt) > clockTolerance || isOver;
  return {
    ...pin,
    expiresIn,
    graceGiven: false,
    expiresAt: strayed ? expiresAt : pin.expiresAt,
  };
}
