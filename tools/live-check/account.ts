import { type AccountAnswer, readAccount } from '../../src/plex/account.ts';
import { textIn } from './answer.ts';
import { lookAtAvatar } from './avatar.ts';
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

/** Looks at the account of a token, and at its picture; gives its `uuid`, null where none is read. */
export async function lookAtAccount(check: Check, { client, token }: Held): Promise<string | null> {
  const look = await check.look(client, plex => readAccount(plex, token));
  check.findings.judge('account', look, { status: 200, reads: ({ ok }) => ok });
  check.findings.keepShape('An account', look.answer);
  if (!look.outcome.ok || look.answer === null) return null;
  const { uuid } = look.outcome.value;
  check.findings.decide('uuid', uuid !== null, uuid === null ? 'no' : 'yes');
  await lookAtAvatar(check, client, textIn(look.answer, 'thumb'));
  return uuid;
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

function uuidIn({ outcome }: Look<AccountAnswer>): string | null {
  return outcome.ok ? outcome.value.uuid : null;
}
