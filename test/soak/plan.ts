import type { ToolPlan } from './tool-plan.ts';

/** How long every pin lives in a soak, s: so short that a run is over within about a minute. */
export const pinSeconds = 20;

/** How the user wants to approve: on the approval page, or by a code for another device. */
export type Way = 'browser' | 'code';

/** What somebody says to a pin. */
export interface Answer {
  readonly says: 'allow' | 'deny';
  /**
   * Where: on one of Plex's pages in this browser; on a phone of the same account; or on the phone
   * of a guest, who has an account of their own.
   */
  readonly by: 'page' | 'phone' | 'guest';
  /** When, ms after the pin was made. */
  readonly at: number;
}

/** The user turns away from the first pin: to none, or to one of the other way. */
interface Turn {
  readonly to: 'nothing' | 'otherWay';
  /** When, ms after the pin was made. */
  readonly at: number;
}

/** What is said to the pins, and whether the user stays with the first. */
export interface Decisions {
  /** What is said to the first pin, be it left by then or not. */
  readonly first: Answer | null;
  readonly turn: Turn | null;
  /** What is said to the pin of the other way. */
  readonly second: Answer | null;
}

/** When a fault begins: while the first pin is being asked for, or so many ms after it was made. */
export type Moment = 'press' | number;

/** What goes wrong at the user's computer, at once. */
export type Mishap =
  | {
      readonly kind: 'workerKilled' | 'browserKilled' | 'windowClosed' | 'popupReopened';
      readonly at: Moment;
    }
  | { readonly kind: 'clockJumps'; readonly at: Moment; readonly hours: number }
  /** A page that attacks the pin that waits is open for so many ms. */
  | { readonly kind: 'hostilePage'; readonly at: Moment; readonly lasts: number };

/** What plex.tv does instead of answering as it should, or what is between. */
export const troubleKinds = [
  /** The network is cut. */
  'cut',
  /** 429 with `Retry-After`. */
  'rateLimited',
  /** 503 as a page of HTML. */
  'outage',
  /** 502 from a gateway, behind which plex.tv has done what it was asked for. */
  'gateway',
  /** 200 with a page of HTML, as hotels have it. */
  'html',
  /** Half of the JSON. */
  'truncated',
  /** The right answer, late. */
  'slow',
  /** Never an answer. */
  'hang',
] as const;

interface AnyTrouble {
  readonly at: Moment;
  /** ms. */
  readonly lasts: number;
}

/** It befalls every request. */
interface CommonTrouble extends AnyTrouble {
  readonly kind: (typeof troubleKinds)[number];
  /** How long plex.tv asks to be left alone, or how long a slow answer takes, s. */
  readonly seconds: number;
}

/** Sign-outs are answered by a status that says little, whether or not they have ended the token. */
interface OddSignOuts extends AnyTrouble {
  readonly kind: 'oddSignOuts';
  readonly status: number;
  readonly ends: boolean;
}

/** What is asked for tools is answered by a page, whether or not it was done. */
interface OddAnswers extends AnyTrouble {
  readonly kind: 'oddAnswers';
  readonly to: 'approvals' | 'removals';
  readonly status: number;
  readonly done: boolean;
}

/** What the link approves is for the account of somebody else. */
interface WrongAccount extends AnyTrouble {
  readonly kind: 'wrongAccount';
}

export type Trouble = CommonTrouble | OddSignOuts | OddAnswers | WrongAccount;

/** All that happens in one run. */
export interface Plan extends Decisions {
  readonly seed: number;
  readonly way: Way;
  readonly mishaps: readonly Mishap[];
  readonly troubles: readonly Trouble[];
  /** Whether the popup stays open after each press in it. */
  readonly keepsPopup: boolean;
  /** Whether the popup is opened again after all that, or is closed. */
  readonly looksAgain: boolean;
  /** Firefox only: whether the event page goes half a second after its last work, or after 30 s. */
  readonly diesSoon: boolean;
  /** What plex.tv answers for an expired pin: 404, or as if it were pending. */
  readonly expiredPins: 'gone' | 'pending';
  /** Whether plex.tv gives an account the very token again that it was given before. */
  readonly sameToken: boolean;
  /** What its user does with tools, once there is a link; null where nothing. */
  readonly tools: ToolPlan | null;
}
