import fc from 'fast-check';
import type { EventOf, Failure, LinkEvent } from '../../src/core/event.ts';
import { type Grant, initial, reasons, type State } from '../../src/core/state.ts';
import {
  awaited,
  events,
  good,
  grants,
  having,
  linkedWith,
  now,
  other,
  savedWith,
  tool,
  toolGrants,
} from './examples.ts';
import type { Approval } from './simulations.ts';

/** All that is left to chance about one event and its moment. */
export const chances = fc.record({
  random: fc.constantFrom(0, 0.5, 0.999),
  way: fc.constantFrom('browser', 'device'),
  closely: fc.boolean(),
  isNewAccount: fc.boolean(),
  /** Few, for plex.tv may give out the same one for different grants. */
  authToken: fc.constantFrom('token-1', 'token-2', 'token-3'),
  /** Mostly the same account. */
  uuid: fc.constantFrom('ada', 'ada', 'ada', 'bob', null),
  endsTools: fc.boolean(),
  replaces: fc.boolean(),
  /** Which of the tools plex.tv lists, by their place. */
  listed: fc.constantFrom([], [0], [1], [0, 1, 2, 3, 4]),
  /** Whether that list has the link itself. */
  hasAsker: fc.boolean(),
  thumb: fc.constantFrom(null, 'https://plex.tv/a', 'https://plex.tv/b'),
  expiresIn: fc.option(fc.integer({ min: 0, max: 1_800 })),
  /** How long ago plex.tv was asked, ms. */
  ago: fc.integer({ min: 0, max: 10_000 }),
  failure: fc.oneof(
    fc.record({
      reason: fc.constantFrom(...reasons),
      retryAfter: fc.option(fc.integer({ min: 0, max: 3_600_000 })),
      status: fc.constantFrom(null, 403, 404, 429, 503),
    }),
    fc.record({
      reason: fc.constantFrom('unauthorized', 'bareUnauthorized'),
      retryAfter: fc.constant(null),
      status: fc.constant(401),
    }),
    fc.record({
      reason: fc.constant('rateLimited'),
      retryAfter: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
      status: fc.constant(429),
    }),
  ),
});

/** Every type of event that there is. */
const types = Object.values(events).map(({ type }) => type);

/** Presses that lead somewhere come more often than they would among all types. */
const leading = ['linkPressed', 'linkPressed', 'switchPressed', 'unlinkPressed'] as const;

const aboutTools = [
  'giveAccessPressed',
  'giveAccessPressed',
  'tokenCopied',
  'tokenCopied',
  'donePressed',
  'endAccessPressed',
  'devicesRead',
] as const;

/** What happens: mostly an answer that some grant waits for, else anything about anything. */
const what = fc.oneof(
  { weight: 6, arbitrary: fc.record({ answers: fc.nat(99), about: fc.nat(99) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom(...types), about: fc.nat(99) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom(...leading), about: fc.nat(99) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom(...aboutTools), about: fc.nat(99) }) },
);

/** Mostly a moment later, sometimes much later. */
const forward = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 1_500 }) },
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 40_000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 2_000_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 8 * 86_400_000 }) },
);

/** The clock is moved by hours, forward or back. */
const jump = fc.integer({ min: -10_000_000, max: 10_000_000 });

/** Sequences of events at their moments; with `jumps` the clock is moved now and then. */
export function histories(jumps: boolean) {
  const elapsed = jumps ? fc.oneof({ weight: 12, arbitrary: forward }, jump) : forward;
  const untilDue = fc.boolean();
  const drawn = fc.record({ what, chances, elapsed, untilDue }).map(flat);
  return fc.record({
    start: fc.constantFrom(...starts),
    drawn: fc.array(drawn, { maxLength: 30 }),
  });
}

/** A link with tools: one has access, and replaces another; one is to lose it. */
const { given, removing } = grants;
const withTools = linkedWith(
  other({ ...given, seenAt: now }, 'given'),
  other(given, 'unseen'),
  other(removing, 'removing'),
);

/** Where a history starts. */
const starts = [
  initial,
  savedWith(good),
  savedWith(good, other({ ...grants.waiting, sentAt: now - 1_000 })),
  // A pin that waits shortly before its end, while plex.tv wants to be left alone.
  having(savedWith({ ...grants.waiting, pin: { ...grants.waiting.pin, expiresAt: now + 9_000 } }), {
    quietUntil: now + 100_000,
  }),
  linkedWith(),
  withTools,
  linkedWith(
    ...withTools.state.grants.slice(1),
    other({ ...grants.handed, copiedAt: now, tool: { ...tool, replaces: 'given' } }, 'handed'),
  ),
  // Somebody switches, and a tool is about to have access, and a token is to be ended.
  linkedWith(grants.approving, other(grants.waiting), other(grants.ending, 'ending')),
  linkedWith(toolGrants.waiting, other(toolGrants.abandoned), other(given, 'given')),
  // The link is gone, and its token waits until a tool has lost its access.
  savedWith(grants.ending, other(removing), other(given, 'given')),
];

function flat<One extends object, Two>({ chances: drawn, ...rest }: One & { chances: Two }) {
  return { ...rest, ...drawn };
}

type Of<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

export type History = Of<ReturnType<typeof histories>>;

export type Drawn = History['drawn'][number];

/** What was drawn, as an event that may come at this time; `fresh` names a new attempt. */
export function eventOf(drawn: Drawn, state: State, time: number, fresh: string): LinkEvent {
  const { about } = drawn.what;
  const moment = { time, fresh, state };
  if ('type' in drawn.what) {
    const { type } = drawn.what;
    const ofTool = aboutTools.some(one => one === type);
    const known = ofTool ? state.grants.filter(({ tool: its }) => its !== null) : state.grants;
    return made[type](drawn, { ...moment, id: pick(known, about)?.id ?? fresh });
  }
  const waiting = state.grants.filter(({ phase }) => awaited[phase].length > 0);
  const grant = pick(waiting, about);
  const type = grant && pick(awaited[grant.phase], drawn.what.answers);
  return type === undefined || grant === undefined
    ? made.linkPressed(drawn, { ...moment, id: fresh })
    : made[type](drawn, { ...moment, id: grant.id });
}

function pick<One>(list: readonly One[], at: number): One | undefined {
  return list[at % list.length];
}

/** When something happens, and to which grant. */
interface Moment {
  readonly time: number;
  readonly id: string;
  readonly fresh: string;
  readonly state: State;
}

type Make<Type extends LinkEvent['type']> = (drawn: Drawn, moment: Moment) => EventOf<Type>;

/** Each event from what was drawn: a new type of event is an error here. */
const made: { readonly [Type in LinkEvent['type']]: Make<Type> } = {
  linkPressed: ({ way }, { fresh }) => ({ type: 'linkPressed', way, id: fresh }),
  switchPressed: ({ endsTools }, { fresh }) => ({ type: 'switchPressed', id: fresh, endsTools }),
  popupSeen: ({ closely }) => ({ type: 'popupSeen', closely }),
  checkPressed: () => events.checkPressed,
  reopenPressed: () => events.reopenPressed,
  cancelPressed: () => events.cancelPressed,
  unlinkPressed: ({ endsTools }) => ({ type: 'unlinkPressed', endsTools }),
  forgetPressed: (_, { id }) => ({ type: 'forgetPressed', id }),
  giveAccessPressed: ({ replaces }, { id, fresh, state }) => {
    const isTools = (grant: Grant) => grant.id === id && grant.phase === 'given';
    const isReplaced = replaces && state.grants.some(isTools);
    return { ...events.giveAccessPressed, id: fresh, replaces: isReplaced ? id : null };
  },
  tokenShown: (_, { id }) => ({ type: 'tokenShown', id }),
  tokenCopied: (_, { id }) => ({ type: 'tokenCopied', id }),
  donePressed: (_, { id }) => ({ type: 'donePressed', id }),
  endAccessPressed: (_, { id }) => ({ type: 'endAccessPressed', id }),
  newsRead: () => events.newsRead,
  greeted: () => events.greeted,
  started: () => events.started,
  woken: () => events.woken,
  networkReturned: () => events.networkReturned,
  pageHeard: () => events.pageHeard,
  approvalHeard: () => events.approvalHeard,
  approvalClosed: () => events.approvalClosed,
  pinCreated: ({ expiresIn }, { time, id }) => {
    const lasts = expiresIn ?? 900;
    const pin = { ...events.pinCreated.pin, expiresIn: lasts, expiresAt: time + lasts * 1_000 };
    return { type: 'pinCreated', id, pin };
  },
  pinNotCreated: ({ failure }, { id }) => ({ type: 'pinNotCreated', id, failure }),
  pinClaimed: ({ authToken, isNewAccount }, { id }) => ({
    type: 'pinClaimed',
    id,
    authToken,
    isNewAccount,
  }),
  pinPending: ({ ago, expiresIn }, { time, id }) => ({
    type: 'pinPending',
    id,
    sentAt: time - ago,
    expiresIn,
  }),
  pinGone: (_, { id }) => ({ type: 'pinGone', id }),
  pinNotChecked: ({ failure }, { id }) => ({ type: 'pinNotChecked', id, failure }),
  accountRead: ({ thumb, uuid }, { id }) => ({
    type: 'accountRead',
    id,
    account: { ...events.accountRead.account, thumb, uuid },
  }),
  accountNotRead: ({ failure }, { id }) => ({ type: 'accountNotRead', id, failure }),
  avatarRead: ({ thumb }, { id }) => ({
    type: 'avatarRead',
    id,
    thumb: thumb ?? 'https://plex.tv/c',
    avatar: events.avatarRead.avatar,
  }),
  avatarNotRead: ({ failure }, { id }) => ({ type: 'avatarNotRead', id, failure }),
  signedOut: (_, { id }) => ({ type: 'signedOut', id }),
  notSignedOut: ({ failure }, { id }) => ({ type: 'notSignedOut', id, failure }),
  pinApproved: (_, { id }) => ({ type: 'pinApproved', id }),
  pinNotApproved: ({ failure }, { id }) => ({ type: 'pinNotApproved', id, failure }),
  serversNotRead: ({ failure }, { id }) => ({ type: 'serversNotRead', id, failure }),
  devicesRead: ({ listed, hasAsker }, { time, id, state }) => {
    const tools = state.grants.filter(({ tool: its }) => its !== null);
    const devices = listed.flatMap(place => {
      const clientIdentifier = tools[place]?.id;
      return clientIdentifier === undefined ? [] : { clientIdentifier, seenAt: time };
    });
    return { type: 'devicesRead', id: state.link ?? id, devices, hasAsker };
  },
  devicesNotRead: ({ failure }, { id }) => ({ type: 'devicesNotRead', id, failure }),
  deviceRemoved: (_, { id }) => ({ type: 'deviceRemoved', id }),
  deviceListed: (_, { time, id }) => ({ type: 'deviceListed', id, seenAt: time }),
  deviceNotListed: (_, { id }) => ({ type: 'deviceNotListed', id }),
  deviceNotRemoved: ({ failure }, { id }) => ({ type: 'deviceNotRemoved', id, failure }),
};

const fate: fc.Arbitrary<Failure | null> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  fc.record({
    reason: fc.constantFrom('outage', 'timedOut', 'unreachable', 'rateLimited'),
    retryAfter: fc.option(fc.integer({ min: 0, max: 600_000 })),
    status: fc.constant(null),
  }),
);

const signal = fc.record({
  at: fc.integer({ min: 0, max: 900_000 }),
  event: fc.constantFrom(
    events.popupSeen,
    events.networkReturned,
    events.pageHeard,
    events.approvalHeard,
    events.approvalClosed,
    events.started,
  ),
});

/** A pin that waits is approved in time, and our clock is moved by hours once. */
export const approvals: fc.Arbitrary<Approval> = fc.record({
  approvedAt: fc.integer({ min: 0, max: 899_999 }),
  latency: fc.integer({ min: 1, max: 9_999 }),
  fates: fc.array(fate, { maxLength: 20 }),
  signals: fc.array(signal, { maxLength: 10 }),
  jump: fc.record({
    at: fc.integer({ min: 0, max: 900_000 }),
    by: fc.oneof(fc.constant(0), fc.integer({ min: -10_000_000, max: 10_000_000 })),
  }),
});
