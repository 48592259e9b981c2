import { readAccount, signOut } from '../../src/plex/account.ts';
import type { Held } from './belongings.ts';
import type { Check } from './check.ts';
import { refused } from './finding.ts';

const question =
  'Sign the first token out, and look how that is answered? With «no» it is ended in the end all the same.';

/** Signs a token out twice, and looks what becomes of it in between. */
export async function lookAtSignOut(check: Check, held: Held): Promise<void> {
  const { findings } = check;
  const facts = ['signOut', 'signedOutToken', 'signOutAgain'] as const;
  if (!check.belongings.tokens.some(({ token }) => token === held.token)) {
    return findings.leaveOut('the token had ended before', facts);
  }
  if (!(await check.isAllowed(question, facts))) return;
  const leave = () => check.look(held.client, plex => signOut(plex, held.token));
  const left = await leave();
  findings.judge('signOut', left, { status: 204, reads: ({ ok }) => ok });
  if (!left.outcome.ok) return;
  const after = await check.look(held.client, plex => readAccount(plex, held.token));
  findings.judge('signedOutToken', after, refused);
  check.noteRefusal(held, after);
  findings.judge('signOutAgain', await leave(), refused);
}
