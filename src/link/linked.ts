import type { EventOf } from './event.ts';
import { isDue, longestQuietWait, type Moment, patience, retryLater } from './intervals.ts';
import type { Kept, Linked } from './kept.ts';
import { checkLeft, forgetLeft } from './left.ts';
import { putBy, putByUntil, signOut } from './sign-outs.ts';
import { relink, type Step, unchanged } from './step.ts';
import { waitingFor } from './waiting.ts';

/**
 * The user has approved. The token of the pin that we wait for makes the link; that of any other
 * pin is put by to be ended. Where there is a link already, its own token may have been replaced by
 * that one, so it has to be confirmed first.
 */
export function pinClaimed(
  kept: Kept,
  { pinId, authToken }: EventOf<'pinClaimed'>,
  now: number,
): Step {
  if (authToken === kept.token) return unchanged(kept);
  const [known] = forgetLeft(kept, pinId);
  if (waitingFor(kept, pinId) !== null || isRefused(kept)) return makeLink(known, authToken, now);
  const next = putBy(known, authToken, now);
  return next.link.status === 'linked' ? confirm(next, next.link, 0, now) : [next, []];
}

/** The link has lost its token: whatever else was approved for this browser makes it again. */
function isRefused({ link }: Kept): boolean {
  return link.status === 'failed' && link.reason === 'unauthorized';
}

/** The link and its token in one step, so that no death can come between. */
function makeLink(kept: Kept, token: string, now: number): Step {
  const link: Linked = { status: 'linked', linkedAt: now, account: null, retry: null };
  const [confirmed, effects] = confirm({ ...kept, token }, link, 0, now);
  return [confirmed, [{ type: 'closeApproval' }, ...effects]];
}

/** Asks whose account it is, and thereby whether the token is good. */
function confirm(kept: Kept, link: Linked, failures: number, now: number): Step {
  const { token } = kept;
  if (token === null) return unchanged(kept);
  const retry = { askAt: now + patience, failures };
  return relink(kept, { ...link, retry }, { type: 'readAccount', token });
}

/** Asks again for the account that plex.tv has not named yet. */
export function wakeLinked(kept: Kept, link: Linked, now: number): Step {
  if (link.retry === null || !isDue(link.retry, now)) return unchanged(kept);
  return confirm(kept, link, link.retry.failures, now);
}

/** The token is good. That says nothing of an approval that came after this had been asked. */
export function accountRead(kept: Kept, answer: EventOf<'accountRead'>, now: number): Step {
  const link = linkedBy(kept, answer.token);
  if (link === null) return unchanged(kept);
  const { name, thumb, askedAt } = answer;
  if (kept.signOuts.some(({ spare, askAt }) => spare && askedAt < askAt)) {
    return confirm(putByUntil(kept, now), link, 0, now);
  }
  const avatar = thumb === null ? null : (link.account?.avatar ?? null);
  const known: Linked = { ...link, account: { name, avatar }, retry: null };
  if (thumb === null) return relink(kept, known);
  return relink(kept, known, { type: 'readAvatar', linkedAt: link.linkedAt, thumb });
}

export function avatarRead(kept: Kept, { linkedAt, avatar }: EventOf<'avatarRead'>): Step {
  const { link } = kept;
  if (link.status !== 'linked' || link.linkedAt !== linkedAt) return unchanged(kept);
  if (link.account === null) return unchanged(kept);
  return relink(kept, { ...link, account: { ...link.account, avatar } });
}

/** Only a plain «this token is not valid» ends the link; whatever else happened says nothing of it. */
export function accountNotRead(
  kept: Kept,
  answer: EventOf<'accountNotRead'>,
  moment: Moment,
): Step {
  const link = linkedBy(kept, answer.token);
  if (link === null || link.retry === null) return unchanged(kept);
  if (answer.failure.reason === 'unauthorized') return replaceToken(kept, moment.now);
  const retry = retryLater(link.retry.failures, answer.failure, moment, longestQuietWait);
  return relink(kept, { ...link, retry });
}

/** The token is dead. If another approval has replaced it, the link goes on with what that gave. */
function replaceToken(kept: Kept, now: number): Step {
  const spare = kept.signOuts.findLast(order => order.spare);
  if (spare === undefined) {
    const failed = { status: 'failed', way: 'browser', reason: 'unauthorized' } as const;
    return checkLeft({ ...kept, link: failed, token: null }, now);
  }
  const signOuts = kept.signOuts.filter(order => order !== spare);
  return makeLink({ ...kept, signOuts }, spare.token, now);
}

/** Gone here at once; at plex.tv as soon as it can be reached. */
export function unlinkAsked(kept: Kept, now: number): Step {
  if (kept.token === null) return unchanged(kept);
  return signOut({ ...kept, link: { status: 'unlinked' }, token: null }, kept.token, now);
}

/** The link, if it is this token that makes it. */
function linkedBy({ link, token }: Kept, asked: string): Linked | null {
  return link.status === 'linked' && token === asked ? link : null;
}
