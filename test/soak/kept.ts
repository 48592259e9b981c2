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
  union,
} from 'valibot';

const grantSchema = looseObject({
  id: string(),
  phase: string(),
  way: nullish(string(), null),
  pin: nullish(object({ code: string() }), null),
  abandonedAt: nullish(number(), null),
  reason: nullish(string(), null),
  /** Whose access it is, or null. */
  tool: nullish(looseObject({ account: string() }), null),
  copiedAt: nullish(number(), null),
  /** Of the link's grant, whose account it opens. */
  account: nullish(union([string(), looseObject({ uuid: nullish(string(), null) })]), null),
  pending: nullable(looseObject({})),
});

export type Grant = InferOutput<typeof grantSchema>;

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
  /** The name of the grant that the link is, or null. */
  readonly linkId: string | null;
  /** The token of the link, or null. */
  readonly token: string | null;
  /** The account that the link opens; null where that is not known. */
  readonly account: string | null;
  /** Every token that is kept, by the name of its grant. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The tokens that are still to be signed out. */
  readonly ending: readonly string[];
  /** How many grants there have been: it never goes down. */
  readonly grantsMade: number;
}

export function readKept(stored: Record<string, unknown>): Kept {
  const { state, secrets } = parse(keptSchema, stored);
  const { grants, link, grantsMade } = state;
  const ending = grants.filter(({ phase }) => phase === 'ending');
  const held = grants.find(({ id }) => id === link);
  return {
    link: linkIn(grants, link),
    grants,
    linkId: link,
    token: secrets[link ?? ''] ?? null,
    account: held === undefined ? null : accountOf(held),
    secrets,
    ending: ending.flatMap(({ id }) => secrets[id] ?? []),
    grantsMade,
  };
}

function accountOf({ account }: Grant): string | null {
  return typeof account === 'object' ? (account?.uuid ?? null) : account;
}

/** The grant with that name, as long as there is one. */
export function grantIn({ grants }: Kept, id: string): Grant | undefined {
  return grants.find(grant => grant.id === id);
}

/** Phases of an attempt. A pin that its owner has turned away from is none. */
const attempts = ['requesting', 'waiting', 'failed'];

/** What is shown of the grant that is the link. */
const restNames: Record<string, string> = { held: 'linked', refused: 'revoked' };

function linkIn(grants: readonly Grant[], id: string | null): Link {
  const attempt = grants.find(
    ({ phase, tool, abandonedAt }) =>
      attempts.includes(phase) && tool === null && abandonedAt === null,
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
export function isAtRest(kept: Kept): boolean {
  return kept.grants.every(grant => grant.pending === null || isStranded(grant, kept));
}

/** Whether a tool's access can end only once there is a link to its account again. */
function isStranded({ phase, tool }: Grant, { grants, linkId }: Kept): boolean {
  if (phase !== 'removing' || tool === null) return false;
  const opens = (grant: Grant) => {
    const isKey = grant.id === linkId ? grant.phase === 'held' : grant.phase === 'ending';
    return isKey && grant.tool === null && accountOf(grant) === tool.account;
  };
  return !grants.some(opens);
}

/** How things stand, in words that hold no token. */
export function describeKept({ link, grants }: Kept): string {
  const busy = grants
    .filter(({ pending }) => pending !== null)
    .map(({ phase, abandonedAt }) => (abandonedAt === null ? phase : `abandoned, ${phase}`));
  return [link.status, ...busy].join('; ');
}
