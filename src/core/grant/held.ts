import type { EventOf } from '../event.ts';
import { withPending } from '../grants.ts';
import {
  type Context,
  isRefusal,
  laterAboutToken,
  longestPinWait,
  pendingAt,
  usualAge,
} from '../intervals.ts';
import type { Held, Refused, Waiting } from '../state.ts';

/** The user has approved the pin; whose account it is, is asked at once. */
export function claimed(
  { id, number, tool }: Pick<Waiting, 'id' | 'number' | 'tool'>,
  { isNewAccount }: Pick<EventOf<'pinClaimed'>, 'isNewAccount'>,
  now: number,
): Held {
  const unknown = { account: null, confirmedAt: 0, greetedAt: null, pending: pendingAt(now) };
  return { id, number, tool, phase: 'held', linkedAt: now, isNewAccount, ...unknown };
}

/** A popup is open: what it shows should not be old, and what is wrong should not be so for long. */
export function seen(grant: Held, now: number): Held {
  const { pending, confirmedAt } = grant;
  if (pending === null) {
    return now - confirmedAt > usualAge ? withPending(grant, pendingAt(now)) : grant;
  }
  const dueAt = now + longestPinWait;
  return dueAt < pending.dueAt ? withPending(grant, { ...pending, dueAt }) : grant;
}

/** Somebody has seen whose account it is. */
export function greeted(grant: Held, now: number): Held {
  const isNews = grant.account !== null && grant.greetedAt === null;
  return isNews ? { ...grant, greetedAt: now } : grant;
}

/** The token is good, also where plex.tv had refused it before. */
export function accountRead(
  grant: Held | Refused,
  { account }: EventOf<'accountRead'>,
  now: number,
): Held {
  const { id, number, tool, linkedAt } = grant;
  const avatar = account.thumb === grant.account?.thumb ? grant.account.avatar : null;
  const { isNewAccount, greetedAt } =
    grant.phase === 'held' ? grant : { isNewAccount: false, greetedAt: linkedAt };
  // A token opens one account for ever: where an answer does not name it, it is the known one.
  const uuid = account.uuid ?? grant.account?.uuid ?? null;
  const known = { account: { ...account, uuid, avatar }, confirmedAt: now, pending: null };
  return { id, number, tool, phase: 'held', linkedAt, isNewAccount, greetedAt, ...known };
}

export function avatarRead(grant: Held, { thumb, avatar }: EventOf<'avatarRead'>): Held {
  const { account } = grant;
  return account?.thumb === thumb ? { ...grant, account: { ...account, avatar } } : grant;
}

/** Only a plain «this token is not valid» ends the link; whatever else happened says nothing of it. */
export function accountNotRead(
  grant: Held | Refused,
  { failure }: EventOf<'accountNotRead'>,
  context: Context,
): Held | Refused {
  const { id, number, tool, linkedAt, account, pending } = grant;
  if (isRefusal(failure, pending, context.now)) {
    const refusedAt = context.now;
    return { id, number, tool, phase: 'refused', linkedAt, account, refusedAt, pending: null };
  }
  return withPending(grant, pending && laterAboutToken(pending, failure, context));
}
