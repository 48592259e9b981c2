import type { LinkEvent } from './event.ts';
import { removing } from './grant/given.ts';
import { isGivenUp, isWanted, linkOf, mapGrants, tokenOf } from './grants.ts';
import { mostTools } from './intervals.ts';
import type {
  ClientIdentifier,
  Ending,
  Given,
  Grant,
  Removing,
  State,
  Tool,
  ToolNews,
} from './state.ts';

/** A grant that is a tool's. */
export type ToolGrant = Grant & { readonly tool: Tool };

/** How much is told of tools at once: the latest. */
export const mostNews = 5;

export function isTools(grant: Grant): grant is ToolGrant {
  return grant.tool !== null;
}

/** The account that the link opens; null where there is no link, or plex.tv has not said whose it is. */
export function accountOf(state: State): string | null {
  return linkOf(state)?.account?.uuid ?? null;
}

/** The tools that have access to the account of the link, those that are losing it too. */
export function toolsOf(state: State): readonly (Given | Removing)[] {
  const account = accountOf(state);
  return state.grants.flatMap(grant => {
    const isOne = grant.phase === 'given' || grant.phase === 'removing';
    return isOne && grant.tool.account === account ? grant : [];
  });
}

/** Whether there are as many tools of the account of the link as there may be, however far each has come. */
export function isFull(state: State): boolean {
  const account = accountOf(state);
  const known = state.grants.filter(
    ({ tool, phase }) => tool !== null && tool.account === account && phase !== 'failed',
  );
  return known.length >= mostTools;
}

/** The tool that is about to have access: one at a time, so that each press makes one token. */
export function busyToolOf({ grants }: State): ToolGrant | null {
  return grants.filter(isTools).find(isBusy) ?? null;
}

function isBusy(grant: Grant): boolean {
  return isWanted(grant) || tokenOf[grant.phase] === 'tool';
}

/** The link, where it opens that account: nothing else gives a tool access to it. */
export function giverOf(state: State, account: string): ClientIdentifier | null {
  const link = linkOf(state);
  return link?.phase === 'held' && link.account?.uuid === account ? link.id : null;
}

/** The grant whose token opens that account: the link, or one that is about to be ended. */
export function keyTo(state: State, account: string): ClientIdentifier | null {
  const giver = giverOf(state, account);
  if (giver !== null) return giver;
  const keys = state.grants.filter(isLeaving).filter(grant => grant.account === account);
  // One that was given up is never asked about again: whether it is dead would not come out.
  const tried = keys.filter(grant => !isGivenUp(grant));
  const key = tried.find(({ isDoubted }) => !isDoubted) ?? tried[0] ?? keys[0];
  return key?.id ?? null;
}

function isLeaving(grant: Grant): grant is Ending {
  return grant.phase === 'ending' && grant.tool === null;
}

/**
 * Whether a token is needed still, to end the access of tools before it is ended itself. Of several
 * that open their account, each is: nobody knows which of them are alive.
 */
export function isNeeded(state: State, grant: Ending): boolean {
  const { account } = grant;
  if (!isLeaving(grant) || account === null || keyTo(state, account) === state.link) return false;
  return state.grants.some(
    ({ phase, pending, tool }) =>
      phase === 'removing' && pending !== null && tool.account === account,
  );
}

/**
 * Whether its end is for the user to bring about at Plex: it was given up, or no token opens its account
 * before that is linked again.
 */
export function isForUser(state: State, grant: Ending | Removing): boolean {
  if (grant.pending === null) return true;
  return grant.phase === 'removing' && keyTo(state, grant.tool.account) === null;
}

/** What is to be ended, but for the tools that are listed: their rows say so. */
export function endsOf(state: State): readonly (Ending | Removing)[] {
  const listed = toolsOf(state);
  return state.grants.flatMap(grant => {
    if (grant.phase === 'ending') return grant;
    return grant.phase === 'removing' && !listed.includes(grant) ? grant : [];
  });
}

/** What was replaced ends, once what replaces it was handed over. */
export function withoutReplaced(state: State, now: number): State {
  const replaced = state.grants.flatMap(({ phase, tool }) =>
    phase === 'given' ? (tool.replaces ?? []) : [],
  );
  return mapGrants(state, grant =>
    grant.phase === 'given' && replaced.includes(grant.id) ? removing(grant, now) : grant,
  );
}

/** The state with what there is to tell of tools after a step: only what concerns this very link. */
export function withToolNews(before: State, after: State, event: LinkEvent): State {
  if (before.link !== after.link) {
    return after.toolNews.length === 0 ? after : { ...after, toolNews: [] };
  }
  const account = accountOf(after);
  const news = before.grants.filter(isTools).flatMap(was => {
    const what = was.tool.account === account ? newsOf(was, after, event) : null;
    return what === null ? [] : { name: was.tool.name, what };
  });
  return news.length === 0
    ? after
    : { ...after, toolNews: [...after.toolNews, ...news].slice(-mostNews) };
}

function newsOf(was: ToolGrant, { grants }: State, event: LinkEvent): ToolNews['what'] | null {
  const is = grants.find(({ id }) => id === was.id);
  const about = 'id' in event && event.id === was.id ? event.type : null;
  // Whoever has pressed for it knows.
  if (about === 'donePressed' || about === 'endAccessPressed') return null;
  switch (was.phase) {
    case 'approving':
    case 'waiting':
    case 'verifying': {
      const isLeft = is?.phase === 'ending' || (is?.phase === 'waiting' && !isBusy(is));
      const isDead = was.phase === 'verifying' && is === undefined;
      if (!isBusy(was) || !(isLeft || isDead)) return null;
      const isNamed = about !== null && event.type === 'accountRead' && event.account.uuid !== null;
      return isLeft && isNamed ? 'otherAccount' : 'unsure';
    }
    case 'handed':
      return is?.phase === 'ending' ? 'notCopied' : null;
    case 'given':
      return is === undefined ? 'endedAtPlex' : null;
    case 'removing': {
      const isReplaced = grants.some(({ tool }) => tool?.replaces === was.id);
      return is === undefined && !isReplaced && event.type !== 'forgetPressed' ? 'ended' : null;
    }
    case 'requesting':
    case 'failed':
    case 'held':
    case 'refused':
    case 'ending':
      return null;
  }
}
