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
  readonly email: string | null;
  /** Whether there is a Plex Pass; null where plex.tv does not say. */
  readonly hasPass: boolean | null;
  /** Its part in a Plex Home: `managed` accounts are somebody else's to manage; null where in none. */
  readonly role: 'home' | 'managed' | null;
  /** The address of its picture on plex.tv. */
  readonly thumb: string | null;
  /** That picture, small, as a `data:` URL, or null where it could not be had. */
  readonly avatar: string | null;
}

/** What there is to tell while there is no link. The popup has a sentence for each. */
export const newsOfUnlinked = [
  /** The user has unlinked, and plex.tv is being told. */
  'signingOut',
  /** The same, but plex.tv could not be told so far. */
  'notSignedOut',
  /** plex.tv has confirmed that the token is dead. */
  'signedOut',
  /** What was kept could not be read, and there was no token. */
  'damaged',
] as const;

export interface Unlinked {
  readonly status: 'unlinked';
  readonly news: (typeof newsOfUnlinked)[number] | null;
}

/** What an attempt at a link has in common, whatever becomes of it. */
interface Attempt {
  readonly way: Way;
  /** What was there before: it stays as it is until the attempt has made a link. */
  readonly before: Rest;
}

/** A pin was asked for. */
export interface Requesting extends Attempt {
  readonly status: 'requesting';
  /** Names this request, so that the answer to an earlier one is not taken for it. */
  readonly attempt: string;
  /** When to ask again, epoch ms: by then the background that asked must have died. */
  readonly askAt: number;
  /** When to stop asking, epoch ms. */
  readonly giveUpAt: number;
}

/** There is a pin; the user has not approved it yet, as far as we know. */
export interface Waiting extends Attempt {
  readonly status: 'waiting';
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

/** What there is to know where there is a token. Times are epoch ms. */
interface Held {
  readonly linkedAt: number;
  /** Null until plex.tv has said whose account it is. */
  readonly account: Account | null;
  /** The question whether the token is good, until plex.tv has answered it. */
  readonly retry: Retry | null;
  /** What keeps plex.tv from answering, and since when; null where nothing does. */
  readonly trouble: { readonly reason: Reason; readonly sinceAt: number } | null;
}

export interface Linked extends Held {
  readonly status: 'linked';
  /** When plex.tv last said that the token is good; 0 until it has. */
  readonly confirmedAt: number;
}

/** plex.tv has said that the token is no longer valid. It is kept until there is another. */
export interface Revoked extends Held {
  readonly status: 'revoked';
  /** When plex.tv last said so. */
  readonly revokedAt: number;
}

export interface Expired extends Attempt {
  readonly status: 'expired';
}

export interface Failed extends Attempt {
  readonly status: 'failed';
  readonly reason: Reason;
}

/** How it stands where no attempt is under way. */
export type Rest = Unlinked | Linked | Revoked;

/** The state of the link: all that the popup draws. It holds no token. */
export type Link = Rest | Requesting | Waiting | Expired | Failed;

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
  /** Whether the user has asked for it, and is told how it goes. */
  readonly asked: boolean;
}

/** A pin that the user has turned away from, until nobody can approve it any more. */
export interface LeftPin extends Retry, Omit<Pin, 'code' | 'address'> {
  /** Epoch ms. */
  readonly leftAt: number;
}

/** Everything that outlives the background. There is a token where a link is or was before. */
export interface State {
  readonly link: Link;
  readonly token: string | null;
  readonly left: readonly LeftPin[];
  readonly signOuts: readonly SignOut[];
}

/** What a fresh install keeps. */
export const initialState: State = {
  link: { status: 'unlinked', news: null },
  token: null,
  left: [],
  signOuts: [],
};
