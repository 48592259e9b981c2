import * as v from 'valibot';
import type { Entry } from '../core/journal.ts';
import { restOf, withRest } from '../core/rest.ts';
import { initialState, type Link, type SignOut, type State, type Unlinked } from '../core/state.ts';
import { entrySchema, leftSchema, linkSchema, signOutSchema, version } from './schema.ts';

/** What the background keeps, as it was read. */
export interface Loaded {
  readonly state: State;
  /** Whether it differs from what is stored: it was old or damaged. */
  readonly isMended: boolean;
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
export function parseState(stored: Record<string, unknown>): Loaded {
  const { token, left, signOuts } = stored;
  const link = parseLink(stored.link);
  const isDamaged = link === null && stored.link !== undefined;
  // Somebody may approve the pin of a damaged attempt still: it is left, and looked after.
  const pins = isDamaged && isRecord(stored.link) ? [stored.link.pin] : [];
  const state: State = {
    link: link ?? { status: 'unlinked', news: isDamaged ? 'damaged' : null },
    token: typeof token === 'string' && token !== '' ? token : null,
    left: readable(leftSchema, Array.isArray(left) ? [...left, ...pins] : pins),
    signOuts: readable(signOutSchema, signOuts),
  };
  const agreed = agree(state);
  const isOld = stored.link !== undefined && stored.version !== version;
  return { state: agreed, isMended: isOld || isDamaged || agreed !== state };
}

/** There is a token exactly where there is a link to it. Where the record says otherwise, the token is right. */
function agree(state: State): State {
  const rest = restOf(state.link);
  if (state.token === null) {
    const isRight = rest.status === 'unlinked' && !isToldInVain(rest, state.signOuts);
    return isRight ? state : withRest(state, { status: 'unlinked', news: 'damaged' });
  }
  if (rest.status !== 'unlinked') return state;
  const unknown = { linkedAt: 0, account: null, confirmedAt: 0, trouble: null };
  return withRest(state, { status: 'linked', ...unknown, retry: { askAt: 0, failures: 0 } });
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
  requesting: { before: initialState.link },
  waiting: { before: initialState.link },
  expired: { before: initialState.link },
  failed: { before: initialState.link },
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
