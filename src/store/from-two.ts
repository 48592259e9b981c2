import * as v from 'valibot';
import {
  isRecord,
  recordOf,
  recordsOf,
  type StoredRecord,
  unknownCode,
  unknownIdentifier,
} from './record.ts';
import { tokenSchema } from './schema.ts';

/** A grant of version 3 that still lacks its name, and its token where it has one. */
interface Draft {
  readonly grant: StoredRecord;
  readonly token?: unknown;
}

/**
 * Version 2 knew one link, one token, and lists of pins and tokens to look after, all under the one
 * identifier of the install. plex.tv knows a pin only under the identifier that has made it: so the
 * grants share it, and are told apart behind a slash. That part is never sent.
 */
export function fromTwo(record: StoredRecord): StoredRecord {
  const { clientIdentifier, link } = record;
  const rest = restOf(link);
  const links = linkDrafts(rest, record.token);
  const drafts = [
    ...links,
    ...attemptDrafts(link),
    ...recordsOf(record.left).map(leftDraft),
    ...recordsOf(record.signOuts).map(signOutDraft),
  ];
  const identifier = v.is(v.pipe(v.string(), v.uuid()), clientIdentifier)
    ? clientIdentifier
    : unknownIdentifier;
  const idOf = (index: number) => (index === 0 ? identifier : `${identifier}/${index + 1}`);
  const tokens = drafts.flatMap(({ token }, i) => (token === undefined ? [] : [[idOf(i), token]]));
  return {
    version: 3,
    state: {
      grants: drafts.map(({ grant }, i) => ({ id: idOf(i), number: i + 1, ...grant })),
      link: links.length > 0 ? identifier : null,
      quietUntil: 0,
      // How sign-outs go is seen from them now.
      news: rest.news === 'signedOut' || rest.news === 'damaged' ? rest.news : null,
      grantsMade: drafts.length,
    },
    // There are some already where version 2 was installed again after this one.
    secrets: { ...recordOf(record.secrets), ...Object.fromEntries(tokens) },
    journal: [],
  };
}

/** How it stood where no attempt was under way. */
function restOf(link: unknown): StoredRecord {
  const known = recordOf(link);
  return 'before' in known ? recordOf(known.before) : known;
}

/** The link. Where there is a token there is one, whatever the rest says: then nothing is known of it. */
function linkDrafts(rest: StoredRecord, token: unknown): readonly Draft[] {
  const { linkedAt, account, retry, trouble } = rest;
  const pending = isRecord(retry) ? pendingOf(retry.askAt, retry.failures, trouble) : null;
  const known = { linkedAt, account, pending };
  if (rest.status === 'linked') {
    const { confirmedAt } = rest;
    const added = { isNewAccount: false, greetedAt: linkedAt };
    return [{ grant: { ...known, phase: 'held', confirmedAt, ...added }, token }];
  }
  if (rest.status === 'revoked') {
    return [{ grant: { ...known, phase: 'refused', refusedAt: rest.revokedAt }, token }];
  }
  return v.is(tokenSchema, token) ? [{ grant: { phase: 'held' }, token }] : [];
}

/** The attempt, also where it is damaged: what can be saved of it is. */
function attemptDrafts(link: unknown): readonly Draft[] {
  const known = recordOf(link);
  const { status, way } = known;
  switch (status) {
    case 'unlinked':
    case 'linked':
    case 'revoked':
      return [];
    case 'requesting': {
      const { askAt, giveUpAt } = known;
      return [{ grant: { phase: status, way, pending: pendingOf(askAt, 0, null), giveUpAt } }];
    }
    case 'expired':
      return [{ grant: { phase: status, way, pending: null } }];
    case 'failed':
      return [{ grant: { phase: status, way, reason: reasonOf(known.reason), pending: null } }];
    case 'waiting':
      return [{ grant: waitingGrant(known) }];
    default:
      return link === undefined ? [] : [{ grant: { pin: known.pin } }];
  }
}

function waitingGrant({ way, pin, checkedAt, checkAt, heardAt, hearing, trouble }: StoredRecord) {
  const { reason, failures = 0 } = recordOf(trouble);
  const problem = isRecord(trouble) ? { reason, sinceAt: checkedAt } : null;
  return {
    phase: 'waiting',
    way,
    pin: pinOf(recordOf(pin)),
    pending: pendingOf(checkAt, failures, problem),
    sentAt: checkedAt,
    hurried: 0,
    heardAt,
    hearing,
    abandonedAt: null,
  };
}

/** A pin that its owner had turned away from. */
function leftDraft(left: StoredRecord): Draft {
  const { leftAt, askAt, failures } = left;
  const grant = {
    phase: 'waiting',
    way: 'device',
    pin: pinOf({ ...left, code: unknownCode }),
    pending: pendingOf(askAt, failures, null),
    sentAt: leftAt,
    hurried: 0,
    heardAt: 0,
    hearing: false,
    abandonedAt: leftAt,
  };
  return { grant };
}

/** A token that was to be ended. When that was ordered nobody knows: not long before it was asked for. */
function signOutDraft({ token, asked, askAt, failures }: StoredRecord): Draft {
  // Why it has failed was not kept, but that it has must be told.
  const hasFailed = typeof failures === 'number' && failures > 0;
  const problem = hasFailed ? { reason: 'unreachable', sinceAt: askAt } : null;
  const pending = pendingOf(askAt, failures, problem);
  const byUser = asked === true;
  return { grant: { phase: 'ending', orderedAt: askAt, byUser, isDoubted: false, pending }, token };
}

function pinOf({ id, code, expiresAt, expiresIn, doubted }: StoredRecord): StoredRecord {
  return { id, code, expiresAt, expiresIn, graceGiven: doubted, location: null, trusted: false };
}

function pendingOf(dueAt: unknown, failures: unknown, trouble: unknown): StoredRecord {
  const { reason, sinceAt } = recordOf(trouble);
  const problem = isRecord(trouble) ? { reason: reasonOf(reason), sinceAt } : null;
  return { dueAt, failures, problem };
}

/** Nobody says «declined» any more: who has declined is not known. */
function reasonOf(reason: unknown): unknown {
  return reason === 'declined' ? 'gone' : reason;
}
