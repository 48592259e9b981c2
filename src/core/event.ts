import type { Account, Pin, Reason, Way } from './state.ts';

/** What the user asked for in the popup. */
export type UserEvent =
  | { readonly type: 'linkPressed'; readonly way: Way; readonly attempt: string }
  | { readonly type: 'switchPressed'; readonly attempt: string }
  /** The popup is open: it says so when it opens, and again while somebody waits in it. */
  | { readonly type: 'popupSeen' }
  | { readonly type: 'checkPressed' }
  | { readonly type: 'reopenPressed' }
  | { readonly type: 'cancelPressed' }
  | { readonly type: 'unlinkPressed' };

/** What the browser noticed. */
export type BrowserEvent =
  /** The background has just started: no request is under way. */
  | { readonly type: 'started' }
  /** The time named by `wakeAt` may have come. */
  | { readonly type: 'woken' }
  /** plex.tv can perhaps be reached again: the network is back, or the permission to use it. */
  | { readonly type: 'networkReturned' }
  /** A page read a pin: proof that hearing works. */
  | { readonly type: 'pageHeard' }
  /** A page changed a pin: perhaps ours was approved. */
  | { readonly type: 'approvalHeard' }
  /** The approval window that we opened is closed. */
  | { readonly type: 'approvalClosed' };

/** A failure of any request. */
export interface Failure {
  readonly reason: Reason;
  /** The wait that plex.tv asked for, ms. */
  readonly retryAfter: number | null;
  /** The HTTP status; null where there was no answer. */
  readonly status: number | null;
}

/** What plex.tv answered. Answers carry the id of what was asked; `sentAt` is epoch ms. */
export type PlexEvent =
  | { readonly type: 'pinCreated'; readonly attempt: string; readonly pin: Pin }
  | { readonly type: 'pinNotCreated'; readonly attempt: string; readonly failure: Failure }
  | { readonly type: 'pinClaimed'; readonly pinId: number; readonly authToken: string }
  | {
      readonly type: 'pinPending';
      readonly pinId: number;
      readonly sentAt: number;
      readonly expiresIn: number | null;
    }
  | { readonly type: 'pinGone'; readonly pinId: number }
  | { readonly type: 'pinNotChecked'; readonly pinId: number; readonly failure: Failure }
  | {
      readonly type: 'accountRead';
      readonly token: string;
      readonly sentAt: number;
      readonly account: Omit<Account, 'avatar'>;
    }
  | { readonly type: 'accountNotRead'; readonly token: string; readonly failure: Failure }
  | {
      readonly type: 'avatarRead';
      readonly linkedAt: number;
      readonly thumb: string;
      readonly avatar: string;
    }
  | { readonly type: 'signedOut'; readonly token: string }
  | { readonly type: 'notSignedOut'; readonly token: string; readonly failure: Failure };

/** A fact that may change the link. */
export type LinkEvent = UserEvent | BrowserEvent | PlexEvent;

/** The event of one type, with what it carries. */
export type EventOf<Type extends LinkEvent['type']> = Extract<LinkEvent, { type: Type }>;
