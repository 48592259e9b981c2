import { readAvatar } from '../../src/plex/avatar.ts';
import type { Client } from '../../src/plex/client.ts';
import type { Check } from './check.ts';
import { isAnswered } from './finding.ts';

/** Looks at the picture of an account, at the address that plex.tv tells; null where it tells none. */
export async function lookAtAvatar(
  check: Check,
  client: Client,
  thumb: string | null,
): Promise<void> {
  const { findings } = check;
  if (thumb === null) return findings.leaveOut('the account has no picture', ['avatar']);
  const look = await check.look(client, plex => readAvatar(plex, thumb));
  // Where nothing went wrong and nobody has answered, Pinlink has not even asked.
  if (look.answer === null && isAnswered(look)) {
    return findings.decide('avatar', false, 'its address is none of plex.tv');
  }
  findings.judge('avatar', look, { status: 200, reads: ({ ok }) => ok });
}
