import * as v from 'valibot';
import { ending } from '../core/grant/ending.ts';
import { claimed } from '../core/grant/held.ts';
import { abandoned, pinCreated } from '../core/grant/waiting.ts';
import { isAttempt, isInUse, isKept, tokenOf } from '../core/grants.ts';
import { pendingAt } from '../core/intervals.ts';
import type { ClientIdentifier, Grant, Held, Secrets, State, Waiting } from '../core/state.ts';
import { isRecord, unknownCode } from './record.ts';
import { grantSchema, latestTime, pinRemainsSchema, stateSchema } from './schema.ts';

/** Whether there is a token for a grant. */
type HasToken = (grant: Grant) => boolean;

/**
 * The state, made whole where it is damaged. A token counts more than the record around it: there is
 * one exactly where a grant has one, and where they disagree the token is right.
 *
 * @param secrets null where they were not asked for: then each grant has the token that it needs
 */
export function parseState(stored: unknown, secrets: Secrets | null): State {
  const known = isRecord(stored) ? stored : {};
  const { news, ...plain } = v.parse(stateSchema, { ...known, grants: [] });
  const read = readGrants(known.grants);
  const orphans = orphansOf(read, secrets, plain.grantsMade);
  const hasToken: HasToken = grant =>
    secrets === null ? isKept(grant) : Object.hasOwn(secrets, grant.id);
  // Where it is known which was the link, or that there was none, no other unknown token is it.
  const isKnown = known.link === null || plain.link !== null;
  const likely = isKnown ? orphans.filter(({ id }) => id === plain.link) : orphans;
  const link = findLink([...likely, ...read].filter(hasToken), plain.link);
  const grants = [...read, ...orphans].flatMap(grant =>
    agreeing(grant, hasToken(grant), grant.id === link),
  );
  const isLost = known.link !== null || isAnyLost(known.grants, read, hasToken);
  return {
    grants: withOneAttempt(grants),
    link,
    quietUntil: plain.quietUntil,
    news: link === null && isLost ? 'damaged' : news,
    toolNews: plain.toolNews,
    endsTools: plain.endsTools,
    grantsMade: Math.max(plain.grantsMade, ...grants.map(({ number }) => number)),
  };
}

/** What can be read of the list: one damaged grant takes none of the others with it. */
function readGrants(stored: unknown): readonly Grant[] {
  const grants = Array.isArray(stored) ? stored.flatMap(readGrant) : [];
  return grants.filter(({ id }, i) => grants.findIndex(other => other.id === id) === i);
}

function readGrant(stored: unknown): readonly Grant[] {
  const whole = v.safeParse(grantSchema, stored);
  if (whole.success) return [whole.output];
  const remains = v.safeParse(pinRemainsSchema, stored);
  return remains.success ? [abandonedPin(remains.output)] : [];
}

/** Somebody may approve the pin of a damaged grant still: it is looked after, and what comes of it is ended. */
function abandonedPin({
  id,
  number,
  pin,
  sentAt,
}: v.InferOutput<typeof pinRemainsSchema>): Waiting {
  const whole = { ...pin, code: unknownCode, graceGiven: false, location: null, trusted: false };
  const waiting = pinCreated({ id, number, tool: null, way: 'device' }, { pin: whole }, sentAt);
  return { ...abandoned(waiting, sentAt), pending: pendingAt(0) };
}

/** Grants for the tokens that have none which could be read. */
function orphansOf(read: readonly Grant[], secrets: Secrets | null, made: number): readonly Held[] {
  const last = Math.max(made, ...read.map(({ number }) => number));
  return Object.keys(secrets ?? {})
    .filter(id => !read.some(grant => grant.id === id))
    .map((id, i) => unknownLink(id, Math.min(last + i + 1, Number.MAX_SAFE_INTEGER)));
}

/** A token of which nothing else is known: plex.tv is asked at once, and its owner is told whose it is. */
function unknownLink(id: ClientIdentifier, number: number): Held {
  return claimed({ id, number, tool: null }, { isNewAccount: false }, 0);
}

/** The link among the grants that have a token: the one that is named, else the last that was in use. */
function findLink(
  grants: readonly Grant[],
  named: ClientIdentifier | null,
): ClientIdentifier | null {
  const links = grants.filter(({ tool, phase }) => tool === null && tokenOf[phase] !== 'ended');
  if (links.some(({ id }) => id === named)) return named;
  return links.findLast(isInUse)?.id ?? null;
}

/** The grant in a phase that agrees with whether it has a token, and is the link. */
function agreeing(grant: Grant, hasToken: boolean, isLink: boolean): readonly Grant[] {
  const token = tokenOf[grant.phase];
  if (!hasToken) return isKept(grant) ? [] : [grant];
  if (isLink) return [token === 'link' ? asking(grant) : unknownLink(grant.id, grant.number)];
  if (token === 'tool' || token === 'ended') return [grant];
  // When it was ordered is not known: a time that lies ahead counts as now (clock.ts).
  return [{ ...ending(grant, 0), orderedAt: latestTime }];
}

/** Whose account it is may be lost. It is asked for again, and not only on the next day. */
function asking(grant: Grant): Grant {
  const isUnknown = grant.phase === 'held' && grant.account === null;
  return isUnknown && grant.pending === null ? { ...grant, pending: pendingAt(0) } : grant;
}

/** Whether a grant cannot be read as it was, or lacks the token that it needs. */
function isAnyLost(stored: unknown, read: readonly Grant[], hasToken: HasToken): boolean {
  if (!Array.isArray(stored) || stored.some(grant => !v.is(grantSchema, grant))) return true;
  return read.some(grant => isKept(grant) && !hasToken(grant));
}

/** Only one attempt can be wanted, the first: nobody would see the others. */
function withOneAttempt(grants: readonly Grant[]): readonly Grant[] {
  const attempt = grants.find(isAttempt);
  return grants.flatMap(grant => {
    if (grant === attempt || !isAttempt(grant)) return [grant];
    return grant.phase === 'waiting' ? [abandoned(grant, grant.sentAt)] : [];
  });
}
