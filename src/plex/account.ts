import * as v from 'valibot';
import type { Account } from '../core/state.ts';
import { ask, failure, type Outcome, type Plex } from './ask.ts';
import { flag, text } from './fields.ts';

const apiUrl = 'https://plex.tv/api/v2';

/** Whose account a token belongs to. `thumb` is the address of the avatar on plex.tv. */
export type AccountAnswer = Omit<Account, 'avatar'>;

/** A field that is not as expected says nothing, and takes nothing from the others. */
const field = v.fallback(text, null);

const subscription = v.fallback(v.nullish(v.object({ active: flag }), null), null);

const accountSchema = v.pipe(
  v.object({
    friendlyName: field,
    title: field,
    username: field,
    email: field,
    thumb: field,
    home: flag,
    restricted: flag,
    subscription,
  }),
  v.transform(
    ({ friendlyName, title, username, email, thumb, home, restricted, subscription }) => ({
      name: friendlyName ?? title ?? username,
      email,
      thumb,
      hasPass: subscription?.active ?? null,
      role: roleOf(home, restricted),
    }),
  ),
);

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

/** Ends a token. `unauthorized` says that it had ended before. */
export async function signOut(plex: Plex, token: string): Promise<Outcome<null>> {
  const url = `${apiUrl}/users/signout`;
  const answer = await ask(plex, { method: 'DELETE', url, statuses: [204], token });
  if (!answer.ok) return answer;
  return { ok: true, value: null };
}
