import type { EventOf, Failure, LinkEvent } from '../../src/core/event.ts';
import { isInUse, isKept } from '../../src/core/grants.ts';
import type {
  Account,
  Grant,
  In,
  Phase,
  Pin,
  Reason,
  Saved,
  State,
  Tool,
} from '../../src/core/state.ts';

/** The time at which the examples stand, epoch ms. */
export const now = 1_800_000_000_000;

export const second = 1_000;
export const minute = 60_000;
export const hour = 3_600_000;
export const day = 86_400_000;

export const pin: Pin = {
  id: 7,
  code: '7RQZ',
  expiresAt: now + 900_000,
  expiresIn: 900,
  graceGiven: false,
  location: null,
  trusted: false,
};

/** plex.tv names whole seconds, so its pin may end by as much as one later than it says. */
export const pinOver = pin.expiresAt + second;

export const account: Account = {
  uuid: 'ada',
  name: 'Ada',
  email: null,
  hasPass: null,
  role: null,
  thumb: null,
  avatar: null,
};

export const tool: Tool = {
  kind: 'kometa',
  name: 'Kometa',
  account: 'ada',
  addedAt: now,
  replaces: null,
};

/** A grant in each phase, all under the same identifier. */
export const grants: { readonly [Name in Phase]: In<Name> } = {
  requesting: {
    id: 'mine',
    number: 1,
    tool: null,
    phase: 'requesting',
    way: 'device',
    pending: { dueAt: now + 30_000, failures: 0, problem: null },
    giveUpAt: now + 120_000,
  },
  waiting: {
    id: 'mine',
    number: 1,
    tool: null,
    phase: 'waiting',
    way: 'device',
    pin,
    pending: { dueAt: now + 5_000, failures: 0, problem: null },
    sentAt: now,
    hurried: 0,
    heardAt: 0,
    hearing: false,
    abandonedAt: null,
  },
  failed: {
    id: 'mine',
    number: 1,
    tool: null,
    phase: 'failed',
    way: 'device',
    reason: 'outage',
    pending: null,
  },
  held: {
    id: 'mine',
    number: 1,
    tool: null,
    phase: 'held',
    linkedAt: now,
    account: null,
    confirmedAt: 0,
    isNewAccount: false,
    greetedAt: null,
    pending: { dueAt: now + 30_000, failures: 0, problem: null },
  },
  refused: {
    id: 'mine',
    number: 1,
    tool: null,
    phase: 'refused',
    linkedAt: now - 9_000,
    account,
    refusedAt: now - 7_000,
    pending: null,
  },
  approving: {
    id: 'mine',
    number: 1,
    tool,
    phase: 'approving',
    pin,
    isAsked: true,
    pending: { dueAt: now + 30_000, failures: 0, problem: null },
  },
  verifying: {
    id: 'mine',
    number: 1,
    tool,
    phase: 'verifying',
    pending: { dueAt: now + 30_000, failures: 0, problem: null },
  },
  handed: {
    id: 'mine',
    number: 1,
    tool,
    phase: 'handed',
    copiedAt: null,
    pending: { dueAt: now + 600_000, failures: 0, problem: null },
  },
  given: { id: 'mine', number: 1, tool, phase: 'given', seenAt: null, pending: null },
  removing: {
    id: 'mine',
    number: 1,
    tool,
    phase: 'removing',
    seenAt: null,
    orderedAt: now,
    pending: { dueAt: now + 30_000, failures: 0, problem: null },
  },
  ending: {
    id: 'mine',
    number: 1,
    tool: null,
    phase: 'ending',
    account: 'ada',
    orderedAt: now,
    byUser: false,
    isDoubted: false,
    pending: { dueAt: now + 30_000, failures: 0, problem: null },
  },
};

/** A sign-out that has failed for so long that it is no longer tried. */
export const givenUp: In<'ending'> = { ...grants.ending, pending: null };

/** A pin that nobody has approved in time. */
export const expired: In<'failed'> = { ...grants.failed, reason: 'expired' };

/** A pin that its owner has turned away from just now, and that was asked for then. */
export const abandoned: In<'waiting'> = {
  ...grants.waiting,
  pending: { ...grants.waiting.pending, dueAt: now + 30_000 },
  abandonedAt: now,
};

/** Those of a tool in the phases that a link has as well. */
export const toolGrants = {
  requesting: { ...grants.requesting, tool, way: null, giveUpAt: now + 60_000 },
  waiting: { ...grants.waiting, tool, way: null },
  abandoned: { ...abandoned, tool, way: null },
  failed: { ...grants.failed, tool, way: null },
  ending: { ...grants.ending, tool },
} satisfies { readonly [name: string]: Grant };

/** A link that plex.tv has confirmed just now, and that its owner has seen. */
export const good: In<'held'> = {
  ...grants.held,
  account,
  confirmedAt: now,
  greetedAt: now,
  pending: null,
};

/** What is saved where there are these grants, most of them of tools, beside a link that is good. */
export function linkedWith(...known: readonly Grant[]): Saved {
  return savedWith(other(good, 'link', 9), ...known);
}

/** The same grant under another identifier. */
export function other<Any extends Grant>(grant: Any, id = 'other', number = 2): Any {
  return { ...grant, id, number };
}

function tokenFor({ id }: { readonly id: string }): string {
  return `token-of-${id}`;
}

/** What is saved where there are these grants: tokens of their own, and the link that there can be. */
export function savedWith(...known: readonly Grant[]): Saved {
  const isLink = (grant: Grant) => grant.tool === null && isInUse(grant);
  const link = known.find(isLink)?.id ?? null;
  const withToken = known.filter(isKept);
  return {
    state: {
      grants: known,
      link,
      quietUntil: 0,
      news: null,
      toolNews: [],
      endsTools: false,
      grantsMade: known.length,
    },
    secrets: Object.fromEntries(withToken.map(grant => [grant.id, tokenFor(grant)])),
  };
}

/** The same with something else in its state. */
export function having(saved: Saved, more: Partial<State>): Saved {
  return { ...saved, state: { ...saved.state, ...more } };
}

export function failure(reason: Reason, retryAfter: number | null = null): Failure {
  return { reason, retryAfter, status: null };
}

export const outage: Failure = { reason: 'outage', retryAfter: null, status: 503 };

export const unauthorized: Failure = { reason: 'unauthorized', retryAfter: null, status: 401 };

/** One event of each type: answers are about the grant of the examples, presses ask for a new one. */
export const events: { readonly [Type in LinkEvent['type']]: EventOf<Type> } = {
  linkPressed: { type: 'linkPressed', way: 'browser', id: 'new' },
  switchPressed: { type: 'switchPressed', id: 'new', endsTools: false },
  popupSeen: { type: 'popupSeen', closely: false },
  checkPressed: { type: 'checkPressed' },
  reopenPressed: { type: 'reopenPressed' },
  cancelPressed: { type: 'cancelPressed' },
  unlinkPressed: { type: 'unlinkPressed', endsTools: false },
  forgetPressed: { type: 'forgetPressed', id: 'mine' },
  giveAccessPressed: {
    type: 'giveAccessPressed',
    id: 'new',
    kind: 'kometa',
    name: 'Kometa',
    replaces: null,
  },
  tokenShown: { type: 'tokenShown', id: 'mine' },
  tokenCopied: { type: 'tokenCopied', id: 'mine' },
  donePressed: { type: 'donePressed', id: 'mine' },
  endAccessPressed: { type: 'endAccessPressed', id: 'mine' },
  newsRead: { type: 'newsRead' },
  greeted: { type: 'greeted' },
  started: { type: 'started' },
  woken: { type: 'woken' },
  networkReturned: { type: 'networkReturned' },
  pageHeard: { type: 'pageHeard' },
  approvalHeard: { type: 'approvalHeard' },
  approvalClosed: { type: 'approvalClosed' },
  pinCreated: { type: 'pinCreated', id: 'mine', pin },
  pinNotCreated: { type: 'pinNotCreated', id: 'mine', failure: outage },
  pinClaimed: { type: 'pinClaimed', id: 'mine', authToken: 'token-of-mine', isNewAccount: false },
  pinPending: { type: 'pinPending', id: 'mine', sentAt: now, expiresIn: 899 },
  pinGone: { type: 'pinGone', id: 'mine' },
  pinNotChecked: { type: 'pinNotChecked', id: 'mine', failure: outage },
  accountRead: {
    type: 'accountRead',
    id: 'mine',
    account: { uuid: 'ada', name: 'Ada', email: null, hasPass: null, role: null, thumb: null },
  },
  accountNotRead: { type: 'accountNotRead', id: 'mine', failure: outage },
  avatarRead: {
    type: 'avatarRead',
    id: 'mine',
    thumb: 'https://plex.tv/a',
    avatar: 'data:image/png;base64,AA==',
  },
  avatarNotRead: { type: 'avatarNotRead', id: 'mine', failure: outage },
  signedOut: { type: 'signedOut', id: 'mine' },
  notSignedOut: { type: 'notSignedOut', id: 'mine', failure: outage },
  pinApproved: { type: 'pinApproved', id: 'mine' },
  pinNotApproved: { type: 'pinNotApproved', id: 'mine', failure: outage },
  serversNotRead: { type: 'serversNotRead', id: 'mine', failure: outage },
  devicesRead: { type: 'devicesRead', id: 'mine', devices: [], hasAsker: true },
  devicesNotRead: { type: 'devicesNotRead', id: 'mine', failure: outage },
  deviceRemoved: { type: 'deviceRemoved', id: 'mine' },
  deviceListed: { type: 'deviceListed', id: 'mine', seenAt: now },
  deviceNotListed: { type: 'deviceNotListed', id: 'mine' },
  deviceNotRemoved: { type: 'deviceNotRemoved', id: 'mine', failure: outage },
};

/** The answers that a grant in each phase waits for. */
export const awaited: Record<Phase, readonly LinkEvent['type'][]> = {
  requesting: ['pinCreated', 'pinNotCreated'],
  approving: ['pinApproved', 'pinNotApproved'],
  waiting: ['pinClaimed', 'pinPending', 'pinGone', 'pinNotChecked'],
  failed: [],
  held: ['accountRead', 'accountNotRead', 'avatarRead'],
  refused: ['accountRead', 'accountNotRead'],
  verifying: ['accountRead', 'accountNotRead'],
  handed: [],
  given: [],
  removing: ['deviceRemoved', 'deviceListed', 'deviceNotListed', 'deviceNotRemoved'],
  ending: ['signedOut', 'notSignedOut', 'accountRead', 'accountNotRead'],
};
