import { pendingAt } from './intervals.ts';
import type {
  Failed,
  Grant,
  Held,
  Pending,
  Phase,
  Refused,
  Requesting,
  Saved,
  State,
  Waiting,
  Way,
} from './state.ts';

/**
 * What a token's fate is in each phase: one may come of its pin; in use for a link, or for a tool; to
 * be ended; given to a tool, which alone has it; or that there is none.
 */
export const tokenOf: Record<Phase, 'awaited' | 'link' | 'tool' | 'ended' | 'given' | 'none'> = {
  requesting: 'awaited',
  approving: 'awaited',
  waiting: 'awaited',
  failed: 'none',
  held: 'link',
  refused: 'link',
  verifying: 'tool',
  handed: 'tool',
  given: 'given',
  removing: 'given',
  ending: 'ended',
};

/** Whether its token is in use here. */
export function isInUse({ phase }: Grant): boolean {
  return tokenOf[phase] === 'link' || tokenOf[phase] === 'tool';
}

/** Whether its token is kept here. */
export function isKept(grant: Grant): boolean {
  return isInUse(grant) || tokenOf[grant.phase] === 'ended';
}

/** Whether it has a pin whose approval would be welcome, or is just being given one. */
export function isWanted(grant: Grant): boolean {
  if (grant.phase === 'waiting') return grant.abandonedAt === null;
  return tokenOf[grant.phase] === 'awaited';
}

/** An attempt at a link: what the user is shown instead of the link while there is one. */
export type Attempt = (Requesting | Waiting | Failed) & { readonly tool: null; readonly way: Way };

export function attemptOf({ grants }: State): Attempt | null {
  return grants.find(isAttempt) ?? null;
}

/** A grant that is for no tool has a way: storage lets no other in. */
export function isAttempt(grant: Grant): grant is Attempt {
  return grant.tool === null && (isWanted(grant) || grant.phase === 'failed');
}

/** Whether its end has failed for so long that it is no longer tried. */
export function isGivenUp({ phase, pending }: Grant): boolean {
  return pending === null && (phase === 'ending' || phase === 'removing');
}

/** The grant that the link is, where there is one. */
export function linkOf({ grants, link }: State): Held | Refused | null {
  const grant = grants.find(({ id }) => id === link);
  return grant?.phase === 'held' || grant?.phase === 'refused' ? grant : null;
}

/** The state with one more grant, whose pin is to be asked for. */
export function withRequest(
  state: State,
  wanted: Pick<Requesting, 'id' | 'tool' | 'way' | 'giveUpAt'>,
  now: number,
): State {
  const number = state.grantsMade + 1;
  const grant: Grant = { ...wanted, number, phase: 'requesting', pending: pendingAt(now) };
  return { ...state, grants: [...state.grants, grant], grantsMade: number };
}

/** What becomes of the link; the very same state where there is none. */
export function mapLink(state: State, become: (link: Held | Refused) => Grant): State {
  const link = linkOf(state);
  return mapGrants(state, grant => (grant === link ? become(link) : grant));
}

/** What becomes of each grant; one that becomes nothing is over. The very same state where all are. */
export function mapGrants(state: State, become: (grant: Grant) => Grant | null): State {
  const grants = state.grants.flatMap(grant => become(grant) ?? []);
  const isSame =
    grants.length === state.grants.length && grants.every((grant, i) => grant === state.grants[i]);
  return isSame ? state : { ...state, grants };
}

/** The same grant with this question: the very same where it is the very same question. */
export function withPending<Any extends Grant>(grant: Any, pending: Pending | null): Any {
  return pending === grant.pending ? grant : { ...grant, pending };
}

/** The same secrets with this state: the very same `saved` where it is the very same state. */
export function withState(saved: Saved, state: State): Saved {
  return state === saved.state ? saved : { ...saved, state };
}
