import type { EventOf } from './event.ts';
import { isDue, longestQuietWait, type Moment, patience, retryLater } from './intervals.ts';
import { restOf, withRest } from './rest.ts';
import type { Kept, SignOut, Unlinked } from './state.ts';
import { type Step, unchanged } from './step.ts';

/** Ends a token as its owner asked: at once, and again until plex.tv has confirmed it. */
export function signOut(kept: Kept, token: string, now: number): Step {
  const order: SignOut = {
    token,
    spare: false,
    asked: true,
    askAt: now + patience,
    failures: 0,
  };
  return [{ ...kept, signOuts: [...kept.signOuts, order] }, [{ type: 'signOut', token }]];
}

/** Puts a token by that nobody has waited for: it is ended as soon as that can do no harm. */
export function putBy(kept: Kept, token: string, now: number): Kept {
  if (kept.signOuts.some(order => order.token === token)) return kept;
  const order: SignOut = { token, spare: true, asked: false, askAt: now, failures: 0 };
  return { ...kept, signOuts: [...kept.signOuts, order] };
}

/** After the clock was set back, nothing was put by later than `now`. */
export function putByUntil(kept: Kept, now: number): Kept {
  const signOuts = kept.signOuts.map(order =>
    order.spare ? { ...order, askAt: Math.min(order.askAt, now) } : order,
  );
  return { ...kept, signOuts };
}

/**
 * Whether it is known which token the user's approvals have left alive. plex.tv keeps one for each
 * account and client identifier, the newest: until the link's own is known to be good, a spare one
 * may be the only one.
 */
function isSettled({ link }: Kept): boolean {
  const rest = restOf(link);
  return link.status !== 'waiting' && (rest.status !== 'linked' || rest.retry === null);
}

/** The orders that may be carried out as things stand. */
export function openSignOuts(kept: Kept): readonly SignOut[] {
  return isSettled(kept) ? kept.signOuts : kept.signOuts.filter(({ spare }) => !spare);
}

/** Carries out the orders that are due. What it has begun to end is nobody's spare any more. */
export function wakeSignOuts(kept: Kept, now: number): Step {
  const due = openSignOuts(kept).filter(order => isDue(order, now));
  if (due.length === 0) return unchanged(kept);
  const signOuts = kept.signOuts.map(order =>
    due.includes(order) ? { ...order, spare: false, askAt: now + patience } : order,
  );
  return [{ ...kept, signOuts }, due.map(({ token }) => ({ type: 'signOut', token }))];
}

export function signedOut(kept: Kept, { token }: Pick<SignOut, 'token'>): Step {
  const signOuts = kept.signOuts.filter(order => order.token !== token);
  if (signOuts.length === kept.signOuts.length) return unchanged(kept);
  const isDone = !signOuts.some(({ asked }) => asked);
  const next = { ...kept, signOuts };
  return [isDone ? tell(next, 'signedOut') : next, []];
}

/** Tells how it goes, if the user waits for that. */
function tell(kept: Kept, news: Unlinked['news']): Kept {
  const rest = restOf(kept.link);
  const isAwaited =
    rest.status === 'unlinked' && (rest.news === 'signingOut' || rest.news === 'notSignedOut');
  return isAwaited ? withRest(kept, { ...rest, news }) : kept;
}

export function notSignedOut(kept: Kept, answer: EventOf<'notSignedOut'>, moment: Moment): Step {
  const { token, failure } = answer;
  const order = kept.signOuts.find(known => known.token === token);
  if (order === undefined) return unchanged(kept);
  if (failure.reason === 'unauthorized') return signedOut(kept, answer);
  const later = { ...order, ...retryLater(order.failures, failure, moment, longestQuietWait) };
  const signOuts = kept.signOuts.map(known => (known === order ? later : known));
  const next = { ...kept, signOuts };
  return [order.asked ? tell(next, 'notSignedOut') : next, []];
}
