import * as v from 'valibot';
import { longestLife, pendingAt } from '../core/intervals.ts';
import { recordedEvents } from '../core/journal.ts';
import { reasons } from '../core/state.ts';
import { toolNameForm } from '../core/tool-name.ts';
import { mostNews } from '../core/tools.ts';
import type { View } from '../core/view.ts';

/** The version of what is stored. A change of the schemas needs another one, and a migration. */
export const version = 4;

/** More than a date can say is no time, and could not be shown, epoch ms. */
export const latestTime = 8.64e15;

/**
 * A point in time, epoch ms. Every time is this very schema, bare or with a fallback, so that a test
 * can find them all.
 */
export const time = v.pipe(v.number(), v.minValue(0), v.maxValue(latestTime));

/** A time without which the rest is still worth something: it is unknown, or long ago. */
const anyTime = v.fallback(time, 0);

/** How often something has happened. */
const count = v.fallback(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0);

/** What an answer or the next step gives anew. */
const flag = v.fallback(v.boolean(), false);

/** A random UUID; those of older versions may share one, and are told apart behind a slash. */
export const identifierSchema = v.pipe(
  v.string(),
  v.maxLength(64),
  v.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\/\d+)?$/i),
);

/** A header can hold it, and no line of a file can be broken by it. */
export const tokenSchema = v.pipe(v.string(), v.regex(/^[\w.-]{8,4096}$/));

const reason = v.picklist(reasons);
const way = v.picklist(['browser', 'device']);

/** A number that names something. */
const number = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const pendingSchema = v.object({
  dueAt: anyTime,
  failures: count,
  problem: v.fallback(v.nullable(v.object({ reason, sinceAt: anyTime })), null),
});

/** A question without which a grant would be forgotten: where it is damaged, it is due. */
const anyPending = v.fallback(pendingSchema, pendingAt(0));

/** A question that comes again by itself. */
const optionalPending = v.fallback(v.nullable(pendingSchema), null);

const noPending = v.fallback(v.null(), null);

const pinId = number;

/** What is believed of a pin's time where it is not known: whatever plex.tv says is news then. */
const expiresIn = v.fallback(
  v.pipe(v.number(), v.minValue(0), v.maxValue(longestLife / 1_000)),
  longestLife / 1_000,
);

const pinSchema = v.object({
  id: pinId,
  code: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{4,64}$/)),
  expiresAt: time,
  expiresIn,
  graceGiven: flag,
  location: v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(250))), null),
  trusted: flag,
});

/** What plex.tv calls an account. */
const uuid = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));

/** plex.tv tells all of it again: what is damaged is unknown until then. */
const accountSchema = v.object({
  uuid: v.fallback(v.nullable(uuid), null),
  name: v.pipe(v.string(), v.maxLength(200)),
  email: v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(254))), null),
  hasPass: v.fallback(v.nullable(v.boolean()), null),
  role: v.fallback(v.nullable(v.picklist(['home', 'managed'])), null),
  thumb: v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(2_000), v.url())), null),
  avatar: v.fallback(
    v.nullable(v.pipe(v.string(), v.maxLength(100_000), v.startsWith('data:image/'))),
    null,
  ),
});

const toolName = v.pipe(v.string(), v.regex(toolNameForm));

const toolSchema = v.object({
  kind: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
  name: toolName,
  account: uuid,
  addedAt: anyTime,
  replaces: v.fallback(v.nullable(identifierSchema), null),
});

/** The number of a grant is for the journal alone: without it the grant is as good. */
const named = { id: identifierSchema, number: v.fallback(number, 1) };

const anyGrant = { ...named, tool: v.nullable(toolSchema) };

const toolGrant = { ...named, tool: toolSchema };

/** Null where it was never in the list. */
const seenAt = v.fallback(v.nullable(time), null);

/** The same as for any question, but that it may have been given up. */
const anyPendingUnlessGivenUp = v.fallback(v.nullable(pendingSchema), pendingAt(0));

const anyLink = { linkedAt: anyTime, account: v.fallback(v.nullable(accountSchema), null) };

const anyGrantSchema = v.variant('phase', [
  v.object({
    ...anyGrant,
    phase: v.literal('requesting'),
    way: v.nullable(way),
    pending: anyPending,
    giveUpAt: time,
  }),
  v.object({
    ...toolGrant,
    phase: v.literal('approving'),
    pin: pinSchema,
    // Where nobody knows, it may have been approved.
    isAsked: v.fallback(v.boolean(), true),
    pending: anyPending,
  }),
  v.object({
    ...anyGrant,
    phase: v.literal('waiting'),
    way: v.nullable(way),
    pin: pinSchema,
    pending: anyPending,
    sentAt: anyTime,
    hurried: count,
    heardAt: anyTime,
    hearing: flag,
    // Where nobody knows whether it is wanted, no link may come of it.
    abandonedAt: v.fallback(v.nullable(time), 0),
  }),
  v.object({
    ...anyGrant,
    phase: v.literal('failed'),
    way: v.nullable(way),
    reason,
    pending: noPending,
  }),
  v.object({
    ...anyGrant,
    phase: v.literal('held'),
    ...anyLink,
    confirmedAt: anyTime,
    isNewAccount: flag,
    greetedAt: v.fallback(v.nullable(time), null),
    pending: optionalPending,
  }),
  v.object({
    ...anyGrant,
    phase: v.literal('refused'),
    ...anyLink,
    refusedAt: anyTime,
    pending: optionalPending,
  }),
  v.object({ ...toolGrant, phase: v.literal('verifying'), pending: anyPending }),
  v.object({
    ...toolGrant,
    phase: v.literal('handed'),
    // A token that may have been copied is not ended behind its owner's back.
    copiedAt: v.fallback(v.nullable(time), 0),
    pending: anyPending,
  }),
  v.object({ ...toolGrant, phase: v.literal('given'), seenAt, pending: noPending }),
  v.object({
    ...toolGrant,
    phase: v.literal('removing'),
    seenAt,
    orderedAt: anyTime,
    pending: anyPendingUnlessGivenUp,
  }),
  v.object({
    ...anyGrant,
    phase: v.literal('ending'),
    account: v.fallback(v.nullable(uuid), null),
    orderedAt: anyTime,
    byUser: flag,
    isDoubted: flag,
    pending: anyPendingUnlessGivenUp,
  }),
]);

/** A grant. What it cannot live without has no fallback. The link approves the pin of a tool, and no other. */
export const grantSchema = v.pipe(
  anyGrantSchema,
  v.check(grant => !('way' in grant) || (grant.way === null) === (grant.tool !== null)),
);

/** All that is needed of a damaged grant to look after a pin that somebody may still approve. */
export const pinRemainsSchema = v.object({
  ...named,
  pin: v.object({ id: pinId, expiresAt: anyTime, expiresIn }),
  sentAt: anyTime,
});

const toolNewsSchema = v.object({
  name: toolName,
  what: v.picklist(['ended', 'endedAtPlex', 'notCopied', 'unsure', 'otherAccount']),
});

/** The fields of a state that stand for themselves; a damaged one takes no grant with it. */
export const stateSchema = v.object({
  grants: v.pipe(v.array(grantSchema), v.readonly()),
  link: v.fallback(v.nullable(identifierSchema), null),
  quietUntil: anyTime,
  news: v.fallback(v.nullable(v.picklist(['signedOut', 'damaged'])), null),
  toolNews: v.fallback(v.pipe(v.array(toolNewsSchema), v.maxLength(mostNews), v.readonly()), []),
  endsTools: flag,
  grantsMade: count,
});

const statuses = [
  'unlinked',
  'requesting',
  'waiting',
  'expired',
  'failed',
  'linked',
  'revoked',
] as const satisfies View['status'][];

export const entrySchema = v.object({
  at: time,
  lastAt: time,
  event: v.picklist(recordedEvents),
  times: number,
  grant: v.nullable(number),
  http: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(999))),
  reason: v.nullable(reason),
  status: v.picklist(statuses),
});

/**
 * What is stored. The compiler holds it against the core both ways: whatever can be saved is written
 * as this (storage.ts), and whatever the schemas read must be something that can be saved (repair.ts).
 */
export interface Stored {
  readonly version: typeof version;
  readonly state: v.InferOutput<typeof stateSchema>;
  readonly secrets: Readonly<Record<string, v.InferOutput<typeof tokenSchema>>>;
  readonly journal: readonly v.InferOutput<typeof entrySchema>[];
}
