import { type Attempt, attemptOf, linkOf } from './grants.ts';
import type {
  Account,
  Held,
  Pending,
  Pin,
  Reason,
  Refused,
  State,
  ToolNews,
  Way,
} from './state.ts';
import { type Giving, givingOf, type ToolRow, toolRows } from './tool-view.ts';
import { endsOf, isForUser, isFull } from './tools.ts';

/** How the link stands at plex.tv, as far as that is known. */
export interface Health {
  readonly name: 'asking' | 'good' | 'unreachable' | 'rateLimited';
  /** Since when there is a problem, epoch ms; 0 where there is none. */
  readonly sinceAt: number;
  /** When plex.tv is asked again, epoch ms; 0 where nothing is asked. */
  readonly nextAt: number;
  /** How often in a row plex.tv was asked and did not say how the link stands. */
  readonly failures: number;
}

export interface UnlinkedView {
  readonly status: 'unlinked';
  /** How the last link ended, where there is something to tell of it. */
  readonly news: 'signingOut' | 'notSignedOut' | State['news'];
}

export interface LinkedView {
  readonly status: 'linked';
  readonly account: Account | null;
  readonly linkedAt: number;
  readonly confirmedAt: number;
  readonly health: Health;
  /** Whether its owner is still to be told whose account this is. */
  readonly isFresh: boolean;
  readonly isNewAccount: boolean;
  readonly tools: readonly ToolRow[];
  readonly giving: Giving | null;
  /** Whether there are as many tools as there may be. */
  readonly isFull: boolean;
  /** Until when plex.tv wants to be left alone, epoch ms. */
  readonly quietUntil: number;
  readonly toolNews: readonly ToolNews[];
}

export interface RevokedView {
  readonly status: 'revoked';
  readonly account: Account | null;
  readonly refusedAt: number;
  readonly health: Health;
  readonly tools: readonly ToolRow[];
}

/** A link, whether Plex accepts its token or not. */
export type LinkView = LinkedView | RevokedView;

/** What an attempt would return to. */
type Before = 'unlinked' | 'linked' | 'revoked';

export interface RequestingView {
  readonly status: 'requesting';
  readonly way: Way;
  readonly before: Before;
}

export interface WaitingView {
  readonly status: 'waiting';
  readonly id: string;
  readonly way: Way;
  readonly before: Before;
  readonly pin: Pin;
  readonly hasProblem: boolean;
}

export type EndedView =
  | { readonly status: 'expired'; readonly way: Way; readonly before: Before }
  | {
      readonly status: 'failed';
      readonly way: Way;
      readonly before: Before;
      readonly reason: Reason;
    };

/** All that the popup draws. */
export type View = (
  | UnlinkedView
  | RequestingView
  | WaitingView
  | EndedView
  | LinkedView
  | RevokedView
) & {
  /** Tokens that could not be ended: they are tried again, or that was given up. */
  readonly unended: 'trying' | 'givenUp' | null;
};

/** For how long after its owner first saw it a link is new, ms. */
const freshFor = 60_000;

/** What the state means for somebody who looks. */
export function viewOf(state: State, now: number): View {
  const attempt = attemptOf(state);
  const rest = restView(state, now);
  const view = attempt === null ? rest : attemptView(state, attempt, rest.status, now);
  return { ...view, unended: unendedOf(state) };
}

function attemptView({ quietUntil }: State, attempt: Attempt, before: Before, now: number) {
  const { way } = attempt;
  switch (attempt.phase) {
    case 'requesting':
      return { status: attempt.phase, way, before };
    case 'waiting': {
      const { id, pin, pending } = attempt;
      const hasProblem = pending.problem !== null || now < quietUntil;
      return { status: attempt.phase, id, way, before, pin, hasProblem };
    }
    case 'failed':
      // That nobody has approved it in time is no failure.
      return attempt.reason === 'expired'
        ? { status: attempt.reason, way, before }
        : { status: attempt.phase, way, before, reason: attempt.reason };
  }
}

/** What there is apart from any attempt. */
function restView(state: State, now: number): UnlinkedView | LinkView {
  return linkViewOf(state, now) ?? { status: 'unlinked', news: newsOf(state) };
}

/** The link, whatever else is going on; null where there is none. */
export function linkViewOf(state: State, now: number): LinkView | null {
  const link = linkOf(state);
  if (link === null) return null;
  return link.phase === 'held' ? linkedView(state, link, now) : revokedView(state, link, now);
}

function linkedView(state: State, link: Held, now: number): LinkedView {
  const { account, linkedAt, confirmedAt, isNewAccount, greetedAt } = link;
  const { quietUntil, toolNews } = state;
  return {
    status: 'linked',
    account,
    linkedAt,
    confirmedAt,
    health: healthOf(link.pending, quietUntil, now),
    isFresh: greetedAt === null || now - greetedAt < freshFor,
    isNewAccount,
    tools: toolRows(state),
    giving: givingOf(state),
    isFull: isFull(state),
    quietUntil,
    toolNews,
  };
}

function revokedView(state: State, link: Refused, now: number): RevokedView {
  const { account, refusedAt, pending } = link;
  const health = healthOf(pending, state.quietUntil, now);
  return { status: 'revoked', account, refusedAt, health, tools: toolRows(state) };
}

function healthOf(pending: Pending | null, quietUntil: number, now: number): Health {
  if (pending === null) return { name: 'good', sinceAt: 0, nextAt: 0, failures: 0 };
  const { problem, dueAt, failures } = pending;
  const nextAt = Math.max(dueAt, quietUntil);
  if (problem === null) {
    const name = now < quietUntil ? 'rateLimited' : 'asking';
    return { name, sinceAt: 0, nextAt, failures };
  }
  const name = problem.reason === 'rateLimited' ? 'rateLimited' : 'unreachable';
  return { name, sinceAt: problem.sinceAt, nextAt, failures };
}

function newsOf(state: State): UnlinkedView['news'] {
  const awaited = endsOf(state).filter(
    grant => !isForUser(state, grant) && (grant.phase === 'removing' || grant.byUser),
  );
  if (awaited.length === 0) return state.news;
  return awaited.some(({ pending }) => pending?.problem) ? 'notSignedOut' : 'signingOut';
}

function unendedOf(state: State): View['unended'] {
  const ends = endsOf(state);
  if (ends.some(grant => isForUser(state, grant))) return 'givenUp';
  return ends.some(({ pending }) => pending?.problem) ? 'trying' : null;
}
