import * as v from 'valibot';
import { type Entry, notedEvents } from './link/journal.ts';
import {
  type Kept,
  type Link,
  newsOfUnlinked,
  nothingKept,
  reasons,
  type SignOut,
  type Unlinked,
} from './link/kept.ts';
import { restOf, withRest } from './link/rest.ts';

/** The version of what is kept. Version 1 named none, and kept less. */
export const version = 2;

/** What the background keeps, as it was read. */
export interface Read {
  readonly kept: Kept;
  /** Whether it differs from what is stored: it was old or damaged. */
  readonly isMended: boolean;
}

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

const linkSchema = v.variant('status', [
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
const leftSchema = v.object({
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
const signOutSchema = v.object({
  token: v.string(),
  spare: v.fallback(v.boolean(), true),
  asked: v.fallback(v.boolean(), false),
  askAt: anyTime,
  failures,
});

const entrySchema = v.object({
  at: time,
  event: v.picklist(notedEvents),
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

/** The link as it is stored by this version or an older one; null where it cannot be read. */
export function parseLink(stored: unknown): Link | null {
  const parsed = v.safeParse(linkSchema, upToDate(stored));
  return parsed.success ? parsed.output : null;
}

export function parseJournal(stored: unknown): readonly Entry[] {
  return readable(entrySchema, stored);
}

/** Everything that is kept, made whole again where it is damaged. The token counts most. */
export function parseKept(stored: Record<string, unknown>): Read {
  const { token, left, signOuts } = stored;
  const link = parseLink(stored.link);
  const isDamaged = link === null && stored.link !== undefined;
  // Somebody may approve the pin of a damaged attempt still: it is left, and looked after.
  const pins = isDamaged && isRecord(stored.link) ? [stored.link.pin] : [];
  const kept: Kept = {
    link: link ?? { status: 'unlinked', news: isDamaged ? 'damaged' : null },
    token: typeof token === 'string' && token !== '' ? token : null,
    left: readable(leftSchema, Array.isArray(left) ? [...left, ...pins] : pins),
    signOuts: readable(signOutSchema, signOuts),
  };
  const agreed = agree(kept);
  const isOld = stored.link !== undefined && stored.version !== version;
  return { kept: agreed, isMended: isOld || isDamaged || agreed !== kept };
}

/** There is a token exactly where there is a link to it. Where the record says otherwise, the token is right. */
function agree(kept: Kept): Kept {
  const rest = restOf(kept.link);
  if (kept.token === null) {
    const isRight = rest.status === 'unlinked' && !isToldInVain(rest, kept.signOuts);
    return isRight ? kept : withRest(kept, { status: 'unlinked', news: 'damaged' });
  }
  if (rest.status !== 'unlinked') return kept;
  const unknown = { linkedAt: 0, account: null, confirmedAt: 0, trouble: null };
  return withRest(kept, { status: 'linked', ...unknown, retry: { askAt: 0, failures: 0 } });
}

/** Whether the popup would wait for a sign-out that nobody knows of any more. */
function isToldInVain({ news }: Unlinked, signOuts: readonly SignOut[]): boolean {
  const isWaiting = news === 'signingOut' || news === 'notSignedOut';
  return isWaiting && !signOuts.some(({ asked }) => asked);
}

/** What can be read of a list: one damaged entry takes none of the others with it. */
function readable<Value>(schema: v.GenericSchema<unknown, Value>, stored: unknown): Value[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap(entry => {
    const parsed = v.safeParse(schema, entry);
    return parsed.success ? [parsed.output] : [];
  });
}

/** What version 1 did not keep, and how it stood then. */
const added: Record<string, object> = {
  unlinked: { news: null },
  linked: { confirmedAt: 0 },
  requesting: { before: nothingKept.link },
  waiting: { before: nothingKept.link },
  expired: { before: nothingKept.link },
  failed: { before: nothingKept.link },
};

function upToDate(link: unknown): unknown {
  if (!isRecord(link)) return link;
  const account = isRecord(link.account)
    ? { email: null, hasPass: null, role: null, thumb: null, ...link.account }
    : link.account;
  return { ...added[String(link.status)], ...link, account };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
