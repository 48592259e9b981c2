import { mapGrants, withPending } from './grants.ts';
import {
  clockTolerance,
  finalCheckAt,
  handedLasts,
  longestLife,
  longestQuietWait,
  patience,
  requestLimit,
} from './intervals.ts';
import type { Grant, Pending, Phase, Pin, State } from './state.ts';

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

/** How far ahead a question may lie in a phase in which that is not as usual, ms. */
const longestWaits: Partial<Record<Phase, number>> = { requesting: patience, handed: handedLasts };

function sane(grant: Grant, now: number): Grant {
  // A check that lies ahead says that nothing that was planned for its pin can be trusted.
  const isSetBack = grant.phase === 'waiting' && grant.sentAt > now;
  const longest = longestWaits[grant.phase] ?? longestQuietWait;
  // Nobody loses a token that is just being copied.
  const instead = grant.phase === 'handed' ? now + handedLasts : now;
  const planned =
    grant.pending && sanePending(grant.pending, isSetBack ? -1 : longest, now, instead);
  const { tool } = grant;
  const isTool = tool !== null && tool.addedAt > now;
  const known = isTool ? { ...grant, tool: { ...tool, addedAt: now } } : grant;
  return withPending(withSaneTimesOf(known, now), planned);
}

function withSaneTimesOf(grant: Grant, now: number): Grant {
  const past = <At extends number | null>(at: At) => (at !== null && at > now ? now : at);
  switch (grant.phase) {
    case 'requesting':
      return changed(grant, { giveUpAt: Math.min(grant.giveUpAt, now + requestLimit) });
    case 'approving':
      return changed(grant, { pin: sanePin(grant.pin, now) });
    case 'waiting':
      return changed(grant, {
        pin: sanePin(grant.pin, now),
        sentAt: grant.sentAt > now ? 0 : grant.sentAt,
        heardAt: past(grant.heardAt),
        abandonedAt: past(grant.abandonedAt),
      });
    case 'held': {
      const confirmedAt = grant.confirmedAt > now ? 0 : grant.confirmedAt;
      const linkedAt = past(grant.linkedAt);
      return changed(grant, { linkedAt, confirmedAt, greetedAt: past(grant.greetedAt) });
    }
    case 'handed':
      return changed(grant, { copiedAt: past(grant.copiedAt) });
    case 'given':
      return changed(grant, { seenAt: past(grant.seenAt) });
    case 'removing':
      return changed(grant, { seenAt: past(grant.seenAt), orderedAt: past(grant.orderedAt) });
    case 'ending':
      return changed(grant, { orderedAt: past(grant.orderedAt) });
    case 'refused':
      return changed(grant, {
        linkedAt: past(grant.linkedAt),
        refusedAt: past(grant.refusedAt),
      });
    case 'verifying':
    case 'failed':
      return grant;
  }
}

function sanePin(pin: Pin, now: number): Pin {
  return changed(pin, { expiresAt: Math.min(pin.expiresAt, now + longestLife) });
}

function sanePending(pending: Pending, longest: number, now: number, instead: number): Pending {
  const { problem } = pending;
  return changed(pending, {
    dueAt: pending.dueAt - now > longest ? instead : pending.dueAt,
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
