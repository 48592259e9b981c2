import fc from 'fast-check';
import type { EventOf, Failure, LinkEvent } from '../../src/core/event.ts';
import { initial, reasons, type State } from '../../src/core/state.ts';
import { awaited, events, good, grants, having, now, other, savedWith } from './examples.ts';
import type { Approval } from './simulations.ts';

/** All that is left to chance about one event and its moment. */
export const chances = fc.record({
  random: fc.constantFrom(0, 0.5, 0.999),
  way: fc.constantFrom('browser', 'device'),
  closely: fc.boolean(),
  isNewAccount: fc.boolean(),
  /** Few, for plex.tv may give out the same one for different grants. */
  authToken: fc.constantFrom('token-1', 'token-2', 'token-3'),
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

/** What happens: mostly an answer that some grant waits for, else anything about anything. */
const what = fc.oneof(
  { weight: 6, arbitrary: fc.record({ answers: fc.nat(99), about: fc.nat(99) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom(...types), about: fc.nat(99) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom(...leading), about: fc.nat(99) }) },
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

/** Where a history starts. */
const starts = [
  initial,
  savedWith(good),
  savedWith(good, other({ ...grants.waiting, sentAt: now - 1_000 })),
  // A pin that waits shortly before its end, while plex.tv wants to be left alone.
  having(savedWith({ ...grants.waiting, pin: { ...grants.waiting.pin, expiresAt: now + 9_000 } }), {
    quietUntil: now + 100_000,
  }),
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
  const known = state.grants.map(({ id }) => id);
  if ('type' in drawn.what)
    return made[drawn.what.type](drawn, time, pick(known, about) ?? fresh, fresh);
  const waiting = state.grants.filter(({ phase }) => awaited[phase].length > 0);
  const grant = pick(waiting, about);
  const type = grant && pick(awaited[grant.phase], drawn.what.answers);
  return type === undefined || grant === undefined
    ? made.linkPressed(drawn, time, fresh, fresh)
    : made[type](drawn, time, grant.id, fresh);
}

function pick<One>(list: readonly One[], at: number): One | undefined {
  return list[at % list.length];
}

type Make<Type extends LinkEvent['type']> = (
  drawn: Drawn,
  time: number,
  id: string,
  fresh: string,
) => EventOf<Type>;

/** Each event from what was drawn: a new type of event is an error here. */
const made: { readonly [Type in LinkEvent['type']]: Make<Type> } = {
  linkPressed: ({ way }, _, __, id) => ({ type: 'linkPressed', way, id }),
  switchPressed: (_, __, ___, id) => ({ type: 'switchPressed', id }),
  popupSeen: ({ closely }) => ({ type: 'popupSeen', closely }),
  checkPressed: () => events.checkPressed,
  reopenPressed: () => events.reopenPressed,
  cancelPressed: () => events.cancelPressed,
  unlinkPressed: () => events.unlinkPressed,
  forgetPressed: () => events.forgetPressed,
  started: () => events.started,
  woken: () => events.woken,
  networkReturned: () => events.networkReturned,
  pageHeard: () => events.pageHeard,
  approvalHeard: () => events.approvalHeard,
  approvalClosed: () => events.approvalClosed,
  pinCreated: ({ expiresIn }, time, id) => {
    const lasts = expiresIn ?? 900;
    const pin = { ...events.pinCreated.pin, expiresIn: lasts, expiresAt: time + lasts * 1_000 };
    return { type: 'pinCreated', id, pin };
  },
  pinNotCreated: ({ failure }, _, id) => ({ type: 'pinNotCreated', id, failure }),
  pinClaimed: ({ authToken, isNewAccount }, _, id) => ({
    type: 'pinClaimed',
    id,
    authToken,
    isNewAccount,
  }),
  pinPending: ({ ago, expiresIn }, time, id) => ({
    type: 'pinPending',
    id,
    sentAt: time - ago,
    expiresIn,
  }),
  pinGone: (_, __, id) => ({ type: 'pinGone', id }),
  pinNotChecked: ({ failure }, _, id) => ({ type: 'pinNotChecked', id, failure }),
  accountRead: ({ thumb }, _, id) => ({
    type: 'accountRead',
    id,
    account: { ...events.accountRead.account, thumb },
  }),
  accountNotRead: ({ failure }, _, id) => ({ type: 'accountNotRead', id, failure }),
  avatarRead: ({ thumb }, _, id) => ({
    type: 'avatarRead',
    id,
    thumb: thumb ?? 'https://plex.tv/c',
    avatar: events.avatarRead.avatar,
  }),
  signedOut: (_, __, id) => ({ type: 'signedOut', id }),
  notSignedOut: ({ failure }, _, id) => ({ type: 'notSignedOut', id, failure }),
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
