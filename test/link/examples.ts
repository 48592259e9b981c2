import type { LinkEvent } from '../../src/link/event.ts';
import type { Kept, Link, Pin, Waiting } from '../../src/link/kept.ts';

/** The time at which the examples stand, epoch ms. */
export const now = 1_800_000_000_000;

/** A moment at which nothing is left to chance. */
export function at(time: number): { now: number; random: number } {
  return { now: time, random: 0 };
}

export const pin: Pin = {
  id: 7,
  code: '7RQZ',
  address: 'https://plex.tv/link/?pin=7RQZ',
  expiresAt: now + 900_000,
  expiresIn: 900,
  doubted: false,
};

export const waiting: Waiting = {
  status: 'waiting',
  way: 'device',
  pin,
  checkedAt: now,
  checkAt: now + 5_000,
  heardAt: 0,
  hearing: false,
  trouble: null,
};

/** One link of each status. */
export const links = {
  unlinked: { status: 'unlinked' },
  requesting: {
    status: 'requesting',
    way: 'device',
    attempt: 'first',
    askAt: now + 30_000,
    giveUpAt: now + 120_000,
  },
  waiting,
  linked: {
    status: 'linked',
    linkedAt: now,
    account: null,
    retry: { askAt: now + 30_000, failures: 0 },
  },
  expired: { status: 'expired', way: 'device' },
  failed: { status: 'failed', way: 'device', reason: 'outage' },
} as const satisfies { [Status in Link['status']]: Extract<Link, { status: Status }> };

/** What is kept around a link: a token exactly while linked. */
export function keep(link: Link, more: Partial<Kept> = {}): Kept {
  const token = link.status === 'linked' ? 'secret-token' : null;
  return { link, token, left: [], signOuts: [], ...more };
}

export const outage = { reason: 'outage', retryAfter: null } as const;

/** One event of each type, about the pin, the attempt and the link of the examples. */
export const events = {
  linkAsked: { type: 'linkAsked', way: 'browser', attempt: 'second' },
  checkAsked: { type: 'checkAsked' },
  reopenAsked: { type: 'reopenAsked' },
  cancelAsked: { type: 'cancelAsked' },
  unlinkAsked: { type: 'unlinkAsked' },
  started: { type: 'started' },
  woken: { type: 'woken' },
  networkReturned: { type: 'networkReturned' },
  pageHeard: { type: 'pageHeard' },
  approvalHeard: { type: 'approvalHeard' },
  approvalClosed: { type: 'approvalClosed' },
  pinCreated: { type: 'pinCreated', attempt: 'first', pin },
  pinNotCreated: { type: 'pinNotCreated', attempt: 'first', failure: outage },
  pinClaimed: { type: 'pinClaimed', pinId: 7, authToken: 'secret-token' },
  pinPending: { type: 'pinPending', pinId: 7, askedAt: now, expiresIn: 899 },
  pinGone: { type: 'pinGone', pinId: 7 },
  pinNotChecked: { type: 'pinNotChecked', pinId: 7, failure: outage },
  accountRead: {
    type: 'accountRead',
    token: 'secret-token',
    askedAt: now,
    name: 'Ada',
    thumb: null,
  },
  accountNotRead: { type: 'accountNotRead', token: 'secret-token', failure: outage },
  avatarRead: { type: 'avatarRead', linkedAt: now, avatar: 'data:image/png;base64,AA==' },
  signedOut: { type: 'signedOut', token: 'old-token' },
  notSignedOut: { type: 'notSignedOut', token: 'old-token', failure: outage },
} as const satisfies { [Type in LinkEvent['type']]: Extract<LinkEvent, { type: Type }> };
