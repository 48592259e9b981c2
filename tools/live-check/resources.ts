import { addressesOf } from '../../src/plex/server-addresses.ts';
import type { Server } from '../../src/plex/server-schema.ts';
import { readServers } from '../../src/plex/servers.ts';
import type { Held } from './belongings.ts';
import type { Check } from './check.ts';

/** Looks at what the account may use, and for a server of its own in it. */
export async function lookAtResources(check: Check, { client, token }: Held): Promise<void> {
  const look = await check.look(client, plex => readServers(plex, token));
  check.findings.judge('resources', look, { status: 200, reads: ({ ok }) => ok });
  check.findings.keepShape('The resources of an account', look.answer);
  if (look.outcome.ok) lookForServer(check, look.outcome.value);
}

/** An account need not have a server; but where it has some, a tool has to reach one. */
function lookForServer({ findings }: Check, servers: readonly Server[]): void {
  const own = servers.filter(({ isOwned }) => isOwned);
  if (own.length === 0) {
    findings.leaveOut('Pinlink reads no server of the account’s own', ['ownServer']);
    return;
  }
  const hasAddress = own.some(server => addressesOf(server).length > 0);
  findings.decide('ownServer', hasAddress, hasAddress ? 'yes' : 'none of them has an address');
}
