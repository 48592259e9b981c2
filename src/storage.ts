import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { type Kept, type Link, nothingKept, reasons } from './link/kept.ts';

const way = v.picklist(['browser', 'device']);

const reason = v.picklist(reasons);

const retry = { askAt: v.number(), failures: v.number() };

const pin = v.object({
  id: v.number(),
  code: v.string(),
  address: v.string(),
  expiresAt: v.number(),
  expiresIn: v.number(),
  doubted: v.boolean(),
});

const account = v.object({ name: v.string(), avatar: v.nullable(v.string()) });

const linkSchema = v.variant('status', [
  v.object({ status: v.literal('unlinked') }),
  v.object({
    status: v.literal('requesting'),
    way,
    attempt: v.string(),
    askAt: v.number(),
    giveUpAt: v.number(),
  }),
  v.object({
    status: v.literal('waiting'),
    way,
    pin,
    checkedAt: v.number(),
    checkAt: v.number(),
    heardAt: v.number(),
    hearing: v.boolean(),
    trouble: v.nullable(v.object({ reason, failures: v.number() })),
  }),
  v.object({
    status: v.literal('linked'),
    linkedAt: v.number(),
    account: v.nullable(account),
    retry: v.nullable(v.object(retry)),
  }),
  v.object({ status: v.literal('expired'), way }),
  v.object({ status: v.literal('failed'), way, reason }),
]);

const { code: _, address: __, ...leftPin } = pin.entries;

const leftSchema = v.object({ ...leftPin, leftAt: v.number(), ...retry });

const signOutSchema = v.object({ token: v.string(), spare: v.boolean(), ...retry });

/** What the popup draws. It asks for this key alone, so that no token ever reaches a page. */
const linkKey = 'link';

/** The keys of what only the background reads. */
const ownKeys = { token: 'token', left: 'left', signOuts: 'signOuts' } as const;

/** In `storage.session`: says that something was kept, and nothing of what. */
const writtenKey = 'written';

const clientIdentifierKey = 'clientIdentifier';

/** The link as it stands in storage; `unlinked` where there is none that can be read. */
export async function readLink(): Promise<Link> {
  const stored = await browser.storage.local.get(linkKey);
  return parseLink(stored[linkKey]) ?? nothingKept.link;
}

/**
 * Calls back when something was kept, until the page is closed. A page must not listen to
 * `storage.local` itself: whoever does is told each change with its value, tokens and all.
 */
export function onWritten(changed: () => void): void {
  browser.storage.session.onChanged.addListener(changes => {
    if (writtenKey in changes) changed();
  });
}

/** Everything that is kept, tokens and all: for the background alone. */
export async function readKept(): Promise<Kept> {
  const stored = await browser.storage.local.get([linkKey, ...Object.values(ownKeys)]);
  const token = stored[ownKeys.token];
  return agree({
    link: parseLink(stored[linkKey]) ?? nothingKept.link,
    token: typeof token === 'string' ? token : null,
    left: readable(leftSchema, stored[ownKeys.left]),
    signOuts: readable(signOutSchema, stored[ownKeys.signOuts]),
  });
}

/** Keeps everything in one `set`, so that no death can leave a link without its token. */
export async function writeKept({ link, token, left, signOuts }: Kept): Promise<void> {
  await browser.storage.local.set({
    // Whatever can be kept, the schemas must be able to read: the compiler sees to it.
    [linkKey]: link satisfies v.InferOutput<typeof linkSchema>,
    [ownKeys.token]: token,
    [ownKeys.left]: left satisfies readonly v.InferOutput<typeof leftSchema>[],
    [ownKeys.signOuts]: signOuts satisfies readonly v.InferOutput<typeof signOutSchema>[],
  });
  await browser.storage.session.set({ [writtenKey]: crypto.randomUUID() });
}

/** The identity of this install towards plex.tv: made once, at the first need, never synced. */
export async function readClientIdentifier(): Promise<string> {
  const stored = await browser.storage.local.get(clientIdentifierKey);
  const known = stored[clientIdentifierKey];
  if (typeof known === 'string') return known;
  const made = crypto.randomUUID();
  await browser.storage.local.set({ [clientIdentifierKey]: made });
  return made;
}

/** Shuts storage to everything but our own pages and background, where the browser can do that. */
export async function restrictStorage(): Promise<void> {
  const { local } = browser.storage;
  if (!('setAccessLevel' in local) || typeof local.setAccessLevel !== 'function') return;
  await local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
}

/** What can be read of a list: one damaged entry takes none of the others with it. */
function readable<Schema extends v.GenericSchema>(
  schema: Schema,
  stored: unknown,
): v.InferOutput<Schema>[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap(entry => {
    const parsed = v.safeParse(schema, entry);
    return parsed.success ? [parsed.output] : [];
  });
}

function parseLink(stored: unknown): Link | null {
  const parsed = v.safeParse(linkSchema, stored);
  return parsed.success ? parsed.output : null;
}

/** There is a token exactly while linked. Where a damaged record says otherwise, the token is right. */
function agree(kept: Kept): Kept {
  const isLinked = kept.link.status === 'linked';
  if (isLinked === (kept.token !== null)) return kept;
  if (kept.token === null) return { ...kept, link: nothingKept.link };
  const retry = { askAt: 0, failures: 0 };
  return { ...kept, link: { status: 'linked', linkedAt: 0, account: null, retry } };
}
