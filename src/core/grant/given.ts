import type { EventOf } from '../event.ts';
import { type Context, pendingAt } from '../intervals.ts';
import type { Given, Removing } from '../state.ts';
import { unlessHopeless } from './ending.ts';

/**
 * What plex.tv's list of devices says of a tool; null where it was in it once and is no more: it was
 * ended there. One that never was in it proves nothing, for nobody knows when a device gets there; nor
 * does a list that lacks even the link that has asked for it.
 */
export function listed<Any extends Given | Removing>(
  grant: Any,
  { devices, hasAsker }: Pick<EventOf<'devicesRead'>, 'devices' | 'hasAsker'>,
  now: number,
): Any | null {
  const device = devices.find(({ clientIdentifier }) => clientIdentifier === grant.id);
  if (device === undefined) return grant.seenAt === null || !hasAsker ? grant : null;
  const seenAt = byNow(device.seenAt, now);
  return seenAt === grant.seenAt ? grant : { ...grant, seenAt };
}

/** Plex's clock may be ahead of ours: what lies ahead here would say that ours was set back. */
function byNow(seenAt: number, now: number): number {
  return Math.min(seenAt, now);
}

/** The access of a tool that has its token is to be ended. */
export function removing({ id, number, tool, seenAt }: Given | Removing, now: number): Removing {
  return { id, number, tool, phase: 'removing', seenAt, orderedAt: now, pending: pendingAt(now) };
}

/** It is in the list: once that is kept, it can be removed. */
export function toBeRemoved(
  grant: Removing,
  { seenAt }: EventOf<'deviceListed'>,
  now: number,
): Removing {
  return { ...grant, seenAt: byNow(seenAt, now), pending: pendingAt(now, grant.pending) };
}

/** Where it was in the list once and is no more, it has ended. */
export function notListed(grant: Removing, context: Context): Removing | null {
  if (grant.seenAt !== null) return null;
  return notRemoved(grant, { failure: { reason: 'gone', retryAfter: null, status: 200 } }, context);
}

/** It may have ended all the same: then it is not in the list any more, in which it was. */
export function notRemoved(
  grant: Removing,
  { failure }: Pick<EventOf<'deviceNotRemoved'>, 'failure'>,
  context: Context,
): Removing {
  return { ...grant, pending: unlessHopeless(grant, failure, context) };
}
