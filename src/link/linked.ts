import type { EventOf } from './event.ts';
import { isDue, longestQuietWait, type Moment, patience, retryAfter } from './intervals.ts';
import type { Kept, Linked, SignOut } from './kept.ts';
import { forgetLeft } from './left.ts';
import { relink, type Step, unchanged } from './step.ts';
import { waitingFor } from './waiting.ts';

/**
 * The user has approved. The token of the pin that we wait for makes the link, in one step, so that
 * no death can come between; the token of a pin that was left is signed out.
 */
export function pinClaimed(
  kept: Kept,
  { pinId, authToken }: EventOf<'pinClaimed'>,
  now: number,
): Step {
  if (authToken === kept.token) return unchanged(kept);
  if (waitingFor(kept, pinId) === null) {
    const [forgotten] = forgetLeft(kept, pinId);
    return signOut(forgotten, authToken, now);
  }
  const link: Linked = {
    status: 'linked',
    linkedAt: now,
    account: null,
    retry: { askAt: now + patience, failures: 0 },
  };
  return [
    { ...kept, link, token: authToken },
    [{ type: 'closeApproval' }, { type: 'readAccount', linkedAt: now, token: authToken }],
  ];
}

/** Asks again for the account that plex.tv has not named yet. */
export function wakeLinked(kept: Kept, link: Linked, now: number): Step {
  const { token } = kept;
  if (token === null || link.retry === null || !isDue(link.retry, now)) return unchanged(kept);
  const retry = { ...link.retry, askAt: now + patience };
  return relink(kept, { ...link, retry }, { type: 'readAccount', linkedAt: link.linkedAt, token });
}

export function accountRead(kept: Kept, answer: EventOf<'accountRead'>): Step {
  const link = linkedSince(kept, answer.linkedAt);
  if (link === null) return unchanged(kept);
  const known: Linked = { ...link, account: { name: answer.name, avatar: null }, retry: null };
  if (answer.thumb === null) return relink(kept, known);
  return relink(kept, known, { type: 'readAvatar', linkedAt: link.linkedAt, thumb: answer.thumb });
}

export function avatarRead(kept: Kept, { linkedAt, avatar }: EventOf<'avatarRead'>): Step {
  const link = linkedSince(kept, linkedAt);
  if (link === null || link.account === null) return unchanged(kept);
  return relink(kept, { ...link, account: { ...link.account, avatar } });
}

/** Only a plain «this token is not valid» ends the link; whatever else happened says nothing of it. */
export function accountNotRead(
  kept: Kept,
  answer: EventOf<'accountNotRead'>,
  moment: Moment,
): Step {
  const link = linkedSince(kept, answer.linkedAt);
  if (link === null || link.retry === null) return unchanged(kept);
  if (answer.failure.reason === 'unauthorized') {
    const failed = { status: 'failed', way: 'browser', reason: 'unauthorized' } as const;
    return [{ ...kept, link: failed, token: null }, []];
  }
  const retry = retryAfter(link.retry.failures, answer.failure, moment, longestQuietWait);
  return relink(kept, { ...link, retry });
}

/** Gone here at once; at plex.tv as soon as it can be reached. */
export function unlinkAsked(kept: Kept, now: number): Step {
  if (kept.token === null) return unchanged(kept);
  return signOut({ ...kept, link: { status: 'unlinked' }, token: null }, kept.token, now);
}

function signOut(kept: Kept, token: string, now: number): Step {
  if (kept.signOuts.some(order => order.token === token)) return unchanged(kept);
  const order: SignOut = { token, askAt: now + patience, failures: 0 };
  return [{ ...kept, signOuts: [...kept.signOuts, order] }, [{ type: 'signOut', token }]];
}

/** Repeats the sign-outs that are due. */
export function wakeSignOuts(kept: Kept, now: number): Step {
  const due = kept.signOuts.filter(order => isDue(order, now));
  if (due.length === 0) return unchanged(kept);
  const signOuts = kept.signOuts.map(order =>
    due.includes(order) ? { ...order, askAt: now + patience } : order,
  );
  return [{ ...kept, signOuts }, due.map(({ token }) => ({ type: 'signOut', token }))];
}

export function signedOut(kept: Kept, { token }: EventOf<'signedOut'>): Step {
  const signOuts = kept.signOuts.filter(order => order.token !== token);
  return signOuts.length === kept.signOuts.length ? unchanged(kept) : [{ ...kept, signOuts }, []];
}

export function notSignedOut(kept: Kept, answer: EventOf<'notSignedOut'>, moment: Moment): Step {
  const { token, failure } = answer;
  const order = kept.signOuts.find(known => known.token === token);
  if (order === undefined) return unchanged(kept);
  if (failure.reason === 'unauthorized') return signedOut(kept, { type: 'signedOut', token });
  const later = { token, ...retryAfter(order.failures, failure, moment, longestQuietWait) };
  const signOuts = kept.signOuts.map(known => (known === order ? later : known));
  return [{ ...kept, signOuts }, []];
}

function linkedSince({ link }: Kept, linkedAt: number): Linked | null {
  return link.status === 'linked' && link.linkedAt === linkedAt ? link : null;
}
