/**
 * How answers look. `current` is what plex.tv sends today, `java` what the older Java SDK reads (a
 * double for `id`, dates of its own, no nulls), `sparse` leaves out every field that a client must
 * not need, `strings` sends numbers and booleans as strings.
 */
export type Dialect = 'current' | 'java' | 'sparse' | 'strings';

/** How the stand-in behaves; a test may change it at any moment. */
export interface Settings {
  dialect: Dialect;
  /** How long a short pin lives, s. */
  shortSeconds: number;
  /** How long a strong pin lives, s. */
  strongSeconds: number;
  /** What an expired pin answers: 404, or 200 as if it were pending (source: a report). */
  expiredPins: 'gone' | 'pending';
  /** Whether an approved pin is gone too when its time is over; nobody knows what Plex does. */
  forgetClaimedPins: boolean;
  /** What an invalid token is answered with; 422 is how old endpoints do it (source: a report). */
  invalidToken: 401 | 422;
  /** How long every answer to the extension takes, ms. Pages are answered at once. */
  latencyMs: number;
  /** How much longer it is on its way back, ms: by that much older is what it says. */
  returnMs: number;
}

/** Lifetimes are the SDKs' defaults (source: their documents). */
export const usual: Settings = {
  dialect: 'current',
  shortSeconds: 900,
  strongSeconds: 1_800,
  expiredPins: 'gone',
  forgetClaimedPins: false,
  invalidToken: 401,
  latencyMs: 0,
  returnMs: 0,
};
