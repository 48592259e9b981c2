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
  /** Nobody has approved the pin in time. */
  'expired',
  /** The answer had a status that this request never has. */
  'unexpectedStatus',
  /** The answer was not JSON. */
  'unexpectedContentType',
  /** The answer was JSON of another shape. */
  'unexpectedBody',
  /** The background was ended while it asked for a pin, or for a tool's access. */
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
  /** What plex.tv calls it whatever its names are; null where plex.tv has not said so. */
  readonly uuid: string | null;
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

/** A tool that is given a token of its own. */
export interface Tool {
  /** Its id in the catalogue; `other` where its owner has named it. */
  readonly kind: string;
  /** What its owner calls it, and Plex's list of devices too. */
  readonly name: string;
  /** The `uuid` of the account that the token opens. */
  readonly account: string;
  /** Epoch ms. */
  readonly addedAt: number;
  /** The access of the same tool that ends once this one is handed over. */
  readonly replaces: ClientIdentifier | null;
}

interface AnyGrant {
  readonly id: ClientIdentifier;
  /** What the journal calls it: it outlives the identifier there. */
  readonly number: number;
  /** Whose access it is; null where it is for this browser's link. */
  readonly tool: Tool | null;
}

/** A pin was asked for. */
export interface Requesting extends AnyGrant {
  readonly phase: 'requesting';
  /** Null where the link itself approves, for a tool. */
  readonly way: Way | null;
  readonly pending: Pending;
  /** When to stop asking, epoch ms. */
  readonly giveUpAt: number;
}

/**
 * There is a pin for a tool, and the link approves it. The pin's code is kept nowhere: the background
 * that has made the pin knows it, and whether it was approved is asked where that one has died.
 */
export interface Approving extends AnyGrant {
  readonly phase: 'approving';
  readonly tool: Tool;
  readonly pin: Pin;
  /** Whether plex.tv was asked to approve it, once: then it may be approved, whatever is answered. */
  readonly isAsked: boolean;
  readonly pending: Pending;
}

/** There is a pin; nobody has approved it yet, as far as we know. */
export interface Waiting extends AnyGrant {
  readonly phase: 'waiting';
  /** Null where the link itself approves, for a tool. */
  readonly way: Way | null;
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

/** It has come to nothing. */
export interface Failed extends AnyGrant {
  readonly phase: 'failed';
  readonly way: Way | null;
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

/** There is a token for a tool. Whether it opens the very account of the link is asked. */
export interface Verifying extends AnyGrant {
  readonly phase: 'verifying';
  readonly tool: Tool;
  readonly pending: Pending;
}

/** A tool's token can be copied. What is due is the end of that: whoever has it then has it. */
export interface Handed extends AnyGrant {
  readonly phase: 'handed';
  readonly tool: Tool;
  /** When it was copied first, epoch ms; 0 where it was no more than shown, and null where not even that. */
  readonly copiedAt: number | null;
  readonly pending: Pending;
}

/** A tool has its token, and Pinlink has it no more. */
export interface Given extends AnyGrant {
  readonly phase: 'given';
  readonly tool: Tool;
  /** When plex.tv has last seen it, epoch ms; 0 where it does not say, null where it never listed it. */
  readonly seenAt: number | null;
  readonly pending: null;
}

/** A tool's access is to be ended with the link's token, for Pinlink has not its own any more. */
export interface Removing extends AnyGrant {
  readonly phase: 'removing';
  readonly tool: Tool;
  readonly seenAt: number | null;
  /** Epoch ms. */
  readonly orderedAt: number;
  /** Null where it has failed for so long that it is no longer tried. */
  readonly pending: Pending | null;
}

/** A token that nobody wants any more, until plex.tv has confirmed that it is signed out. */
export interface Ending extends AnyGrant {
  readonly phase: 'ending';
  /** The `uuid` of its account; null where that is not known. */
  readonly account: string | null;
  /** Epoch ms. */
  readonly orderedAt: number;
  /** Whether the user has pressed for it, and is told how it goes. */
  readonly byUser: boolean;
  /** Whether plex.tv is to be asked first if the token is still alive: the sign-out was answered oddly. */
  readonly isDoubted: boolean;
  /** Null where it has failed for so long that it is no longer tried. */
  readonly pending: Pending | null;
}

/** One pin and what comes of it, under a client identifier of its own. */
export type Grant =
  | Requesting
  | Approving
  | Waiting
  | Failed
  | Held
  | Refused
  | Verifying
  | Handed
  | Given
  | Removing
  | Ending;

export type Phase = Grant['phase'];

/** The grant in one of these phases. */
export type In<Name extends Phase> = Extract<Grant, { phase: Name }>;

/** What has become of a tool's access without its owner's being there. */
export interface ToolNews {
  readonly name: string;
  readonly what: /** Its owner has ended it, and plex.tv has confirmed that. */
    | 'ended'
    /** It was in plex.tv's list of devices, and is there no more. */
    | 'endedAtPlex'
    /** Its token was not copied in time, and is ended. */
    | 'notCopied'
    /** Whether there was a token is not known; if so, it is ended. */
    | 'unsure'
    /** The token opened another account, and is ended. */
    | 'otherAccount';
}

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
  /** The oldest first. */
  readonly toolNews: readonly ToolNews[];
  /** Whether the tools of the link end with it, should the attempt that waits take its place. */
  readonly endsTools: boolean;
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
  state: {
    grants: [],
    link: null,
    quietUntil: 0,
    news: null,
    toolNews: [],
    endsTools: false,
    grantsMade: 0,
  },
  secrets: {},
};
