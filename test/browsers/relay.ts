import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

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
  const sockets = new Set<Socket>();
  const server = createServer(client => {
    const upstream = connect(target, '127.0.0.1');
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      // What one end breaks is broken at the other: neither is owed a word about it.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
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
      for (const socket of sockets) socket.destroy();
    },
  };
}
