import { readAccount } from '../../src/plex/account.ts';
import { readServers } from '../../src/plex/servers.ts';
import { textIn } from './answer.ts';
import type { Held } from './belongings.ts';
import type { Check } from './check.ts';
import { type Look, refused } from './finding.ts';

/** Looks how an invalid token is refused: one that nobody was ever given, made up at this moment. */
export async function lookAtRefusal(check: Check): Promise<void> {
  const invented = crypto.randomUUID().replaceAll('-', '').slice(0, 20);
  const look = await check.look(check.newClient(), plex => readAccount(plex, invented));
  check.findings.judge('invalidToken', look, refused);
  check.findings.keepShape('What is said of an invalid token', look.answer);
}

/** Looks at the account of a token; gives its `uuid`, null where plex.tv does not say. */
export async function lookAtAccount(check: Check, { client, token }: Held): Promise<string | null> {
  const look = await check.look(client, plex => readAccount(plex, token));
  check.findings.judge('account', look, { status: 200, reads: ({ ok }) => ok });
  check.findings.keepShape('An account', look.answer);
  return uuidIn(look);
}

/** Looks whether the tool’s token is of the account with that `uuid`; null where nobody knows. */
export async function compareAccounts(
  check: Check,
  { client, token }: Held,
  uuid: string | null,
): Promise<boolean | null> {
  const look = await check.look(client, plex => readAccount(plex, token));
  const other = uuidIn(look);
  if (uuid === null || other === null) {
    check.findings.leaveOut('it is not known whose they are', ['sameAccount']);
    return null;
  }
  const isSame = uuid === other;
  check.findings.decide('sameAccount', isSame, isSame ? 'the same' : 'another account');
  return isSame;
}

/** Looks at what the account may use. */
export async function lookAtResources(check: Check, { client, token }: Held): Promise<void> {
  const look = await check.look(client, plex => readServers(plex, token));
  check.findings.judge('resources', look, { status: 200, reads: ({ ok }) => ok });
  check.findings.keepShape('The resources of an account', look.answer);
}

function uuidIn({ outcome, answer }: Look<unknown>): string | null {
  return outcome.ok && answer !== null ? textIn(answer, 'uuid') : null;
}
