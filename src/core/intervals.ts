import type { Failure } from './event.ts';
import type { Pending, Problem, Waiting } from './state.ts';

/** What a transition may know of the world around it. */
export interface Context {
  /** Epoch ms. */
  readonly now: number;
  /** Drawn for each event, in [0, 1). */
  readonly random: number;
}

/** The shortest time between two checks of a pin, ms: Plex allows one a second. */
export const shortestInterval = 1_000;

/** How many checks of a pin signals may bring forward to less than that after the one before. */
export const hurriedChecks = 3;

/** By then a request that was begun has an answer or has died with its background, ms. */
export const patience = 30_000;

/** Longest life of a pin, ms: more is taken for a mistake. */
export const longestLife = 3_600_000;

/** A pin that is gone this shortly before its end has expired, ms. Then it is also looked for once more. */
const lastMoments = 5_000;

/** plex.tv names whole seconds, so a pin may end by so much later than it says, ms. */
const rounding = 1_000;

/** When a pin that is still pending is over, epoch ms: what is asked before does not decide. */
export function finalCheckAt({ expiresAt }: { readonly expiresAt: number }): number {
  return expiresAt + rounding;
}

/** When a pin is looked for whatever else was planned, epoch ms: while it can be claimed still. */
export function lastLookAt({ expiresAt }: { readonly expiresAt: number }): number {
  return expiresAt - lastMoments;
}

/** How far our count of a pin's end may stray from plex.tv's before it is set right, ms. */
export const clockTolerance = 5_000;

/** The longest wait between two attempts to reach plex.tv about a pin, ms. */
export const longestPinWait = 30_000;

/** The same once the pin's time is over and only plex.tv's last word is missing, ms. */
export const longestLateWait = 300_000;

/** The same for what nobody is waiting for, ms. No wait is longer, plex.tv's own wishes included. */
export const longestQuietWait = 3_600_000;

/** For how long after its end a pin is asked about, ms, and how often at least. */
export const pinLimit = { lasts: 86_400_000, failures: 10 };

/** How often plex.tv is asked whether a link is still good, ms. */
export const confirmInterval = 86_400_000;

/** How old its answer may be for somebody who looks, ms. */
export const usualAge = 3_600_000;

/** How long a bare 401 must stay the answer before it counts, ms. */
const bareCounts = 3_600_000;

/** How long the user gets before a pin that could not even be asked for is given up, ms. */
export const requestLimit = 120_000;

/** How long the user gets before a tool's access that does not come is given up, ms. */
export const toolLimit = 60_000;

/** The longest pause that whoever gives a tool access is left to wait for, ms. */
export const longestPause = 20_000;

/** Whether plex.tv wants to be left alone for longer than that. */
export function isLongPause(quietUntil: number, now: number): boolean {
  return quietUntil - now > longestPause;
}

/** How long a tool's token can be copied, ms. */
export const handedLasts = 600_000;

/** How many tools there may be. */
export const mostTools = 100;

/**
 * How many tools end at once, and how long each after that waits for the one before, ms: a hundred at
 * once would earn a pause.
 */
export const endsAtOnce = 5;
export const endInterval = 1_000;

/** For how long a sign-out is tried, ms, and how often at least: a computer may sleep for a week. */
export const signOutLimit = { lasts: 604_800_000, failures: 10 };

/**
 * The wait between two checks while no popup is open, ms. A code for another device cannot be
 * heard, so it is asked for at RFC 8628's default; an approval page in this browser can, once its
 * own requests were heard in this attempt. Without that proof nothing relies on hearing.
 */
export function checkInterval({ way, hearing }: Pick<Waiting, 'way' | 'hearing'>): number {
  // What the link has approved is there at once.
  if (way === null) return shortestInterval;
  return way === 'browser' && hearing ? 15_000 : 5_000;
}

/** The same while somebody looks, ms: who may approve on another device gets what Plex allows. */
export function seenInterval(
  { way, hearing }: Pick<Waiting, 'way' | 'hearing'>,
  closely: boolean,
): number {
  return way === 'browser' && hearing && !closely ? 5_000 : shortestInterval;
}

/**
 * The wait after `failures` failures in a row, ms: doubling from 1 s to `longest`, up to a
 * quarter less by chance so that an outage does not end with everybody asking at once.
 *
 * @param random in [0, 1)
 */
export function backOff(failures: number, random: number, longest: number): number {
  const wait = Math.min(1_000 * 2 ** (failures - 1), longest);
  return Math.round(wait * (1 - random / 4));
}

/** A question that is to be asked at `dueAt` (epoch ms): a new one, or one that has failed before. */
export function pendingAt(dueAt: number, pending: Pending | null = null): Pending {
  return { failures: 0, problem: null, ...pending, dueAt };
}

/** The same question after one more failure; never sooner than plex.tv asked for. */
export function later(
  { failures, problem }: Pending,
  { reason, retryAfter }: Failure,
  { now, random }: Context,
  longest: number,
): Pending {
  // A wait of nothing, or until a date that is past on our clock, is no leave to ask at once.
  const wait = Math.max(retryAfter ?? 0, backOff(failures + 1, random, longest));
  const next = problemAfter(problem, reason, now);
  return { dueAt: now + wait, failures: failures + 1, problem: next };
}

/** The same of a question about a token: a bare 401 counts only if it is the answer an hour later. */
export function laterAboutToken(pending: Pending, failure: Failure, context: Context): Pending {
  const next = later(pending, failure, context, longestQuietWait);
  const bareSince = failure.reason === 'bareUnauthorized' ? (next.problem?.sinceAt ?? 0) : 0;
  return { ...next, dueAt: Math.max(next.dueAt, bareSince + bareCounts) };
}

/** A problem lasts while its reason changes, but a bare 401 counts from the first of its kind. */
function problemAfter(known: Problem | null, reason: Problem['reason'], now: number): Problem {
  const isOther =
    (known?.reason === 'bareUnauthorized') !== (reason === 'bareUnauthorized') || known === null;
  return { reason, sinceAt: isOther ? now : known.sinceAt };
}

/** Whether a failure says for certain that the token is not valid. */
export function isRefusal({ reason }: Failure, pending: Pending | null, now: number): boolean {
  if (reason !== 'bareUnauthorized') return reason === 'unauthorized';
  const problem = pending?.problem;
  return problem?.reason === reason && now - problem.sinceAt >= bareCounts;
}

/**
 * The question as it was before this failure. That nobody answers proves nothing, for the network or
 * the permission may be back tomorrow: after such a silence it is as if it had never been asked.
 */
export function afterSilence(pending: Pending, { status }: Failure): Pending {
  const { dueAt, problem } = pending;
  const wasSilent = problem?.reason === 'unreachable' || problem?.reason === 'timedOut';
  return status !== null && wasSilent ? pendingAt(dueAt) : pending;
}

/**
 * Whether a question, after one more failure, has been answered otherwise for so long that it is given
 * up.
 *
 * @param since from when on it counts at the earliest, epoch ms
 */
export function isHopeless(
  { failures, problem }: Pending,
  { status }: Failure,
  since: number,
  limit: { readonly lasts: number; readonly failures: number },
  now: number,
): boolean {
  const beganAt = Math.max(since, problem?.sinceAt ?? now);
  return status !== null && now - beganAt >= limit.lasts && failures >= limit.failures;
}

/**
 * The same question at once, if it has failed: something speaks for an answer now. A wait that is
 * longer than any of ours was plex.tv's own wish, and that weighs more.
 */
export function hurry(pending: Pending, now: number): Pending {
  const { failures, dueAt, problem } = pending;
  if (failures === 0 || problem?.reason === 'bareUnauthorized') return pending;
  return dueAt - now > backOff(failures, 0, longestQuietWait)
    ? pending
    : { ...pending, dueAt: now };
}
