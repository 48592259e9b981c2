import { once, setMaxListeners } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { rememberSockets } from '../sockets.ts';
import { makeCertificate } from './certificate.ts';
import { type Reply, type Request, readRequest } from './exchange.ts';
import { type Fault, Faults, spoil } from './faults.ts';
import { Plex } from './plex.ts';
import { type LoggedRequest, RequestLog } from './request-log.ts';
import { type Settings, usual } from './settings.ts';

export type { Fault } from './faults.ts';
export type { LoggedRequest } from './request-log.ts';
export type { Dialect, OddSignOut, Settings } from './settings.ts';

/**
 * Starts a stand-in for plex.tv and its hosts: an HTTPS server on a free port of 127.0.0.1 that
 * tells them apart by the `Host` header. Written from what is known of Plex's API, and sharing
 * nothing with the extension, so that it can disagree with it.
 */
export async function startPlexTv(settings: Partial<Settings> = {}): Promise<PlexTv> {
  const server = createServer(await makeCertificate());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return new PlexTv(server, { ...usual, ...settings });
}

/** plex.tv on a port of this computer. */
export class PlexTv extends Plex {
  readonly #log = new RequestLog();
  readonly #faults = new Faults();
  readonly #closing = new AbortController();
  /** The same, as long as it lives. */
  readonly port: number;
  readonly #breakAll: () => void;
  #isDown = false;

  constructor(
    readonly server: Server,
    settings: Settings,
  ) {
    super(settings);
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    this.port = address.port;
    // Every request that waits listens for the end, and nobody knows how many there are.
    setMaxListeners(0, this.#closing.signal);
    this.#breakAll = rememberSockets(server);
    server.on('request', (message, response) => {
      // Whoever sent what cannot be read gets no answer, and need not wait for one.
      this.#serve(message, response).catch(() => response.destroy());
    });
    server.prependListener('connection', (socket: Socket) => {
      if (this.#isDown) socket.destroy();
    });
    // A browser that goes away in the middle of something is not worth a word.
    server.on('tlsClientError', () => undefined);
  }

  /** Every request so far, in the order of arrival. */
  get requests(): readonly LoggedRequest[] {
    return this.#log.all;
  }

  /** Resolves with the first such request that was answered or dropped, or is in time to come. */
  requested(match: (request: LoggedRequest) => boolean): Promise<LoggedRequest> {
    return this.#log.ended(match);
  }

  /** Makes requests go wrong; what is returned ends that. */
  fault(fault: Fault): () => void {
    return this.#faults.add(fault);
  }

  /** Takes plex.tv off the net: connections break, new ones at once. Its port stays its own. */
  down(): void {
    this.#isDown = true;
    this.#breakAll();
  }

  /** Takes plex.tv back to the net. */
  up(): void {
    this.#isDown = false;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.#breakAll();
    await closed;
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message).catch(() => undefined);
    // A connection that was just being made when plex.tv went off the net breaks as well.
    if (this.#isDown) message.socket.destroy();
    if (this.#isDown || request === undefined) return;
    const logged = this.#log.begin(request);
    const fault = this.#faults.take(request);
    const { latencyMs, returnMs } = this.#way(request, fault);
    if (!(await this.#wait(latencyMs))) return;
    const reply = spoil(fault, () => this.answer(request));
    if (!(await this.#wait(returnMs))) return;
    if (fault?.drop === 'hang') return;
    if (fault?.drop === 'reset') message.socket.destroy();
    else await send(response, reply);
    this.#log.end(logged, fault?.drop === 'reset' ? null : reply.status);
  }

  /** How long it takes there and back: what the fault says, or as far away as plex.tv is. */
  #way({ fromPage }: Request, fault?: Fault): Pick<Settings, 'latencyMs' | 'returnMs'> {
    if (fault?.latencyMs !== undefined) return { latencyMs: fault.latencyMs, returnMs: 0 };
    return fromPage ? usual : this.settings;
  }

  /** Waits for some ms; false where the stand-in is closed in the meantime. */
  async #wait(ms: number): Promise<boolean> {
    if (ms === 0) return true;
    return delay(ms, true, { signal: this.#closing.signal }).catch(() => false);
  }
}

async function send(response: ServerResponse, { status, headers, body }: Reply): Promise<void> {
  response.writeHead(status, { 'Cache-Control': 'no-store', ...headers });
  response.end(body);
  if (!response.destroyed && !response.writableFinished) {
    await Promise.race([once(response, 'finish'), once(response, 'close')]).catch(() => undefined);
  }
}
