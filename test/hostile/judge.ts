import { isDeepStrictEqual } from 'node:util';
import type { Effect } from '../../src/core/effect.ts';
import type { LinkEvent } from '../../src/core/event.ts';
import { attemptOf, isKept, linkOf } from '../../src/core/grants.ts';
import type { Entry } from '../../src/core/journal.ts';
import type { Grant, Saved } from '../../src/core/state.ts';
import { parseRecord } from '../../src/store/repair.ts';
import { version } from '../../src/store/schema.ts';
import { forbidden } from './odd.ts';

/** One step of the machine, with all that there is to hold against it. */
export interface Moved {
  readonly before: Saved;
  readonly event: LinkEvent;
  /** The id of the pin that plex.tv was asked about, where the event is an answer to that. */
  readonly pinId: number | null;
  readonly after: Saved;
  readonly effects: readonly Effect[];
  readonly journal: readonly Entry[];
}

/** What is wrong with a step; nothing, for one that is as it must be. */
export function faultsOf(moved: Moved): string[] {
  return [
    ...faultsOfSaved(moved),
    ...faultsOfTokens(moved),
    ...faultsOfLink(moved),
    ...faultsOfTools(moved),
    ...(Object.keys(Object.prototype).length > 0 ? ['a prototype that has grown'] : []),
  ];
}

/** Whatever was answered, the store must know it again as it is. */
function faultsOfSaved({ after, journal }: Moved): string[] {
  const record = structuredClone({ version, ...after, journal });
  const loaded = parseRecord(record);
  const isSame = isDeepStrictEqual(structuredClone(loaded.saved), structuredClone(after));
  return loaded.isRepaired || !isSame ? ['a state that the store does not know'] : [];
}

/** Tokens stand among the secrets, each in its form, where a grant has one, and nowhere else. */
function faultsOfTokens({ event, after, effects, journal }: Moved): string[] {
  const { state, secrets } = after;
  const having = state.grants.filter(isKept);
  const tokens = Object.values(secrets);
  const said = event.type === 'pinClaimed' ? { ...event, authToken: null } : event;
  const orders = effects.map(effect => ({ ...effect, token: null }));
  const seen = JSON.stringify([state, journal, said, orders]);
  const isSomewhere = tokens.some(token => seen.includes(token));
  const isThere = isDeepStrictEqual(Object.keys(secrets).sort(), having.map(({ id }) => id).sort());
  return [
    ...(isThere ? [] : ['a token without a grant, or a grant without its token']),
    ...(tokens.every(token => /^[\w.-]{8,4096}$/.test(token)) ? [] : ['a token of no form']),
    ...(isSomewhere ? ['a token outside the secrets'] : []),
    ...(`${seen}${tokens}`.includes(forbidden) ? ['a token that was not ours'] : []),
  ];
}

/** A link is made by an answer about the pin of the attempt that waited, with the token in it. */
function faultsOfLink({ before, event, pinId, after }: Moved): string[] {
  const { link } = after.state;
  if (link === before.state.link || link === null) return [];
  const attempt = attemptOf(before.state);
  const isClaimed = event.type === 'pinClaimed' && event.id === link;
  const isIts = attempt?.phase === 'waiting' && attempt.id === link && attempt.pin.id === pinId;
  const isToken = isClaimed && event.authToken === after.secrets[link];
  return isClaimed && isIts && isToken ? [] : ['a link without the pin of the attempt'];
}

/** A tool gets a token only by an answer that it opens the account of the link, which is asked for it. */
function faultsOfTools({ before, event, after }: Moved): string[] {
  const isHanded = ({ phase }: Grant) => phase === 'handed' || phase === 'given';
  const known = before.state.grants.filter(isHanded).map(({ id }) => id);
  const handed = after.state.grants.filter(grant => isHanded(grant) && !known.includes(grant.id));
  const link = linkOf(before.state);
  const isProven = ({ id }: Grant) =>
    event.type === 'accountRead' &&
    event.id === id &&
    event.account.uuid !== null &&
    event.account.uuid === link?.account?.uuid;
  return handed.every(isProven)
    ? []
    : ['a token handed to a tool of another account than the link'];
}

/** What is wrong with something that is told, or asked for at an address: that a token is in it. */
export function faultsOfTold(told: unknown, tokens: readonly string[]): string[] {
  const text = typeof told === 'string' ? told : JSON.stringify(told);
  const isTold = [...tokens, forbidden].some(secret => secret !== '' && text.includes(secret));
  return isTold ? ['a token where none may be'] : [];
}
