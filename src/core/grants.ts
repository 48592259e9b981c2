import type {
  Expired,
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
} from './state.ts';

/** What a token's fate is in each phase: in use, to be ended, or that there is none. */
export const tokenOf: Record<Phase, 'used' | 'ended' | 'none'> = {
  requesting: 'none',
  waiting: 'none',
  expired: 'none',
  failed: 'none',
  held: 'used',
  refused: 'used',
  ending: 'ended',
  givenUp: 'ended',
};

/** An attempt at a link: what the user is shown instead of the link while there is one. */
export type Attempt = Requesting | Waiting | Expired | Failed;

export function attemptOf({ grants }: State): Attempt | null {
  return grants.find(isAttempt) ?? null;
}

function isAttempt(grant: Grant): grant is Attempt {
  switch (grant.phase) {
    case 'requesting':
    case 'expired':
    case 'failed':
      return true;
    case 'waiting':
      return grant.abandonedAt === null;
    case 'held':
    case 'refused':
    case 'ending':
    case 'givenUp':
      return false;
  }
}

/** The grant that the link is, where there is one. */
export function linkOf({ grants, link }: State): Held | Refused | null {
  const grant = grants.find(({ id }) => id === link);
  return grant?.phase === 'held' || grant?.phase === 'refused' ? grant : null;
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
