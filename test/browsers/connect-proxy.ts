import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { join, rememberSockets } from '../sockets.ts';
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
  const server = createServer((_request, response) => response.writeHead(403).end());
  const breakAll = rememberSockets(server);
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    // A browser drops tunnels at will; what it has dropped needs no answer.
    client.on('error', () => undefined);
    const [host = '', port] = request.url?.split(':') ?? [];
    if (port === '443' && isStandInHost(host)) tunnel(client, head, plexTvPort);
    else client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
  });
  const port = await listen(server);
  return {
    port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        // Tunnels no longer belong to the HTTP server, which would wait for them for ever.
        breakAll();
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

function tunnel(client: Duplex, head: Buffer, port: number): void {
  const upstream = connect(port, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  });
  upstream.write(head);
  join(client, upstream);
}
