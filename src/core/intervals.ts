import type { Pin, Retry, Waiting } from './state.ts';

/** The shortest time between two checks of a pin, ms: Plex allows one a second. */
export const shortestInterval = 1_000;

/** By then a request that was begun has an answer or has died with its background, ms. */
export const patience = 30_000;

/** A pin that is gone this shortly before its end has expired and was not declined, ms. */
export const expiryTolerance = 5_000;

/** plex.tv names whole seconds, so a pin may end by so much later than it says, ms. */
const rounding = 1_000;

/** When a pin that is still pending is over, epoch ms: what is asked before does not decide. */
export function finalCheckAt({ expiresAt }: Pick<Pin, 'expiresAt'>): number {
  return expiresAt + rounding;
}

/** How far our count of a pin's end may stray from plex.tv's before it is set anew, ms. */
export const clockTolerance = 5_000;

/** The longest wait between two attempts to reach plex.tv about a pin, ms. */
export const longestPinWait = 30_000;

/** The same once the pin's time is over and only plex.tv's last word is missing, ms. */
export const longestLateWait = 300_000;

/** The same for what nobody is waiting for, ms. */
export const longestQuietWait = 3_600_000;

/** How often plex.tv is asked whether a link is still good, ms. */
export const confirmInterval = 86_400_000;

/** How old its answer may be for somebody who looks, ms. */
export const usualAge = 3_600_000;

/** How long the user gets before a pin that could not even be asked for is given up, ms. */
export const requestLimit = 120_000;

/**
 * The wait between two checks while no popup is open, ms. A code for another device cannot be
 * heard, so it is asked for at RFC 8628's default; an approval page in this browser can, once its
 * own requests were heard in this attempt. Without that proof nothing relies on hearing.
 */
export function checkInterval({ way, hearing }: Pick<Waiting, 'way' | 'hearing'>): number {
  return way === 'browser' && hearing ? 15_000 : 5_000;
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

/** The next attempt after one more failure; never sooner than plex.tv asked for. */
export function retryLater(
  failures: number,
  failure: { readonly retryAfter: number | null },
  { now, random }: Context,
  longest: number,
): Retry {
  // A wait of nothing, or until a date that is past on our clock, is no leave to ask at once.
  const wait = Math.max(failure.retryAfter ?? 0, backOff(failures + 1, random, longest));
  return { askAt: now + wait, failures: failures + 1 };
}

/**
 * The same request at once, if it has failed: something speaks for an answer now. A wait that is
 * longer than any of ours was plex.tv's own wish, and that weighs more.
 */
export function hurry<Repeated extends Retry>(repeated: Repeated, now: number): Repeated {
  const { failures, askAt } = repeated;
  const isPaused = askAt - now > backOff(failures, 0, longestQuietWait);
  return failures === 0 || isPaused ? repeated : { ...repeated, askAt: now };
}

/**
 * Whether a repeated request is due. One that lies further ahead than `longest` (ms), for which none
 * is ever planned, says that the clock was set back, and then it is due too.
 */
export function isDue(
  { askAt }: Pick<Retry, 'askAt'>,
  now: number,
  longest = longestQuietWait,
): boolean {
  return now >= askAt || askAt - now > longest;
}

/** What a transition may know of the world around it. */
export interface Context {
  /** Epoch ms. */
  readonly now: number;
  /** Drawn anew for each event, in [0, 1). */
  readonly random: number;
}
