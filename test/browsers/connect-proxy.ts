import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { isStandInHost } from './stand-in-hosts.ts';

/** A proxy at work. */
export interface ConnectProxy {
  port: number;
  close(): Promise<void>;
}

/**
 * An HTTP proxy on 127.0.0.1 for a browser that must find plex.tv elsewhere: it tunnels
 * `CONNECT plex.tv:443`, and so for all hosts of the stand-in, to the given port on 127.0.0.1 and
 * refuses all else.
 */
export async function startConnectProxy(plexTvPort: number): Promise<ConnectProxy> {
  const sockets = new Set<Duplex>();
  const server = createServer((_request, response) => response.writeHead(403).end());
  server.on('connection', socket => remember(sockets, socket));
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    // A browser drops tunnels at will; what it has dropped needs no answer.
    client.on('error', () => client.destroy());
    const [host = '', port] = request.url?.split(':') ?? [];
    if (port === '443' && isStandInHost(host)) remember(sockets, tunnel(client, head, plexTvPort));
    else client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
  });
  const port = await listen(server);
  return {
    port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        // Tunnels no longer belong to the HTTP server, which would wait for them for ever.
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
      else reject(new Error('The proxy got no port.'));
    });
  });
}

function remember(sockets: Set<Duplex>, socket: Duplex): void {
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
}

function tunnel(client: Duplex, head: Buffer, port: number): Socket {
  const upstream = connect(port, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    upstream.write(head);
    upstream.pipe(client);
    client.pipe(upstream);
  });
  upstream.on('error', () => client.destroy());
  upstream.on('close', () => client.destroy());
  client.on('close', () => upstream.destroy());
  return upstream;
}
