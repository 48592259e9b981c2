import type { EventOf } from '../event.ts';
import { pendingAt } from '../intervals.ts';
import type { Approving, Failed, Requesting, Tool, Waiting } from '../state.ts';
import { failed } from './failed.ts';
import { pinCreated } from './waiting.ts';

/** There is a pin for a tool, to be approved at once. */
export function toBeApproved(
  { id, number }: Requesting,
  tool: Tool,
  { pin }: EventOf<'pinCreated'>,
  now: number,
): Approving {
  return { id, number, tool, phase: 'approving', pin, isAsked: false, pending: pendingAt(now) };
}

/** Its token is there at once (source: plex-api notes, «code»). */
export function approved({ id, number, tool, pin }: Approving, now: number): Waiting {
  const waiting = pinCreated({ id, number, tool, way: null }, { pin }, now);
  return { ...waiting, sentAt: 0, pending: pendingAt(now) };
}

/**
 * Statuses that deny a request before anything is done. Any other may be the answer to one that was
 * sent twice: browsers do that where a connection breaks, and the code was claimed by the first.
 */
const denials: readonly (number | null)[] = [401, 403, 429];

/** Where no answer says that it is not approved, it may be all the same: that is looked up. */
export function notApproved(
  grant: Approving,
  { failure }: EventOf<'pinNotApproved'>,
  now: number,
): Failed | Waiting {
  return denials.includes(failure.status) ? failed(grant, failure.reason) : approved(grant, now);
}
