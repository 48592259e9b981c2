/** Names a grant, and whoever asks plex.tv about it: a random UUID, made with the attempt. */
export type ClientIdentifier = string;

/** What opens an account at plex.tv. */
export type Token = string;

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
  /** plex.tv answered 401 in one of its own forms: the token is not valid. */
  'unauthorized',
  /** Somebody answered 401 and said nothing: plex.tv, or a proxy on the way. */
  'bareUnauthorized',
  /** The pin is gone before its time: declined, or dropped by plex.tv. */
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

/** What keeps plex.tv from answering as it should, and since when (epoch ms). */
export interface Problem {
  readonly reason: Reason;
  readonly sinceAt: number;
}

/** A question that plex.tv has not answered yet. */
export interface Pending {
  /** When to ask it (again), epoch ms. */
  readonly dueAt: number;
  /** How often in a row it has failed. */
  readonly failures: number;
  readonly problem: Problem | null;
}

/** A pin that waits for its approval. */
export interface Pin {
  readonly id: number;
  /** Four characters to type at plex.tv/link, or 25 that only the approval page takes. */
  readonly code: string;
  /** The end of the pin on our own clock, epoch ms. */
  readonly expiresAt: number;
  /** The shortest time left that plex.tv has named, s. */
  readonly expiresIn: number;
  /** Whether its time was over by our clock alone, and it got a chance to be counted again. */
  readonly graceGiven: boolean;
  /** Where plex.tv sees this computer, such as «Amsterdam, Netherlands»; null where it does not say. */
  readonly location: string | null;
  /** Whether Plex's page will not warn. */
  readonly trusted: boolean;
}

/** Whose account it is, as far as the popup shows it. */
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

interface AnyGrant {
  readonly id: ClientIdentifier;
  /** What the journal calls it: it outlives the identifier there. */
  readonly number: number;
}

/** A pin was asked for. */
export interface Requesting extends AnyGrant {
  readonly phase: 'requesting';
  readonly way: Way;
  readonly pending: Pending;
  /** When to stop asking, epoch ms. */
  readonly giveUpAt: number;
}

/** There is a pin; nobody has approved it yet, as far as we know. */
export interface Waiting extends AnyGrant {
  readonly phase: 'waiting';
  readonly way: Way;
  readonly pin: Pin;
  readonly pending: Pending;
  /** When the last check was begun, epoch ms; the pin's creation counts as the first. */
  readonly sentAt: number;
  /** How many checks signals have brought forward to less than a second after the one before. */
  readonly hurried: number;
  /** When an approval was last heard, epoch ms; 0 if never. */
  readonly heardAt: number;
  /** Whether a request of the approval page was heard in this attempt: proof that hearing works. */
  readonly hearing: boolean;
  /** When its owner turned away from it, epoch ms: whatever comes of it is ended. Null while it is wanted. */
  readonly abandonedAt: number | null;
}

/** Nobody has approved it in time. */
export interface Expired extends AnyGrant {
  readonly phase: 'expired';
  readonly way: Way;
  readonly pending: null;
}

export interface Failed extends AnyGrant {
  readonly phase: 'failed';
  readonly way: Way;
  readonly reason: Reason;
  readonly pending: null;
}

/** There is a token, good as far as we know. What is pending is the question whether it still is. */
export interface Held extends AnyGrant {
  readonly phase: 'held';
  /** Epoch ms. */
  readonly linkedAt: number;
  /** Null until plex.tv has said whose account it is. */
  readonly account: Account | null;
  /** When plex.tv last said that the token is good, epoch ms; 0 until it has. */
  readonly confirmedAt: number;
  /** Whether the approval has made a new Plex account. */
  readonly isNewAccount: boolean;
  /** When its owner first saw whose account it is, epoch ms; null before. */
  readonly greetedAt: number | null;
  readonly pending: Pending | null;
}

/** plex.tv has said that the token is not valid. It is kept until there is another: Plex may err. */
export interface Refused extends AnyGrant {
  readonly phase: 'refused';
  readonly linkedAt: number;
  readonly account: Account | null;
  /** When plex.tv last said so, epoch ms. */
  readonly refusedAt: number;
  readonly pending: Pending | null;
}

/** A token that nobody wants any more, until plex.tv has confirmed that it is signed out. */
export interface Ending extends AnyGrant {
  readonly phase: 'ending';
  /** Epoch ms. */
  readonly orderedAt: number;
  /** Whether the user has pressed for it, and is told how it goes. */
  readonly byUser: boolean;
  /** Whether plex.tv is to be asked first if the token is still alive: the sign-out was answered oddly. */
  readonly isDoubted: boolean;
  readonly pending: Pending;
}

/** Its sign-out has failed for so long that it is no longer tried. */
export interface GivenUp extends AnyGrant {
  readonly phase: 'givenUp';
  readonly pending: null;
}

/** One pin and what comes of it, under a client identifier of its own. */
export type Grant = Requesting | Waiting | Expired | Failed | Held | Refused | Ending | GivenUp;

export type Phase = Grant['phase'];

/** The grant in one of these phases. */
export type In<Name extends Phase> = Extract<Grant, { phase: Name }>;

/** All that outlives the background but the tokens. */
export interface State {
  /** The oldest first. */
  readonly grants: readonly Grant[];
  /** The grant that this browser's link is, held or refused; an attempt that waits is another one. */
  readonly link: ClientIdentifier | null;
  /** Until when plex.tv wants to be left alone, epoch ms. */
  readonly quietUntil: number;
  /** What there is to tell while there is no link. */
  readonly news: 'signedOut' | 'damaged' | null;
  /** How many grants there have been. */
  readonly grantsMade: number;
}

/** The tokens of grants, in the phases that have one. */
export type Secrets = Readonly<Record<ClientIdentifier, Token>>;

/** What is kept in one write. */
export interface Saved {
  readonly state: State;
  readonly secrets: Secrets;
}

/** What a fresh install keeps. */
export const initial: Saved = {
  state: { grants: [], link: null, quietUntil: 0, news: null, grantsMade: 0 },
  secrets: {},
};
