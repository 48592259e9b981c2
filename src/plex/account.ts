import * as v from 'valibot';
import type { Account } from '../core/state.ts';
import { ask, failure, type Outcome, order, type Plex } from './ask.ts';
import { address, flag, line } from './fields.ts';

const apiUrl = 'https://plex.tv/api/v2';

/** Whose account a token belongs to. `thumb` is the address of the avatar on plex.tv. */
export type AccountAnswer = Omit<Account, 'avatar'>;

// A field that is not as expected says nothing, and takes nothing from the others.

/** A name is shown, so a long one is cut. */
const name = line(200);

/** As long as an e-mail address can be (RFC 3696, erratum 1690). */
const email = address(254);

/** Only an address that can be asked for without anybody listening. */
const thumb = v.pipe(
  address(2_000),
  v.transform(value => (value !== null && isHttps(value) ? value : null)),
);

const uuid = v.fallback(v.nullish(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)), null), null);

const subscription = v.fallback(v.nullish(v.object({ active: flag }), null), null);

const accountSchema = v.pipe(
  v.object({
    uuid,
    friendlyName: name,
    title: name,
    username: name,
    email,
    thumb,
    home: flag,
    restricted: flag,
    subscription,
  }),
  v.transform(
    ({ uuid, friendlyName, title, username, email, thumb, home, restricted, subscription }) => ({
      uuid,
      name: friendlyName ?? title ?? username,
      email,
      thumb,
      hasPass: subscription?.active ?? null,
      role: roleOf(home, restricted),
    }),
  ),
);

function isHttps(value: string): boolean {
  return URL.canParse(value) && new URL(value).protocol === 'https:';
}

/** Managed users are `restricted` (source: plex-api notes, «code»), and always in somebody's home. */
function roleOf(home: boolean | null, restricted: boolean | null): Account['role'] {
  if (restricted === true) return 'managed';
  return home === true ? 'home' : null;
}

/** Reads the account. A failure with `unauthorized` says that the token is not valid; no other does. */
export async function readAccount(plex: Plex, token: string): Promise<Outcome<AccountAnswer>> {
  const answer = await ask(plex, { method: 'GET', url: `${apiUrl}/user`, statuses: [200], token });
  if (!answer.ok) return answer;
  const account = v.safeParse(accountSchema, answer.value.body);
  const name = account.success ? account.output.name : null;
  if (!account.success || name === null) return failure('unexpectedBody', answer.value.status);
  return { ok: true, value: { ...account.output, name } };
}

/**
 * Ends a token. `unauthorized` says that it had ended before; any other failure leaves open whether
 * it is alive, and `readAccount` tells.
 */
export async function signOut(plex: Plex, token: string): Promise<Outcome<null>> {
  // It is 204 (source: plex-api notes, «code»); the other two have nothing else to say either.
  const statuses = [200, 202, 204];
  return order(plex, { method: 'DELETE', url: `${apiUrl}/users/signout`, statuses, token });
}
