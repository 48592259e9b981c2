import type { Account, ClientIdentifier, Pin, Reason, Token, Tool, Way } from './state.ts';

/** What the user asked for in the popup. An attempt is named by the identifier that it will have. */
export type UserEvent =
  | { readonly type: 'linkPressed'; readonly way: Way; readonly id: ClientIdentifier }
  | { readonly type: 'switchPressed'; readonly id: ClientIdentifier; readonly endsTools: boolean }
  /**
   * The popup is open and visible: it says so when it opens, and again while somebody waits in it;
   * `closely` where the approval may come from another device, which nobody can hear.
   */
  | { readonly type: 'popupSeen'; readonly closely: boolean }
  | { readonly type: 'checkPressed' }
  | { readonly type: 'reopenPressed' }
  | { readonly type: 'cancelPressed' }
  | { readonly type: 'unlinkPressed'; readonly endsTools: boolean }
  /** The end of the tool `id` that was given up is to be forgotten; null: all of which the news tells that. */
  | { readonly type: 'forgetPressed'; readonly id: ClientIdentifier | null }
  /** A tool is to have access, in the place of the access `replaces` if that is named. */
  | {
      readonly type: 'giveAccessPressed';
      readonly id: ClientIdentifier;
      readonly kind: Tool['kind'];
      readonly name: Tool['name'];
      readonly replaces: ClientIdentifier | null;
    }
  /** The token of the tool `id` was given to a page of ours, to be shown or copied. */
  | { readonly type: 'tokenShown'; readonly id: ClientIdentifier }
  /** The token of the tool `id` was copied. */
  | { readonly type: 'tokenCopied'; readonly id: ClientIdentifier }
  /** Whoever was to have the token of the tool `id` has it. */
  | { readonly type: 'donePressed'; readonly id: ClientIdentifier }
  | { readonly type: 'endAccessPressed'; readonly id: ClientIdentifier }
  /** What was told of tools, or of the end of the link, was read. */
  | { readonly type: 'newsRead' }
  /** Somebody was there when the popup said whose account is linked. */
  | { readonly type: 'greeted' };

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

/** A device that an account has authorized. */
export interface Device {
  readonly clientIdentifier: string;
  /** When plex.tv has last seen it, epoch ms; 0 where it does not say. */
  readonly seenAt: number;
}

/** What plex.tv answered about the grant `id`; `sentAt` is when it was asked, epoch ms. */
export type PlexEvent = { readonly id: ClientIdentifier } & (
  | { readonly type: 'pinCreated'; readonly pin: Pin }
  | { readonly type: 'pinNotCreated'; readonly failure: Failure }
  | { readonly type: 'pinClaimed'; readonly authToken: Token; readonly isNewAccount: boolean }
  | { readonly type: 'pinPending'; readonly sentAt: number; readonly expiresIn: number | null }
  | { readonly type: 'pinGone' }
  | { readonly type: 'pinNotChecked'; readonly failure: Failure }
  | { readonly type: 'accountRead'; readonly account: Omit<Account, 'avatar'> }
  | { readonly type: 'accountNotRead'; readonly failure: Failure }
  | { readonly type: 'avatarRead'; readonly thumb: string; readonly avatar: string }
  | { readonly type: 'avatarNotRead'; readonly failure: Failure }
  | { readonly type: 'signedOut' }
  | { readonly type: 'notSignedOut'; readonly failure: Failure }
  | { readonly type: 'pinApproved' }
  | { readonly type: 'pinNotApproved'; readonly failure: Failure }
  /** The popup has asked for the servers of the account that the link `id` opens. */
  | { readonly type: 'serversNotRead'; readonly failure: Failure }
  /**
   * The devices of the account that the link `id` opens. `hasAsker`: whether that link is among them; a
   * list that lacks it may lack others, or be another account's, and no absence from it proves anything.
   */
  | {
      readonly type: 'devicesRead';
      readonly devices: readonly Device[];
      readonly hasAsker: boolean;
    }
  | { readonly type: 'devicesNotRead'; readonly failure: Failure }
  | { readonly type: 'deviceRemoved' }
  /** It is in plex.tv's list of devices, and is not removed yet; `seenAt` as of a device. */
  | { readonly type: 'deviceListed'; readonly seenAt: number }
  /** It is not in that list, although who has asked is. */
  | { readonly type: 'deviceNotListed' }
  | { readonly type: 'deviceNotRemoved'; readonly failure: Failure }
);

/** A fact that may change the state. */
export type LinkEvent = UserEvent | BrowserEvent | PlexEvent;

/** The event of one type, with what it carries. */
export type EventOf<Type extends LinkEvent['type']> = Extract<LinkEvent, { type: Type }>;
