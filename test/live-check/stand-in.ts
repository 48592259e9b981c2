import type { Ports } from '../../tools/live-check/ports.ts';
import { type Reply, type Request, requestOf } from '../plex-tv/exchange.ts';
import { Plex } from '../plex-tv/plex.ts';
import { type Settings, usual } from '../plex-tv/settings.ts';

/** What goes wrong with a request; `done` where plex.tv does what it was asked for all the same. */
export type Trouble = 'outage' | 'outageDone' | 'cut' | 'cutDone' | 'nonsense' | 'page' | 'limit';

/** The stand-in for plex.tv without a net before it, on a clock that moves only where somebody waits. */
export class StandIn {
  readonly settings: Settings;
  readonly plex: Plex;
  readonly requests: Request[] = [];
  /** When each was sent, epoch ms. */
  readonly sentAt: number[] = [];
  /** The bodies of all answers. */
  readonly bodies: string[] = [];
  /** What goes wrong with the request of that number, the first is 0. */
  trouble: (index: number, request: Request) => Trouble | null = () => null;
  /** Changes a value that is told in JSON. */
  retell: (value: unknown) => unknown = value => value;

  constructor(settings: Partial<Settings> = {}) {
    this.settings = { ...usual, ...settings };
    this.plex = new Plex(this.settings);
  }

  readonly now = (): number => Date.now() + this.plex.aheadMs;

  readonly fetch: Ports['fetch'] = async (input, init = {}) => {
    const { method = 'GET', body } = init;
    const headers = Object.fromEntries(new Headers(init.headers));
    const request = requestOf(method, new URL(String(input)), headers, String(body ?? ''));
    const trouble = this.trouble(this.requests.length, request);
    this.requests.push(request);
    this.sentAt.push(this.now());
    const isDone = trouble === null || /done|nonsense/i.test(trouble);
    const reply = isDone ? this.#retold(this.plex.answer(request)) : { status: 200 };
    if (trouble === 'cut' || trouble === 'cutDone') throw new TypeError('fetch failed');
    return responseOf(trouble === null ? reply : spoilt(trouble, reply));
  };

  /** The tokens that are good still. */
  get alive(): string[] {
    return this.plex.tokens.filter(({ alive }) => alive).map(({ token }) => token);
  }

  #retold(reply: Reply): Reply {
    const { body = '' } = reply;
    const isJson = reply.headers?.['Content-Type']?.includes('json') ?? false;
    const told = isJson ? JSON.stringify(this.retell(JSON.parse(String(body)))) : body;
    this.bodies.push(String(told));
    return { ...reply, body: told };
  }
}

function spoilt(trouble: Trouble, reply: Reply): Reply {
  if (trouble === 'nonsense') {
    const { body = '' } = reply;
    return { ...reply, body: String(body).slice(0, body.length / 2) };
  }
  const status = trouble === 'page' ? 200 : trouble === 'limit' ? 429 : 503;
  const body = '<!doctype html><title>Somebody else</title>';
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body };
}

function responseOf({ status, headers = {}, body = '' }: Reply): Response {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return new Response(bytes.length === 0 ? null : bytes, { status, headers });
}
