import type { EventOf } from './event.ts';
import { type Context, isDue, longestQuietWait, patience, retryLater } from './intervals.ts';
import { restOf, withRest } from './rest.ts';
import type { SignOut, State, Unlinked } from './state.ts';
import { type Step, unchanged } from './step.ts';

/** Ends a token as its owner asked: at once, and again until plex.tv has confirmed it. */
export function signOut(state: State, token: string, now: number): Step {
  const order: SignOut = {
    token,
    spare: false,
    asked: true,
    askAt: now + patience,
    failures: 0,
  };
  return [{ ...state, signOuts: [...state.signOuts, order] }, [{ type: 'signOut', token }]];
}

/** Puts a token by that nobody has waited for: it is ended as soon as that can do no harm. */
export function putBy(state: State, token: string, now: number): State {
  if (state.signOuts.some(order => order.token === token)) return state;
  const order: SignOut = { token, spare: true, asked: false, askAt: now, failures: 0 };
  return { ...state, signOuts: [...state.signOuts, order] };
}

/** After the clock was set back, nothing was put by later than `now`. */
export function putByUntil(state: State, now: number): State {
  const signOuts = state.signOuts.map(order =>
    order.spare ? { ...order, askAt: Math.min(order.askAt, now) } : order,
  );
  return { ...state, signOuts };
}

/**
 * Whether it is known which token the user's approvals have left alive. plex.tv keeps one for each
 * account and client identifier, the newest: until the link's own is known to be good, a spare one
 * may be the only one.
 */
function isSettled({ link }: State): boolean {
  const rest = restOf(link);
  return link.status !== 'waiting' && (rest.status !== 'linked' || rest.retry === null);
}

/** The orders that may be carried out as things stand. */
export function openSignOuts(state: State): readonly SignOut[] {
  return isSettled(state) ? state.signOuts : state.signOuts.filter(({ spare }) => !spare);
}

/** Carries out the orders that are due. What it has begun to end is nobody's spare any more. */
export function wakeSignOuts(state: State, now: number): Step {
  const due = openSignOuts(state).filter(order => isDue(order, now));
  if (due.length === 0) return unchanged(state);
  const signOuts = state.signOuts.map(order =>
    due.includes(order) ? { ...order, spare: false, askAt: now + patience } : order,
  );
  return [{ ...state, signOuts }, due.map(({ token }) => ({ type: 'signOut', token }))];
}

export function signedOut(state: State, { token }: Pick<SignOut, 'token'>): Step {
  const signOuts = state.signOuts.filter(order => order.token !== token);
  if (signOuts.length === state.signOuts.length) return unchanged(state);
  const isDone = !signOuts.some(({ asked }) => asked);
  const next = { ...state, signOuts };
  return [isDone ? tell(next, 'signedOut') : next, []];
}

/** Tells how it goes, if the user waits for that. */
function tell(state: State, news: Unlinked['news']): State {
  const rest = restOf(state.link);
  const isAwaited =
    rest.status === 'unlinked' && (rest.news === 'signingOut' || rest.news === 'notSignedOut');
  return isAwaited ? withRest(state, { ...rest, news }) : state;
}

export function notSignedOut(
  state: State,
  answer: EventOf<'notSignedOut'>,
  context: Context,
): Step {
  const { token, failure } = answer;
  const order = state.signOuts.find(known => known.token === token);
  if (order === undefined) return unchanged(state);
  if (failure.reason === 'unauthorized') return signedOut(state, answer);
  const later = { ...order, ...retryLater(order.failures, failure, context, longestQuietWait) };
  const signOuts = state.signOuts.map(known => (known === order ? later : known));
  const next = { ...state, signOuts };
  return [order.asked ? tell(next, 'notSignedOut') : next, []];
}
