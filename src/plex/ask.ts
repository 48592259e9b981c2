import type { Failure } from '../core/event.ts';
import type { Reason } from '../core/state.ts';
import { type Client, clientHeaders } from './client.ts';

/** How long plex.tv may take for an answer, ms. */
const timeLimit = 10_000;

/** The longest wait that plex.tv may ask for, ms: more is taken for a mistake. */
const longestWait = 3_600_000;

/** What a request needs from outside. */
export interface Plex {
  readonly client: Client;
  readonly fetch: typeof fetch;
  /** Epoch ms; to read a `Retry-After` that is a date. */
  readonly now: () => number;
}

export interface Question {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  /** The statuses that an answer may have to count. */
  readonly statuses: readonly number[];
  readonly token?: string;
}

/** An outcome is a value: what was asked for, or why there is none. Nothing of the answer is in it. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | ({ readonly ok: false } & Failure);

/** An answer that counts. `body` is null where there is none. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Asks plex.tv. An answer counts only with an expected status, a JSON content type and a JSON body
 * (a 204 has none); anything else is a failure that says which of the three was wrong.
 */
export async function ask(plex: Plex, question: Question): Promise<Outcome<Answer>> {
  const signal = AbortSignal.timeout(timeLimit);
  try {
    const response = await plex.fetch(question.url, request(plex.client, question, signal));
    return await read(response, question, plex.now());
  } catch {
    return failure(signal.aborted ? 'timedOut' : 'unreachable');
  }
}

/** A failure, after an answer with this status if there was one. */
export function failure(
  reason: Reason,
  status: number | null = null,
  retryAfter: number | null = null,
): Outcome<never> {
  return { ok: false, reason, status, retryAfter };
}

function request(client: Client, { method, token }: Question, signal: AbortSignal): RequestInit {
  const headers = clientHeaders(client);
  if (token !== undefined) headers['X-Plex-Token'] = token;
  return {
    method,
    headers,
    signal,
    // The user's own plex.tv cookies are none of our business.
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  };
}

async function read(
  response: Response,
  { statuses }: Question,
  now: number,
): Promise<Outcome<Answer>> {
  const { status } = response;
  const contentType = response.headers.get('content-type');
  const body = await response.text();
  const reason = reasonOf(status, body);
  if (reason !== null) return failure(reason, status, waitOf(response, now));
  if (!statuses.includes(status)) return failure('unexpectedStatus', status);
  if (status === 204) return { ok: true, value: { status, body: null } };
  if (!contentType?.match(/^application\/json\b/i)) return failure('unexpectedContentType', status);
  try {
    return { ok: true, value: { status, body: JSON.parse(body) } };
  } catch {
    // The exception would quote the body, token and all.
    return failure('unexpectedBody', status);
  }
}

/** What a status alone says. Some old endpoints say 422 «Invalid token» for 401 (source: a report). */
function reasonOf(status: number, body: string): Reason | null {
  if (status === 401 || (status === 422 && /invalid token/i.test(body))) return 'unauthorized';
  if (status === 429) return 'rateLimited';
  return status >= 500 ? 'outage' : null;
}

/** The wait that `Retry-After` asks for, ms: seconds or a date (RFC 9110, 10.2.3). */
function waitOf(response: Response, now: number): number | null {
  const header = response.headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), longestWait);
}
