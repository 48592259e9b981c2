import type { LinkEvent } from '../../src/core/event.ts';
import type { Account, Link, Pin, State, Unlinked, Waiting } from '../../src/core/state.ts';

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

export const unlinked: Unlinked = { status: 'unlinked', news: null };

/** An attempt by a code, where there was no link before. */
const attempt = { way: 'device', before: unlinked } as const;

export const waiting: Waiting = {
  status: 'waiting',
  ...attempt,
  pin,
  checkedAt: now,
  checkAt: now + 5_000,
  heardAt: 0,
  hearing: false,
  trouble: null,
};

export const account: Account = {
  name: 'Ada',
  email: null,
  hasPass: null,
  role: null,
  thumb: null,
  avatar: null,
};

/** One link of each status. */
export const links = {
  unlinked,
  requesting: {
    status: 'requesting',
    ...attempt,
    attempt: 'first',
    askAt: now + 30_000,
    giveUpAt: now + 120_000,
  },
  waiting,
  linked: {
    status: 'linked',
    linkedAt: now,
    account: null,
    confirmedAt: 0,
    trouble: null,
    retry: { askAt: now + 30_000, failures: 0 },
  },
  revoked: {
    status: 'revoked',
    linkedAt: now - 9_000,
    account,
    revokedAt: now - 7_000,
    trouble: null,
    retry: null,
  },
  expired: { status: 'expired', ...attempt },
  failed: { status: 'failed', ...attempt, reason: 'outage' },
} as const satisfies { [Status in Link['status']]: Extract<Link, { status: Status }> };

/** A link that plex.tv has confirmed just now. */
export const good = { ...links.linked, account, confirmedAt: now, retry: null } as const;

/** What is kept around a link: a token exactly where there is a link, or was before an attempt. */
export function keep(link: Link, more: Partial<State> = {}): State {
  const rest = 'before' in link ? link.before : link;
  const token = rest.status === 'unlinked' ? null : 'secret-token';
  return { link, token, left: [], signOuts: [], ...more };
}

export const outage = { reason: 'outage', retryAfter: null, status: 503 } as const;

export const unauthorized = { reason: 'unauthorized', retryAfter: null, status: 401 } as const;

/** One event of each type, about the pin, the attempt and the link of the examples. */
export const events = {
  linkPressed: { type: 'linkPressed', way: 'browser', attempt: 'second' },
  switchPressed: { type: 'switchPressed', attempt: 'second' },
  popupSeen: { type: 'popupSeen' },
  checkPressed: { type: 'checkPressed' },
  reopenPressed: { type: 'reopenPressed' },
  cancelPressed: { type: 'cancelPressed' },
  unlinkPressed: { type: 'unlinkPressed' },
  started: { type: 'started' },
  woken: { type: 'woken' },
  networkReturned: { type: 'networkReturned' },
  pageHeard: { type: 'pageHeard' },
  approvalHeard: { type: 'approvalHeard' },
  approvalClosed: { type: 'approvalClosed' },
  pinCreated: { type: 'pinCreated', attempt: 'first', pin },
  pinNotCreated: { type: 'pinNotCreated', attempt: 'first', failure: outage },
  pinClaimed: { type: 'pinClaimed', pinId: 7, authToken: 'secret-token' },
  pinPending: { type: 'pinPending', pinId: 7, sentAt: now, expiresIn: 899 },
  pinGone: { type: 'pinGone', pinId: 7 },
  pinNotChecked: { type: 'pinNotChecked', pinId: 7, failure: outage },
  accountRead: {
    type: 'accountRead',
    token: 'secret-token',
    sentAt: now,
    account: { name: 'Ada', email: null, hasPass: null, role: null, thumb: null },
  },
  accountNotRead: { type: 'accountNotRead', token: 'secret-token', failure: outage },
  avatarRead: {
    type: 'avatarRead',
    linkedAt: now,
    thumb: 'https://plex.tv/a',
    avatar: 'data:image/png;base64,AA==',
  },
  signedOut: { type: 'signedOut', token: 'old-token' },
  notSignedOut: { type: 'notSignedOut', token: 'old-token', failure: outage },
} as const satisfies { [Type in LinkEvent['type']]: Extract<LinkEvent, { type: Type }> };
