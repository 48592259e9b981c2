import type { Reply, Request } from './exchange.ts';
import { html } from './exchange.ts';

/** What goes wrong, and with which requests: with all of the extension's, unless it says more. */
export interface Fault {
  readonly method?: string;
  readonly host?: string;
  readonly path?: RegExp;
  /** How often; until it is removed, if absent. */
  readonly times?: number;
  /** Whether requests of Plex's own pages go wrong, not the extension's. */
  readonly fromPage?: boolean;

  /** How long the answer takes, ms. With nothing else it is the right answer. */
  readonly latencyMs?: number;
  /** Never an answer, or a connection that breaks. */
  readonly drop?: 'hang' | 'reset';
  /** An HTML page with this status, as outages and gateways send it. */
  readonly status?: number;
  /** Whether plex.tv does what it was asked for, although that is not what it answers. */
  readonly done?: boolean;
  /** Half of the right answer. */
  readonly truncate?: boolean;
  /** What is made of the text of the right answer, by whoever calls things odd names for one. */
  readonly rewrite?: (text: string) => string;
  /** Further headers, such as `Retry-After`, or others than the right ones. */
  readonly headers?: Record<string, string>;
}

const outage = '<!doctype html><title>Plex</title><h1>We will be back shortly.</h1>';

/** The faults that are set. */
export class Faults {
  #set: { readonly fault: Fault; left: number }[] = [];

  /** Sets a fault; what is returned removes it. */
  add(fault: Fault): () => void {
    const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.#set.push(entry);
    return () => {
      this.#set = this.#set.filter(other => other !== entry);
    };
  }

  /** The fault that this request meets, which is one less to come. */
  take(request: Request): Fault | undefined {
    const entry = this.#set.find(({ fault, left }) => left > 0 && meets(fault, request));
    if (entry !== undefined) entry.left -= 1;
    return entry?.fault;
  }
}

/** The answer as the fault leaves it. */
export function spoil(fault: Fault | undefined, answer: () => Reply): Reply {
  if (fault === undefined) return answer();
  const { status, drop, done = status === undefined && drop === undefined } = fault;
  const right = done ? answer() : undefined;
  const reply = status === undefined && right ? right : html(status ?? 502, outage);
  const body = fault.truncate
    ? reply.body?.slice(0, reply.body.length / 2)
    : rewritten(fault, reply);
  return {
    status: reply.status,
    headers: { ...reply.headers, ...fault.headers },
    ...(body === undefined ? {} : { body }),
  };
}

function rewritten({ rewrite }: Fault, { body }: Reply): Reply['body'] {
  return rewrite !== undefined && typeof body === 'string' ? rewrite(body) : body;
}

function meets({ method, host, path, fromPage = false }: Fault, request: Request): boolean {
  return (
    request.fromPage === fromPage &&
    (method ?? request.method) === request.method &&
    (host ?? request.host) === request.host &&
    (path?.test(request.path) ?? true)
  );
}
