import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { object, optional, safeParse, string } from 'valibot';

const usage = `Uploads a package to the Chrome Web Store, and submits it for review.

npx tsx tools/submit-chrome.ts PACKAGE

CHROME_PUBLISHER_ID, CHROME_ITEM_ID, CHROME_CLIENT_ID, CHROME_CLIENT_SECRET and CHROME_REFRESH_TOKEN
say where and as whom. Where none of them is set, nothing is submitted.
`;

/** Where a package goes, and as whom. */
export interface Account {
  readonly publisherId: string;
  readonly itemId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** What it takes of the world to submit a package. */
export interface World {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly pause: () => Promise<unknown>;
}

const variables: Readonly<Record<keyof Account, string>> = {
  publisherId: 'CHROME_PUBLISHER_ID',
  itemId: 'CHROME_ITEM_ID',
  clientId: 'CHROME_CLIENT_ID',
  clientSecret: 'CHROME_CLIENT_SECRET',
  refreshToken: 'CHROME_REFRESH_TOKEN',
};

// Google's names for one thing; its documents use both.
const processing = ['IN_PROGRESS', 'UPLOAD_IN_PROGRESS'];
const waits = 60;

const answerSchema = object({
  access_token: optional(string()),
  uploadState: optional(string()),
  lastAsyncUploadState: optional(string()),
  state: optional(string()),
});

const store = 'https://chromewebstore.googleapis.com';

/** The account that the environment names; null where it names none. */
export function accountIn(env: Readonly<Record<string, string | undefined>>): Account | null {
  const missing = Object.values(variables).filter(name => !env[name]);
  if (missing.length === Object.keys(variables).length) return null;
  if (missing.length > 0) throw new Error(`Not set: ${missing.join(', ')}.`);
  const of = (key: keyof Account) => env[variables[key]] ?? '';
  return {
    publisherId: of('publisherId'),
    itemId: of('itemId'),
    clientId: of('clientId'),
    clientSecret: of('clientSecret'),
    refreshToken: of('refreshToken'),
  };
}

/** Uploads this package and submits it for review; what the store makes of it then is returned. */
export async function submit(zip: Uint8Array, account: Account, world: World): Promise<string> {
  const item = `publishers/${account.publisherId}/items/${account.itemId}`;
  const authorization = `Bearer ${await accessToken(account, world)}`;
  const ask = (method: string, path: string, body?: BodyInit) =>
    asked(world, `${store}${path}`, { method, headers: { authorization }, body: body ?? null });

  let { uploadState } = await ask('POST', `/upload/v2/${item}:upload`, packed(zip));
  for (let left = waits; isProcessing(uploadState) && left > 0; left--) {
    await world.pause();
    uploadState = (await ask('GET', `/v2/${item}:fetchStatus`)).lastAsyncUploadState;
  }
  // The store answers 200 also where it refuses a package.
  if (uploadState !== 'SUCCEEDED') throw new Error(`The upload is ${uploadState ?? 'unknown'}.`);
  const { state } = await ask('POST', `/v2/${item}:publish`);
  if (state === undefined || state === 'REJECTED' || state === 'CANCELLED') {
    throw new Error(`The submission is ${state ?? 'unknown'}.`);
  }
  return state;
}

function packed(zip: Uint8Array): Blob {
  return new Blob([zip.slice()], { type: 'application/zip' });
}

function isProcessing(state: string | undefined): boolean {
  return state !== undefined && processing.includes(state);
}

async function accessToken(account: Account, world: World): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: account.clientId,
    client_secret: account.clientSecret,
    refresh_token: account.refreshToken,
  });
  const answer = await asked(world, 'https://oauth2.googleapis.com/token', {
    method: 'POST',
    body,
  });
  if (answer.access_token === undefined) throw new Error('Google gave no access token.');
  return answer.access_token;
}

// Neither the answer nor the request is told: there are secrets in some of them.
async function asked(world: World, url: string, init: RequestInit) {
  const response = await world.fetch(url, init);
  const { pathname } = new URL(url);
  if (!response.ok) throw new Error(`Google answered ${response.status} to ${pathname}.`);
  const answer = safeParse(answerSchema, await response.json().catch(() => null));
  if (!answer.success) throw new Error(`Google answered nonsense to ${pathname}.`);
  return answer.output;
}

async function run(): Promise<void> {
  const [, , file] = process.argv;
  if (file === undefined) throw new Error(usage);
  const account = accountIn(process.env);
  if (account === null) return say('There is no account for this store: nothing is submitted.');
  const world: World = { fetch, pause: () => delay(5_000) };
  say(`Submitted: ${await submit(await readFile(file), account, world)}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await run().catch(error => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  });
}
