import * as v from 'valibot';
import { type Entry, notedEvents } from './link/journal.ts';
import {
  type Kept,
  type LeftPin,
  type Link,
  newsOfUnlinked,
  nothingKept,
  reasons,
  type SignOut,
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

const retry = { askAt: v.number(), failures: v.number() };
const reason = v.picklist(reasons);
const pinSchema = v.object({
  id: v.number(),
  code: v.string(),
  address: v.string(),
  expiresAt: v.number(),
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

const rests = [
  v.object({
    status: v.literal('unlinked'),
    news: v.nullable(v.picklist(newsOfUnlinked)),
  }),
  v.object({
    status: v.literal('linked'),
    linkedAt: v.number(),
    account: v.nullable(accountSchema),
    confirmedAt: v.number(),
    trouble: v.nullable(v.object({ reason, sinceAt: v.number() })),
    retry: v.nullable(v.object(retry)),
  }),
  v.object({
    status: v.literal('revoked'),
    linkedAt: v.number(),
    account: v.nullable(accountSchema),
    revokedAt: v.number(),
  }),
] as const;

const attempt = { way: v.picklist(['browser', 'device']), before: v.variant('status', rests) };

const linkSchema: v.GenericSchema<unknown, Link> = v.variant('status', [
  ...rests,
  v.object({
    status: v.literal('requesting'),
    ...attempt,
    attempt: v.string(),
    askAt: v.number(),
    giveUpAt: v.number(),
  }),
  v.object({
    status: v.literal('waiting'),
    ...attempt,
    pin: pinSchema,
    checkedAt: v.number(),
    checkAt: v.number(),
    heardAt: v.number(),
    hearing: v.boolean(),
    trouble: v.nullable(v.object({ reason, failures: v.number() })),
  }),
  v.object({ status: v.literal('expired'), ...attempt }),
  v.object({ status: v.literal('failed'), ...attempt, reason }),
]);

/** A number that may be damaged: then what it says is long due. */
const anyTime = v.fallback(v.number(), 0);

/** Of a pin that was left only the id is needed: it is asked for once, and then it is known. */
const leftSchema: v.GenericSchema<unknown, LeftPin> = v.object({
  id: v.number(),
  expiresAt: anyTime,
  expiresIn: anyTime,
  doubted: v.fallback(v.boolean(), false),
  leftAt: anyTime,
  askAt: anyTime,
  failures: anyTime,
});

/** Of a token to sign out only the token. Where it may be the only good one, that is tried first. */
const signOutSchema: v.GenericSchema<unknown, SignOut> = v.object({
  token: v.string(),
  spare: v.fallback(v.boolean(), true),
  asked: v.fallback(v.boolean(), false),
  askAt: anyTime,
  failures: anyTime,
});

const entrySchema: v.GenericSchema<unknown, Entry> = v.object({
  at: v.number(),
  event: v.picklist(notedEvents),
  times: v.number(),
  http: v.nullable(v.number()),
  reason: v.nullable(reason),
  status: v.picklist([
    'unlinked',
    'linked',
    'revoked',
    'requesting',
    'waiting',
    'expired',
    'failed',
  ]),
});

/** The link as it is stored by this version or an older one; null where it cannot be read. */
export function parseLink(stored: unknown): Link | null {
  const parsed = v.safeParse(linkSchema, upToDate(stored));
  return parsed.success ? parsed.output : null;
}

export function parseJournal(stored: unknown): readonly Entry[] {
  return readable(entrySchema, stored);
}

/** Everything that is kept, made whole again where it is damaged. The token counts most. */
export function parseKept(stored: Record<keyof Kept | 'version', unknown>): Read {
  const { token, left, signOuts } = stored;
  const link = parseLink(stored.link);
  const isDamaged = link === null && stored.link !== undefined;
  const kept: Kept = {
    link: link ?? { status: 'unlinked', news: isDamaged ? 'damaged' : null },
    token: typeof token === 'string' && token !== '' ? token : null,
    left: readable(leftSchema, left),
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
    return rest.status === 'unlinked'
      ? kept
      : withRest(kept, { status: 'unlinked', news: 'damaged' });
  }
  if (rest.status !== 'unlinked') return kept;
  const unknown = { linkedAt: 0, account: null, confirmedAt: 0, trouble: null };
  return withRest(kept, { status: 'linked', ...unknown, retry: { askAt: 0, failures: 0 } });
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
  linked: { confirmedAt: 0, trouble: null },
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
