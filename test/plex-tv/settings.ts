/**
 * How answers look. `current` is what plex.tv sends today, `java` what the older Java SDK reads (a
 * double for `id`, dates of its own, no nulls), `sparse` leaves out every field that a client must
 * not need, `strings` sends numbers and booleans as strings.
 */
export type Dialect = 'current' | 'java' | 'sparse' | 'strings';

/** What is said of a pin besides what it is; of no weight for what becomes of it. */
interface PinSettings {
  /** Where it was made: with every field, without those that may be missing, or not at all. */
  location: 'whole' | 'country' | 'none';
  trusted: boolean;
  /** What is said once it is approved; before that it is null. */
  newRegistration: null | boolean | Record<string, unknown>;
  /** Whose identifier is said: that of who made it, none, or another's. */
  clientIdentifier: 'own' | 'absent' | 'foreign';
  /** The product that is said; null for that of who made it. */
  product: string | null;
}

/** How the stand-in behaves; a test may change it at any moment. */
export interface Settings extends PinSettings {
  dialect: Dialect;
  /** How long a short pin lives, s. */
  shortSeconds: number;
  /** How long a strong pin lives, s. */
  strongSeconds: number;
  /** What an expired pin answers: 404, or 200 as if it were pending (source: a report). */
  expiredPins: 'gone' | 'pending';
  /** Whether an approved pin is gone too when its time is over; nobody knows what Plex does. */
  forgetClaimedPins: boolean;
  /**
   * Whether an account is given the very token again that it was given before, under whatever client
   * identifier. One that has ended is alive again then.
   */
  sameToken: boolean;
  /** What an invalid token is answered with; 422 is how old endpoints do it (source: a report). */
  invalidToken: 401 | 422;
  /**
   * In which form: in Plex's own, JSON where that is wanted, in XML whatever is wanted, without a
   * body, or as a page, which is how proxies say it.
   */
  refusal: 'json' | 'xml' | 'empty' | 'html';
  signOut: 'usual' | OddSignOut;
  /** How long every answer to the extension takes, ms. Pages are answered at once. */
  latencyMs: number;
  /** How much longer it is on its way back, ms: by that much older is what it says. */
  returnMs: number;
}

/** How every sign-out is answered, with a valid token or without, and whether it ends the token. */
export interface OddSignOut {
  /** From 200 to 599. */
  status: number;
  ends: boolean;
  body?: 'empty' | 'html' | 'json';
}

/** Lifetimes are the SDKs' defaults (source: their documents). */
export const usual: Settings = {
  dialect: 'current',
  shortSeconds: 900,
  strongSeconds: 1_800,
  expiredPins: 'gone',
  forgetClaimedPins: false,
  location: 'whole',
  trusted: false,
  newRegistration: null,
  clientIdentifier: 'own',
  product: null,
  sameToken: false,
  invalidToken: 401,
  refusal: 'json',
  signOut: 'usual',
  latencyMs: 0,
  returnMs: 0,
};
