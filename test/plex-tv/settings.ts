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

/**
 * What an account may use: its own server, one of its own that is in a container and has no better
 * address than that, one that somebody shares with it, and an app that plays.
 */
export type ResourceKind = 'server' | 'containerServer' | 'sharedServer' | 'player';

/** What becomes of approvals with a token that are no page's, and of the devices that they make. */
interface DeviceSettings {
  /** The status of an approval that succeeds (source: two clients take 204 alone, others all like it). */
  approvalStatus: number;
  /** Whose token the pin gets: that of the account whose token has approved it, or somebody else's. */
  approvedFor: 'asker' | 'stranger';
  /** Whether a device is listed with its token's making or its first use; nobody knows what Plex does. */
  devicesListed: 'atOnce' | 'onceUsed';
  /**
   * What the list has: every device; those before the one of whoever asks, as if it were cut there; or
   * those of another account.
   */
  devicesTold: 'whole' | 'cut' | 'foreign';
  /** Whether a device leaves the list with its token's end, or stays in it. */
  endedDevices: 'gone' | 'listed';
  /** Whether the list has when each device was seen last. */
  deviceTimes: 'shown' | 'hidden';
  /** Whether the list has each device's token; since CVE-2025-69416 it may not (source: nobody says). */
  deviceTokens: 'shown' | 'hidden';
  /** The status of a device's removal that succeeds; nobody says which it is. */
  removalStatus: number;
}

/** How the stand-in behaves; a test may change it at any moment. */
export interface Settings extends PinSettings, DeviceSettings {
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
  /** Where avatars are: at plex.tv, or at a host to which it sends whoever asks (source: `code`). */
  avatars: 'here' | 'elsewhere';
  /** What an account may use, in the order in which it is told. */
  resources: readonly ResourceKind[];
  /** Whether its own servers refuse what is not encrypted. */
  httpsRequired: boolean;
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
  avatars: 'here',
  resources: ['player', 'server'],
  httpsRequired: false,
  approvalStatus: 204,
  approvedFor: 'asker',
  devicesListed: 'atOnce',
  devicesTold: 'whole',
  endedDevices: 'gone',
  deviceTimes: 'shown',
  deviceTokens: 'shown',
  removalStatus: 204,
  latencyMs: 0,
  returnMs: 0,
};
