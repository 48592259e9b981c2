import type { EventOf } from './event.ts';
import {
  type Context,
  confirmInterval,
  isDue,
  longestPinWait,
  longestQuietWait,
  patience,
  retryLater,
  usualAge,
} from './intervals.ts';
import { checkLeft, forgetLeft, isLeft } from './left.ts';
import { restOf, withRest } from './rest.ts';
import { putBy, putByUntil, signOut } from './sign-outs.ts';
import type { Linked, Revoked, State } from './state.ts';
import { type Step, unchanged } from './step.ts';
import { waitingFor } from './waiting.ts';

/**
 * The user has approved. The token of the pin that we wait for makes the link; that of any other
 * pin is put by to be ended. Where there is a link already, its own token may have been replaced by
 * that one, so it has to be confirmed first.
 */
export function pinClaimed(
  state: State,
  { pinId, authToken }: EventOf<'pinClaimed'>,
  now: number,
): Step {
  const [known] = forgetLeft(state, pinId);
  if (waitingFor(state, pinId) !== null) return makeLink(known, authToken, now);
  if (authToken === state.token) return isLeft(state, pinId) ? [known, []] : unchanged(state);
  const rest = restOf(state.link);
  // The link has lost its token: whatever else was approved for this browser makes it again.
  if (rest.status === 'revoked') return replace(known, authToken, now);
  const next = putBy(known, authToken, now);
  return rest.status === 'linked' ? confirm(next, rest, 0, now) : [next, []];
}

/**
 * The link and its token in one step, so that no death can come between. The token of a link that
 * was there before is put by: it is ended once the new one is known to be good.
 */
function makeLink(state: State, token: string, now: number): Step {
  const [next, effects] = replace({ ...state, link: restOf(state.link) }, token, now);
  return [next, [{ type: 'closeApproval' }, { type: 'announce' }, ...effects]];
}

/** Another token makes the link; the one before is put by. */
function replace(state: State, token: string, now: number): Step {
  const isOther = state.token !== null && state.token !== token;
  return startRest(isOther ? putBy(state, state.token, now) : state, token, now);
}

/** A link with this token, in the place of what was there before, and a question whose it is. */
function startRest(state: State, token: string, now: number): Step {
  const link: Linked = {
    status: 'linked',
    linkedAt: now,
    account: null,
    confirmedAt: 0,
    trouble: null,
    retry: null,
  };
  return confirm({ ...state, token }, link, 0, now);
}

/** Asks whose account it is, and thereby whether the token is good. */
function confirm(state: State, rest: Linked | Revoked, failures: number, now: number): Step {
  const { token } = state;
  if (token === null) return unchanged(state);
  const retry = { askAt: now + patience, failures };
  return [withRest(state, { ...rest, retry }), [{ type: 'readAccount', token }]];
}

/**
 * Whether plex.tv is to be asked how the link stands: once a day, and again where it did not answer.
 * A confirmation that lies in the future says that the clock was set back: then it is time too.
 */
export function isConfirmDue(rest: Linked | Revoked, now: number): boolean {
  if (rest.retry !== null) return isDue(rest.retry, now);
  if (rest.status === 'revoked') return false;
  return now >= rest.confirmedAt + confirmInterval || now < rest.confirmedAt;
}

/** The time for a question may have come. */
export function wakeLinked(state: State, now: number): Step {
  const rest = restOf(state.link);
  if (rest.status === 'unlinked' || !isConfirmDue(rest, now)) return unchanged(state);
  return confirm(state, rest, rest.retry?.failures ?? 0, now);
}

/** A popup is open: what it shows should not be old, and what is wrong should not be so for long. */
export function confirmSoon(state: State, now: number): Step {
  const rest = restOf(state.link);
  if (rest.status !== 'linked') return unchanged(state);
  const { retry, trouble, confirmedAt } = rest;
  if (retry === null)
    return now - confirmedAt > usualAge ? confirm(state, rest, 0, now) : unchanged(state);
  const soonest = now + longestPinWait;
  if (trouble?.reason === 'rateLimited' || retry.askAt <= soonest) return unchanged(state);
  return [withRest(state, { ...rest, retry: { ...retry, askAt: soonest } }), []];
}

/** The user wants to know now. Only plex.tv's own wish to be left alone weighs more. */
export function checkPressed(state: State, now: number): Step {
  const rest = restOf(state.link);
  if (rest.status === 'unlinked') return unchanged(state);
  const { trouble, retry } = rest;
  if (trouble?.reason === 'rateLimited' && !isConfirmDue(rest, now)) return unchanged(state);
  return confirm(state, rest, retry?.failures ?? 0, now);
}

/** The token is good. That says nothing of an approval that came after this had been asked. */
export function accountRead(state: State, answer: EventOf<'accountRead'>, now: number): Step {
  const rest = restBy(state, answer.token);
  if (rest === null) return unchanged(state);
  const { sentAt, account } = answer;
  const { thumb } = account;
  const avatar = thumb === rest.account?.thumb ? rest.account.avatar : null;
  const { linkedAt } = rest;
  const known: Linked = {
    status: 'linked',
    linkedAt,
    account: { ...account, avatar },
    confirmedAt: now,
    trouble: null,
    retry: null,
  };
  if (state.signOuts.some(({ spare, askAt }) => spare && sentAt < askAt)) {
    return confirm(putByUntil(state, now), known, 0, now);
  }
  const wanted = thumb !== null && avatar === null;
  return [withRest(state, known), wanted ? [{ type: 'readAvatar', linkedAt, thumb }] : []];
}

export function avatarRead(state: State, answer: EventOf<'avatarRead'>): Step {
  const rest = restOf(state.link);
  if (rest.status !== 'linked' || rest.linkedAt !== answer.linkedAt) return unchanged(state);
  if (rest.account?.thumb !== answer.thumb) return unchanged(state);
  const { avatar } = answer;
  return [withRest(state, { ...rest, account: { ...rest.account, avatar } }), []];
}

/** Only a plain «this token is not valid» ends the link; whatever else happened says nothing of it. */
export function accountNotRead(
  state: State,
  answer: EventOf<'accountNotRead'>,
  context: Context,
): Step {
  const rest = restBy(state, answer.token);
  if (rest === null) return unchanged(state);
  const { now } = context;
  const { failure } = answer;
  if (failure.reason === 'unauthorized') return replaceToken(state, rest, now);
  if (rest.retry === null) return unchanged(state);
  const { reason } = failure;
  const trouble = { reason, sinceAt: rest.trouble?.sinceAt ?? now };
  const retry = retryLater(rest.retry.failures, failure, context, longestQuietWait);
  return [withRest(state, { ...rest, trouble, retry }), []];
}

/** The token is dead. If another approval has replaced it, the link goes on with what that gave. */
function replaceToken(state: State, { linkedAt, account }: Linked | Revoked, now: number): Step {
  const spare = state.signOuts.findLast(order => order.spare);
  if (spare === undefined) {
    const answered = { linkedAt, account, retry: null, trouble: null };
    return checkLeft(withRest(state, { status: 'revoked', ...answered, revokedAt: now }), now);
  }
  const signOuts = state.signOuts.filter(order => order !== spare);
  return startRest({ ...state, signOuts }, spare.token, now);
}

/** Gone here at once; at plex.tv as soon as it can be reached. */
export function unlinkPressed(state: State, now: number): Step {
  if (state.token === null) return unchanged(state);
  const unlinked = withRest({ ...state, token: null }, { status: 'unlinked', news: 'signingOut' });
  // Whatever else is to be ended is wanted no more either, and the user is told when all of it is.
  const signOuts = state.signOuts.map(order => ({ ...order, spare: false, asked: true }));
  return signOut({ ...unlinked, signOuts }, state.token, now);
}

/** What the token makes, or has made until it was refused; null where it is another's. */
function restBy({ link, token }: State, asked: string): Linked | Revoked | null {
  const rest = restOf(link);
  return rest.status === 'unlinked' || token !== asked ? null : rest;
}
