import type { EventOf, Failure } from '../event.ts';
import { type Context, handedLasts, isRefusal, laterAboutToken, pendingAt } from '../intervals.ts';
import type { Ending, Given, Handed, Tool, Verifying, Waiting } from '../state.ts';
import { ending } from './ending.ts';

/** The link has approved the pin of a tool. */
export function toBeVerified({ id, number }: Waiting, tool: Tool, now: number): Verifying {
  return { id, number, tool, phase: 'verifying', pending: pendingAt(now) };
}

/** Only a token of the link's own account is handed over. An answer that names none says nothing. */
export function verified(
  grant: Verifying,
  { account }: EventOf<'accountRead'>,
  context: Context,
): Handed | Ending | Verifying | null {
  const { id, number, tool } = grant;
  const { now } = context;
  if (account.uuid === null) return notVerified(grant, { failure: nameless }, context);
  if (account.uuid !== tool.account) return ending(grant, now);
  const pending = pendingAt(now + handedLasts);
  return { id, number, tool, phase: 'handed', copiedAt: null, pending };
}

const nameless: Failure = { reason: 'unexpectedBody', retryAfter: null, status: 200 };

/** Null where plex.tv has said that the token is dead. */
export function notVerified(
  grant: Verifying,
  { failure }: Pick<EventOf<'accountNotRead'>, 'failure'>,
  context: Context,
): Verifying | null {
  const { pending } = grant;
  if (isRefusal(failure, pending, context.now)) return null;
  return { ...grant, pending: laterAboutToken(pending, failure, context) };
}

/** Whoever has seen it may have typed it off. */
export function shown(grant: Handed): Handed {
  return grant.copiedAt === null ? { ...grant, copiedAt: 0 } : grant;
}

export function copied(grant: Handed, now: number): Handed {
  return wasCopied(grant) ? grant : { ...grant, copiedAt: now };
}

export function wasCopied({ copiedAt }: Handed): boolean {
  return copiedAt !== null && copiedAt > 0;
}

/** Whoever was to have it has it. Nobody has a token that was neither copied nor shown: it is ended. */
export function handedOver(grant: Handed, now: number): Given | Ending {
  const { id, number, tool, copiedAt } = grant;
  if (copiedAt === null) return ending(grant, now);
  return { id, number, tool, phase: 'given', seenAt: null, pending: null };
}

/**
 * Its time is over, or it is left for something else. Who has only seen it may not have got it to the
 * tool, which then needs what it has: nothing is replaced.
 */
export function unfinished(grant: Handed, now: number): Given | Ending {
  const next = handedOver(grant, now);
  if (next.phase === 'ending' || wasCopied(grant)) return next;
  return { ...next, tool: { ...next.tool, replaces: null } };
}
