import { type ToolId, toolById } from '../../src/catalogue/tools.ts';
import { lateAt } from '../../src/core/schedule.ts';
import type {
  Account,
  Grant,
  In,
  Pin,
  Reason,
  State,
  Tool,
  ToolNews,
  Way,
} from '../../src/core/state.ts';
import { day, grants, minute, other, savedWith } from '../core/examples.ts';

type At = (now: number) => State;

const account: Account = {
  uuid: 'ada',
  name: 'Ada Lovelace',
  email: 'ada.lovelace@analytical-engine.example',
  hasPass: true,
  role: 'home',
  thumb: null,
  avatar: null,
};

const location = 'Amsterdam, United States Virgin Islands';

const shortPin: Pin = {
  id: 7,
  code: '7RQZ',
  expiresAt: 0,
  expiresIn: 900,
  graceGiven: false,
  location,
  trusted: false,
};

const strongPin: Pin = { ...shortPin, code: '3patfx1a78ukcbr7x0n9bl26t', expiresIn: 1_800 };

function link(now: number): In<'held'> {
  const good = { account, confirmedAt: now - 20 * minute, greetedAt: now - day, pending: null };
  // What was begun before a link was made is no part of it: nothing of the scene before comes back.
  return { ...grants.held, linkedAt: now, ...good };
}

/** Each grant has an identifier that no other scene has, so that no screen takes it for the same. */
function stateWith(known: readonly Grant[], more: Partial<State> = {}): State {
  const named = known.map((grant, index) => other(grant, crypto.randomUUID(), index + 1));
  return { ...savedWith(...named).state, ...more };
}

/** No link, and what there is to tell of the last one. */
export function unlinkedState(
  news?: 'signingOut' | 'notSignedOut' | 'givenUp' | State['news'],
): At {
  return now => {
    const problem = { reason: 'outage', sinceAt: now } as const;
    const pending = { dueAt: now + minute, failures: 1, problem: null };
    const ending = { ...grants.ending, byUser: true, orderedAt: now };
    switch (news) {
      case 'signingOut':
        return stateWith([{ ...ending, pending }]);
      case 'notSignedOut':
        return stateWith([{ ...ending, pending: { ...pending, problem } }]);
      case 'givenUp':
        return stateWith([{ ...ending, pending: null }]);
      default:
        return stateWith([], { news: news ?? null });
    }
  };
}

export function requestingState(way: Way, before: 'unlinked' | 'linked' = 'unlinked'): At {
  return now => {
    const pending = { dueAt: now + minute, failures: 0, problem: null };
    const asked = { ...grants.requesting, way, pending, giveUpAt: now + 2 * minute };
    return stateWith(before === 'linked' ? [link(now), asked] : [asked]);
  };
}

/** A pin that is approved in this browser, in its last minutes. */
export function hereState(before: 'unlinked' | 'linked' = 'unlinked'): At {
  return now => {
    const pin = { ...strongPin, expiresAt: now + 3 * minute };
    const waiting = { ...waitingFor(pin, now), way: 'browser' } as const;
    return stateWith(before === 'linked' ? [link(now), waiting] : [waiting]);
  };
}

interface CodeProps {
  readonly code?: string;
  readonly hasProblem?: boolean;
  /** How much time is left, ms. */
  readonly left?: number;
}

/** A code that is typed on another device. */
export function codeState(props: CodeProps = {}): At {
  const { code = shortPin.code, hasProblem = false, left = 11 * minute } = props;
  return now => {
    const waiting = waitingFor({ ...shortPin, code, expiresAt: now + left }, now);
    const problem = hasProblem ? ({ reason: 'outage', sinceAt: now } as const) : null;
    return stateWith([{ ...waiting, pending: { ...waiting.pending, problem } }]);
  };
}

function waitingFor(pin: Pin, now: number): In<'waiting'> {
  const pending = { dueAt: now + 5_000, failures: 0, problem: null };
  return { ...grants.waiting, pin, pending, sentAt: now };
}

export function endedState(reason: Reason, before: 'unlinked' | 'linked' = 'linked'): At {
  return now => {
    const failed = { ...grants.failed, way: 'browser', reason } as const;
    return stateWith(before === 'linked' ? [link(now), failed] : [failed]);
  };
}

/** A tool in the list, and how its access stands. */
interface ListedTool {
  readonly name: string;
  readonly kind: string;
  readonly access: 'given' | 'ending' | 'notEnded' | 'notEnding';
  /** How many days ago plex.tv has seen it; null where it has not. */
  readonly seenDaysAgo: number | null;
}

export const toolsInAllStates: readonly ListedTool[] = [
  { name: 'Kometa', kind: 'kometa', access: 'given', seenDaysAgo: 0 },
  { name: 'Homepage', kind: 'homepage', access: 'given', seenDaysAgo: 22 },
  { name: 'Home Assistant', kind: 'home-assistant', access: 'given', seenDaysAgo: null },
  { name: 'Posterizarr', kind: 'posterizarr', access: 'given', seenDaysAgo: 400 },
  { name: 'Watchlistarr', kind: 'watchlistarr', access: 'ending', seenDaysAgo: 1 },
  { name: 'My own little script', kind: 'other', access: 'notEnded', seenDaysAgo: 1 },
  { name: 'autopulse', kind: 'autopulse', access: 'notEnding', seenDaysAgo: 1 },
];

/** As long as a name may be: of words, and in one piece. */
export const longNames = [
  'My very own little backup script at home',
  'Donaudampfschifffahrtsgesellschaftsdampf',
] as const;

export const longNamedTools: readonly ListedTool[] = longNames.map(name => ({
  name,
  kind: 'other',
  access: 'given',
  seenDaysAgo: null,
}));

export function manyTools(count: number): readonly ListedTool[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `Script ${index + 1}`,
    kind: 'other',
    access: 'given',
    seenDaysAgo: index,
  }));
}

interface HomeProps {
  readonly tools?: readonly ListedTool[];
  readonly isFresh?: boolean;
  readonly isNew?: boolean;
  readonly hasNews?: boolean;
  /** What is otherwise about the account. */
  readonly owner?: Partial<Account>;
  /** Whether plex.tv wants to be left alone. */
  readonly isPaused?: boolean;
  /** Whether plex.tv was last asked on another day. */
  readonly isStale?: boolean;
}

const news: readonly ToolNews[] = [
  { name: 'Kometa', what: 'ended' },
  { name: 'Homepage', what: 'endedAtPlex' },
  { name: 'Wizarr', what: 'notCopied' },
  { name: 'Pulsarr', what: 'unsure' },
  { name: 'Plexist', what: 'otherAccount' },
];

/** A link that works. */
export function homeState(props: HomeProps): At {
  const { tools = [], isFresh, isNew = false, hasNews, owner, isPaused, isStale } = props;
  return now => {
    const greetedAt = isFresh ? null : now - day;
    const held = {
      ...link(now),
      ...(isStale && { confirmedAt: now - day }),
      greetedAt,
      isNewAccount: isNew,
      account: { ...account, ...owner },
    };
    const listed = tools.map(tool => grantOf(tool, now));
    const quietUntil = isPaused ? now + 20 * minute : 0;
    return stateWith([held, ...listed], { toolNews: hasNews ? news : [], quietUntil });
  };
}

function grantOf(listed: ListedTool, now: number): In<'given' | 'removing'> {
  const seenAt = listed.seenDaysAgo === null ? null : now - listed.seenDaysAgo * day;
  const tool = toolOf(listed, now - 30 * day);
  const own = { tool, seenAt };
  if (listed.access === 'given') return { ...grants.given, ...own };
  const problem = { reason: 'outage', sinceAt: now } as const;
  const pending = { dueAt: now + minute, failures: 1, problem: null };
  const how = {
    ending: pending,
    notEnded: { ...pending, problem },
    notEnding: null,
  };
  return { ...grants.removing, ...own, orderedAt: now, pending: how[listed.access] };
}

function toolOf({ name, kind }: Pick<ListedTool, 'name' | 'kind'>, addedAt: number): Tool {
  return { kind, name, account: 'ada', addedAt, replaces: null };
}

/** The same while plex.tv is asked about the link or, for a reason, says nothing of it. */
export function doubted(state: At, reason: Reason | null): At {
  return now => {
    const was = state(now);
    const problem = reason === null ? null : { reason, sinceAt: now - 5 * minute };
    const dueAt = problem === null ? now : now + 5 * minute;
    const isDoubted = ({ id }: Grant) => id === was.link;
    const doubt = (grant: Grant) =>
      grant.phase === 'held' || grant.phase === 'refused'
        ? { ...grant, pending: { dueAt, failures: 3, problem } }
        : grant;
    return { ...was, grants: was.grants.map(grant => (isDoubted(grant) ? doubt(grant) : grant)) };
  };
}

/** A link about which plex.tv says nothing. */
export function troubledState(reason: Reason): At {
  return doubted(homeState({ tools: toolsInAllStates.slice(0, 2) }), reason);
}

/** A link of which plex.tv has not said yet whose account it opens. */
export function namelessState(): At {
  return now => {
    const problem = { reason: 'outage', sinceAt: now } as const;
    const pending = { dueAt: now + minute, failures: 1, problem };
    return stateWith([{ ...grants.held, linkedAt: now, greetedAt: now - day, pending }]);
  };
}

/** A tool that is being given access, that can be copied, or that could not have it; and those before it. */
export function givingState(
  kind: ToolId,
  step: 'asking' | 'handed' | 'copied' | Reason,
  listed: readonly ListedTool[] = [],
): At {
  return now => {
    const tool = toolOf({ name: toolById(kind).name, kind }, now);
    const before = listed.map(one => grantOf(one, now));
    return stateWith([link(now), ...before, givingGrant(tool, step, now)]);
  };
}

function givingGrant(
  tool: Tool,
  step: 'asking' | 'handed' | 'copied' | Reason,
  now: number,
): Grant {
  const pending = { dueAt: now + 10 * minute, failures: 0, problem: null };
  switch (step) {
    case 'asking':
      return { ...grants.requesting, tool, way: null, pending, giveUpAt: lateAt(tool) };
    case 'handed':
      return { ...grants.handed, tool, pending };
    case 'copied':
      return { ...grants.handed, tool, pending, copiedAt: now };
    default:
      return { ...grants.failed, tool, way: null, reason: step };
  }
}

/** plex.tv has ended the link; its tools are there still. */
export function refusedState(): At {
  return now => {
    const refused = { ...grants.refused, account, refusedAt: now };
    return stateWith([refused, ...toolsInAllStates.map(tool => grantOf(tool, now))]);
  };
}
