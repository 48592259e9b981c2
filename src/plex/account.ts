import * as v from 'valibot';
import { ask, failure, type Outcome, type Plex } from './ask.ts';
import { text } from './fields.ts';

const apiUrl = 'https://plex.tv/api/v2';

/** Whose account a token belongs to. */
export interface AccountAnswer {
  readonly name: string;
  /** The address of the avatar on plex.tv. */
  readonly thumb: string | null;
}

/** A field that is not as expected says nothing, and takes nothing from the others. */
const field = v.fallback(text, null);

const accountSchema = v.pipe(
  v.object({ friendlyName: field, title: field, username: field, thumb: field }),
  v.transform(({ friendlyName, title, username, thumb }) => ({
    name: friendlyName ?? title ?? username,
    thumb,
  })),
);

/** Reads the account. A failure with `unauthorized` says that the token is not valid; no other does. */
export async function readAccount(plex: Plex, token: string): Promise<Outcome<AccountAnswer>> {
  const answer = await ask(plex, { method: 'GET', url: `${apiUrl}/user`, statuses: [200], token });
  if (!answer.ok) return answer;
  const account = v.safeParse(accountSchema, answer.value.body);
  if (!account.success || account.output.name === null) return failure('unexpectedBody');
  return { ok: true, value: { name: account.output.name, thumb: account.output.thumb } };
}

/** Ends a token. `unauthorized` says that it had ended before. */
export async function signOut(plex: Plex, token: string): Promise<Outcome<null>> {
  const url = `${apiUrl}/users/signout`;
  const answer = await ask(plex, { method: 'DELETE', url, statuses: [204], token });
  if (!answer.ok) return answer;
  return { ok: true, value: null };
}
