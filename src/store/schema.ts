import * as v from 'valibot';
import { recordedEvents } from '../core/journal.ts';
import { newsOfUnlinked, reasons } from '../core/state.ts';

/** The version of what is kept. Version 1 named none, and kept less. */
export const version = 2;

/** A point in time, epoch ms. More than a date can say is no time, and could not be shown. */
const time = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));

/** A time without which the rest is still worth something: it is unknown, or long ago. */
const anyTime = v.fallback(time, 0);

/** How often something has failed. */
const failures = v.fallback(v.number(), 0);

const retrySchema = v.object({ askAt: anyTime, failures });
const reason = v.picklist(reasons);
const pinSchema = v.object({
  id: v.number(),
  code: v.pipe(v.string(), v.nonEmpty()),
  address: v.pipe(v.string(), v.nonEmpty()),
  expiresAt: time,
  expiresIn: v.number(),
  doubted: v.boolean(),
});
const accountSchema = v.object({
  name: v.string(),
  email: v.nullable(v.string()),
  hasPass: v.nullable(v.boolean()),
  role: v.nullable(v.picklist(['home', 'managed'])),
  thumb: v.nullable(v.string()),
  avatar: v.nullable(v.string()),
});

/** Whatever is damaged here, plex.tv tells again. */
const held = {
  linkedAt: anyTime,
  account: v.fallback(v.nullable(accountSchema), null),
  retry: v.fallback(v.nullable(retrySchema), null),
  trouble: v.fallback(v.nullable(v.object({ reason, sinceAt: time })), null),
};

const rests = [
  v.object({
    status: v.literal('unlinked'),
    news: v.fallback(v.nullable(v.picklist(newsOfUnlinked)), null),
  }),
  v.object({ status: v.literal('linked'), ...held, confirmedAt: anyTime }),
  v.object({ status: v.literal('revoked'), ...held, revokedAt: anyTime }),
] as const;

/** Where it is damaged the token says whether there was a link. */
const before = v.fallback(v.variant('status', rests), { status: 'unlinked', news: null });

const attempt = { way: v.picklist(['browser', 'device']), before };

export const linkSchema = v.variant('status', [
  ...rests,
  v.object({
    status: v.literal('requesting'),
    ...attempt,
    attempt: v.string(),
    askAt: time,
    giveUpAt: time,
  }),
  v.object({
    status: v.literal('waiting'),
    ...attempt,
    pin: pinSchema,
    checkedAt: time,
    checkAt: time,
    heardAt: time,
    hearing: v.boolean(),
    trouble: v.nullable(v.object({ reason, failures: v.number() })),
  }),
  v.object({ status: v.literal('expired'), ...attempt }),
  v.object({ status: v.literal('failed'), ...attempt, reason }),
]);

/** Of a pin that was left only the id is needed: it is asked for, and then its end is known. */
export const leftSchema = v.object({
  id: v.number(),
  expiresAt: anyTime,
  // The longest that any pin lives, s, so that whatever plex.tv says is news.
  expiresIn: v.fallback(v.number(), 1_800),
  doubted: v.fallback(v.boolean(), false),
  leftAt: anyTime,
  askAt: anyTime,
  failures,
});

/** Of a token to sign out only the token. Where it may be the only good one, that is tried first. */
export const signOutSchema = v.object({
  token: v.string(),
  spare: v.fallback(v.boolean(), true),
  asked: v.fallback(v.boolean(), false),
  askAt: anyTime,
  failures,
});

export const entrySchema = v.object({
  at: time,
  event: v.picklist(recordedEvents),
  times: v.number(),
  http: v.nullable(v.number()),
  reason: v.nullable(reason),
  status: v.picklist(linkSchema.options.map(({ entries }) => entries.status.literal)),
});

/** What is stored. Whatever can be kept, the schemas must be able to read: the compiler sees to it. */
export interface Stored {
  readonly version: number;
  readonly link: v.InferOutput<typeof linkSchema>;
  readonly token: string | null;
  readonly left: readonly v.InferOutput<typeof leftSchema>[];
  readonly signOuts: readonly v.InferOutput<typeof signOutSchema>[];
  readonly journal: readonly v.InferOutput<typeof entrySchema>[];
}
