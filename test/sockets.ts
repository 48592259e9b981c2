import type { Server, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * Remembers the connections of a server from now on; what is returned breaks all that are open. A server
 * with TLS does not list those on which it is still being agreed, and would wait a minute for them.
 */
export function rememberSockets(server: Server): () => void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}

/** Leads what comes in at one end out at the other. */
export function join(client: Duplex, upstream: Duplex): void {
  for (const [end, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    end.pipe(other);
    // What one end breaks is broken at the other: neither is owed a word about it.
    end.on('error', () => undefined);
    end.on('close', () => other.destroy());
  }
}
