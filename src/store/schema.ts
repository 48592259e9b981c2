import * as v from 'valibot';
import { longestLife, pendingAt } from '../core/intervals.ts';
import { recordedEvents } from '../core/journal.ts';
import { reasons } from '../core/state.ts';
import type { View } from '../core/view.ts';

/** The version of what is stored. A change of the schemas needs another one, and a migration. */
export const version = 3;

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

/** plex.tv tells all of it again: what is damaged is unknown until then. */
const accountSchema = v.object({
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

/** The number of a grant is for the journal alone: without it the grant is as good. */
const anyGrant = { id: identifierSchema, number: v.fallback(number, 1) };

const anyLink = { linkedAt: anyTime, account: v.fallback(v.nullable(accountSchema), null) };

/** A grant. What it cannot live without has no fallback. */
export const grantSchema = v.variant('phase', [
  v.object({
    ...anyGrant,
    phase: v.literal('requesting'),
    way,
    pending: anyPending,
    giveUpAt: time,
  }),
  v.object({
    ...anyGrant,
    phase: v.literal('waiting'),
    way,
    pin: pinSchema,
    pending: anyPending,
    sentAt: anyTime,
    hurried: count,
    heardAt: anyTime,
    hearing: flag,
    // Where nobody knows whether it is wanted, no link may come of it.
    abandonedAt: v.fallback(v.nullable(time), 0),
  }),
  v.object({ ...anyGrant, phase: v.literal('expired'), way, pending: noPending }),
  v.object({ ...anyGrant, phase: v.literal('failed'), way, reason, pending: noPending }),
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
  v.object({
    ...anyGrant,
    phase: v.literal('ending'),
    orderedAt: anyTime,
    byUser: flag,
    isDoubted: flag,
    pending: anyPending,
  }),
  v.object({ ...anyGrant, phase: v.literal('givenUp'), pending: noPending }),
]);

/** All that is needed of a damaged grant to look after a pin that somebody may still approve. */
export const pinRemainsSchema = v.object({
  ...anyGrant,
  pin: v.object({ id: pinId, expiresAt: anyTime, expiresIn }),
  sentAt: anyTime,
});

/** The fields of a state that stand for themselves; a damaged one takes no grant with it. */
export const stateSchema = v.object({
  grants: v.pipe(v.array(grantSchema), v.readonly()),
  link: v.fallback(v.nullable(identifierSchema), null),
  quietUntil: anyTime,
  news: v.fallback(v.nullable(v.picklist(['signedOut', 'damaged'])), null),
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
