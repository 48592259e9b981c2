import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

/** What the client is known by at plex.tv: it makes that of the computer's network card. */
export const clientIdentifier = '0x20000000001';

/**
 * A real client of plex.tv that nobody here has written, as npm delivers it. It looks at the computer
 * once, when it is loaded: then it sees one with a network card, for where there is none it cannot
 * be loaded at all, and a real one's number is nobody's business.
 */
export async function loadCtrlPlex(): Promise<typeof import('@ctrl/plex')> {
  const { networkInterfaces } = os;
  const card = { mac: '02:00:00:00:00:01', family: 'IPv4', internal: false } as const;
  const address = { address: '192.0.2.1', netmask: '255.255.255.0', cidr: '192.0.2.1/24' };
  os.networkInterfaces = () => ({ card: [{ ...card, ...address }] });
  syncBuiltinESMExports();
  try {
    return await import('@ctrl/plex');
  } finally {
    os.networkInterfaces = networkInterfaces;
    syncBuiltinESMExports();
  }
}
