import type { EventOf } from '../event.ts';
import { checkInterval, finalCheckAt, pendingAt, requestLimit } from '../intervals.ts';
import type { ClientIdentifier, Failed, In, Reason, Waiting, Way } from '../state.ts';

type Requesting = In<'requesting'>;

/** A new attempt, for which a pin is to be asked for at once. */
export function newAttempt(
  id: ClientIdentifier,
  number: number,
  way: Way,
  now: number,
): Requesting {
  const giveUpAt = now + requestLimit;
  return { id, number, phase: 'requesting', way, pending: pendingAt(now), giveUpAt };
}

export function pinCreated(
  { id, number, way }: Requesting,
  { pin }: EventOf<'pinCreated'>,
  now: number,
): Waiting {
  const hearing = false;
  const dueAt = Math.min(now + checkInterval({ way, hearing }), finalCheckAt(pin));
  return {
    id,
    number,
    phase: 'waiting',
    way,
    pin,
    pending: pendingAt(dueAt),
    sentAt: now,
    hurried: 0,
    heardAt: 0,
    hearing,
    abandonedAt: null,
  };
}

/** The attempt has come to nothing. */
export function failed({ id, number, way }: Requesting | Waiting, reason: Reason): Failed {
  return { id, number, phase: 'failed', way, reason, pending: null };
}
