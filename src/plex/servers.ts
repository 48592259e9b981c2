import * as v from 'valibot';
import { ask, failure, type Outcome, type Plex } from './ask.ts';
import { type Server, serversSchema } from './server-schema.ts';

/** On this host as the pins are, which has an IPv6 address. Without the three, addresses are left out. */
const url = 'https://clients.plex.tv/api/v2/resources?includeHttps=1&includeRelay=1&includeIPv6=1';

/** Reads which media servers an account may use, its own and those that others share with it. */
export async function readServers(plex: Plex, token: string): Promise<Outcome<readonly Server[]>> {
  const answer = await ask(plex, { method: 'GET', url, statuses: [200], token });
  if (!answer.ok) return answer;
  const servers = v.safeParse(serversSchema, answer.value.body);
  if (!servers.success) return failure('unexpectedBody', answer.value.status);
  return { ok: true, value: servers.output };
}
