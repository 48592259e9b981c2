import type { EventOf } from '../event.ts';
import {
  type Context,
  isRefusal,
  laterAboutToken,
  longestPinWait,
  pendingAt,
  usualAge,
} from '../intervals.ts';
import type { Held, In, Refused } from '../state.ts';

/** The user has approved the pin; whose account it is, is asked at once. */
export function claimed(
  { id, number }: In<'waiting'>,
  { isNewAccount }: EventOf<'pinClaimed'>,
  now: number,
): Held {
  return {
    id,
    number,
    phase: 'held',
    linkedAt: now,
    account: null,
    confirmedAt: 0,
    isNewAccount,
    greetedAt: null,
    pending: pendingAt(now),
  };
}

/** A popup is open: what it shows should not be old, and what is wrong should not be so for long. */
export function seen(grant: Held, now: number): Held {
  const { pending, account, confirmedAt } = grant;
  if (account !== null && grant.greetedAt === null) return seen({ ...grant, greetedAt: now }, now);
  if (pending === null) {
    return now - confirmedAt > usualAge ? { ...grant, pending: pendingAt(now) } : grant;
  }
  const dueAt = now + longestPinWait;
  return dueAt < pending.dueAt ? { ...grant, pending: { ...pending, dueAt } } : grant;
}

/** The token is good, also where plex.tv had refused it before. */
export function accountRead(
  grant: Held | Refused,
  { account }: EventOf<'accountRead'>,
  now: number,
): Held {
  const { id, number, linkedAt } = grant;
  const { thumb } = account;
  const avatar = thumb === grant.account?.thumb ? grant.account.avatar : null;
  const { isNewAccount, greetedAt } =
    grant.phase === 'held' ? grant : { isNewAccount: false, greetedAt: Math.min(linkedAt, now) };
  return {
    id,
    number,
    phase: 'held',
    linkedAt,
    account: { ...account, avatar },
    confirmedAt: now,
    isNewAccount,
    greetedAt,
    pending: null,
  };
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
  const { id, number, linkedAt, account, pending } = grant;
  if (isRefusal(failure, pending, context.now)) {
    const refusedAt = context.now;
    return { id, number, phase: 'refused', linkedAt, account, refusedAt, pending: null };
  }
  if (pending === null) return grant;
  return { ...grant, pending: laterAboutToken(pending, failure, context) };
}
