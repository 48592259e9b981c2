import {
  array,
  type InferOutput,
  looseObject,
  nullable,
  nullish,
  number,
  object,
  parse,
  record,
  string,
} from 'valibot';

const grantSchema = looseObject({
  id: string(),
  phase: string(),
  way: nullish(string(), null),
  pin: nullish(object({ code: string() }), null),
  abandonedAt: nullish(number(), null),
  reason: nullish(string(), null),
  pending: nullable(looseObject({})),
});

type Grant = InferOutput<typeof grantSchema>;

/** Nothing is kept before the first press. */
const keptSchema = object({
  state: nullish(
    object({ grants: array(grantSchema), link: nullable(string()), grantsMade: number() }),
    { grants: [], link: null, grantsMade: 0 },
  ),
  secrets: nullish(record(string(), string()), {}),
});

/** What the user is shown: the attempt that is under way or has failed, else the link. */
export interface Link {
  readonly status: string;
  /** Null where there is no attempt. */
  readonly way: string | null;
  /** The code of the pin that waits, or null. */
  readonly code: string | null;
}

/** What the extension keeps, as far as a soak needs to know; read without its own code. */
export interface Kept {
  readonly link: Link;
  readonly grants: readonly Grant[];
  /** The token of the link, or null. */
  readonly token: string | null;
  /** The tokens that are still to be signed out. */
  readonly ending: readonly string[];
  /** How many grants there have been: it never goes down. */
  readonly grantsMade: number;
}

export function readKept(stored: Record<string, unknown>): Kept {
  const { state, secrets } = parse(keptSchema, stored);
  const { grants, link, grantsMade } = state;
  const ending = grants.filter(({ phase }) => phase === 'ending');
  return {
    link: linkIn(grants, link),
    grants,
    token: secrets[link ?? ''] ?? null,
    ending: ending.flatMap(({ id }) => secrets[id] ?? []),
    grantsMade,
  };
}

/** Phases of an attempt. A pin that its owner has turned away from is none. */
const attempts = ['requesting', 'waiting', 'failed'];

/** What is shown of the grant that is the link. */
const restNames: Record<string, string> = { held: 'linked', refused: 'revoked' };

function linkIn(grants: readonly Grant[], id: string | null): Link {
  const attempt = grants.find(
    ({ phase, abandonedAt }) => attempts.includes(phase) && abandonedAt === null,
  );
  if (attempt !== undefined) {
    const { phase, reason, way, pin } = attempt;
    const status = reason === 'expired' ? reason : phase;
    return { status, way, code: pin?.code ?? null };
  }
  const link = grants.find(grant => grant.id === id);
  return { status: restNames[link?.phase ?? ''] ?? 'unlinked', way: null, code: null };
}

/**
 * Whether nothing more will happen by itself but the daily confirmation of the link: no pin is open,
 * be it wanted or not, and nothing waits for plex.tv.
 */
export function isAtRest({ grants }: Kept): boolean {
  return grants.every(({ pending }) => pending === null);
}

/** How things stand, in words that hold no token. */
export function describeKept({ link, grants }: Kept): string {
  const busy = grants
    .filter(({ pending }) => pending !== null)
    .map(({ phase, abandonedAt }) => (abandonedAt === null ? phase : `abandoned, ${phase}`));
  return [link.status, ...busy].join('; ');
}
