/**
 * How the user approves: in `browser`, on Plex's approval page in a window beside this one;
 * on another `device`, by typing a short code at plex.tv/link.
 */
export type Way = 'browser' | 'device';

/** Why something did not work. The popup has a sentence for each that says what to do. */
export const reasons = [
  /** The network gave no answer at all. */
  'unreachable',
  /** plex.tv gave no answer within the time limit. */
  'timedOut',
  /** plex.tv answered 429: too many requests. */
  'rateLimited',
  /** plex.tv answered 5xx. */
  'outage',
  /** plex.tv answered 401: the token is no longer valid. */
  'unauthorized',
  /** The pin is gone before its time, after a page had changed one: the user declined. */
  'declined',
  /** The pin is gone before its time: declined elsewhere, or dropped by plex.tv. */
  'gone',
  /** The answer had a status that this request never has. */
  'unexpectedStatus',
  /** The answer was not JSON. */
  'unexpectedContentType',
  /** The answer was JSON of another shape. */
  'unexpectedBody',
  /** The background was ended too often while it asked for a pin. */
  'interrupted',
] as const;

export type Reason = (typeof reasons)[number];

/** A pin that waits for its approval. */
export interface Pin {
  readonly id: number;
  /** Four characters to type at plex.tv/link, or 25 that only the approval page takes. */
  readonly code: string;
  /** Where the user approves it: the content of the QR code. */
  readonly address: string;
  /** The end of the pin on our own clock, epoch ms. */
  readonly expiresAt: number;
  /** The shortest time left that plex.tv has named so far, s. */
  readonly expiresIn: number;
  /** Whether its time is over by our clock alone, and plex.tv is asked once more. */
  readonly doubted: boolean;
}

/** Whose account is linked, as far as the popup shows it. */
export interface Account {
  readonly name: string;
  /** A small picture as a `data:` URL, or null where none could be had. */
  readonly avatar: string | null;
}

export interface Unlinked {
  readonly status: 'unlinked';
}

/** A pin was asked for. */
export interface Requesting {
  readonly status: 'requesting';
  readonly way: Way;
  /** Names this request, so that the answer to an earlier one is not taken for it. */
  readonly attempt: string;
  /** When to ask again, epoch ms: by then the background that asked must have died. */
  readonly askAt: number;
  /** When to stop asking, epoch ms. */
  readonly giveUpAt: number;
}

/** There is a pin; the user has not approved it yet, as far as we know. */
export interface Waiting {
  readonly status: 'waiting';
  readonly way: Way;
  readonly pin: Pin;
  /** When the last check was begun, epoch ms; the pin's creation counts as the first. */
  readonly checkedAt: number;
  /** When the next check is due, epoch ms. */
  readonly checkAt: number;
  /** When an approval was last heard, epoch ms; 0 if never. */
  readonly heardAt: number;
  /** Whether a request of the approval page was heard in this attempt: proof that hearing works. */
  readonly hearing: boolean;
  /** What keeps the checks from being answered, and how many have failed in a row. */
  readonly trouble: { readonly reason: Reason; readonly failures: number } | null;
}

export interface Linked {
  readonly status: 'linked';
  /** Epoch ms. */
  readonly linkedAt: number;
  /** Null until plex.tv has said whose account it is. */
  readonly account: Account | null;
  /** When to ask for the account again, and how often that has failed; null once it is known. */
  readonly retry: Retry | null;
}

export interface Expired {
  readonly status: 'expired';
  readonly way: Way;
}

export interface Failed {
  readonly status: 'failed';
  readonly way: Way;
  readonly reason: Reason;
}

/** The state of the link: all that the popup draws. It holds no token. */
export type Link = Unlinked | Requesting | Waiting | Linked | Expired | Failed;

/** A request to repeat. */
export interface Retry {
  /** When, epoch ms. */
  readonly askAt: number;
  readonly failures: number;
}

/** A token that nobody wants any more, until plex.tv has confirmed that it is signed out. */
export interface SignOut extends Retry {
  readonly token: string;
  /** Whether it may be the only one that is still good; then it is kept until that is known. */
  readonly spare: boolean;
}

/** A pin that the user has turned away from, until nobody can approve it any more. */
export interface LeftPin extends Retry, Omit<Pin, 'code' | 'address'> {
  /** Epoch ms. */
  readonly leftAt: number;
}

/** Everything that outlives the background. `token` is a string exactly while linked. */
export interface Kept {
  readonly link: Link;
  readonly token: string | null;
  readonly left: readonly LeftPin[];
  readonly signOuts: readonly SignOut[];
}

/** What a fresh install keeps. */
export const nothingKept: Kept = {
  link: { status: 'unlinked' },
  token: null,
  left: [],
  signOuts: [],
};
