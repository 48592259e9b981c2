import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { join, rememberSockets } from '../sockets.ts';

/** A port on 127.0.0.1 that leads to another one. */
export interface Relay {
  readonly port: number;
  /** Where new connections lead from now on. */
  leadTo(port: number): void;
  close(): void;
}

/** A browser keeps the port that it was started with, and each test has a plex.tv of its own. */
export async function startRelay(first: number): Promise<Relay> {
  let target = first;
  const server = createServer(client => join(client, connect(target, '127.0.0.1')));
  const breakAll = rememberSockets(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The relay got no port.');
  return {
    port: address.port,
    leadTo: port => {
      target = port;
    },
    close: () => {
      server.close();
      breakAll();
    },
  };
}
