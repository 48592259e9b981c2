import type { Failure } from '../core/event.ts';
import type { Reason } from '../core/state.ts';
import type { Client } from './client.ts';
import { type Question, requestFor } from './question.ts';
import { isPage, jsonOf, type Reply, reasonOf, replyOf } from './reply.ts';

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

/** An outcome is a value: what was asked for, or why there is none. Nothing of the answer is in it. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | ({ readonly ok: false } & Failure);

/** An answer that counts. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Asks plex.tv for something. An answer counts only with an expected status, a JSON content type
 * and a JSON body; anything else is a failure that says which of the three was wrong.
 */
export async function ask(plex: Plex, question: Question): Promise<Outcome<Answer>> {
  const reply = await send(plex, question);
  return reply.ok ? answerIn(reply.value) : reply;
}

/** The same of something that plex.tv tells in XML: whether that is sound is for its reader to say. */
export async function askForXml(plex: Plex, question: Question): Promise<Outcome<string>> {
  const reply = await send(plex, { ...question, wanted: 'xml' });
  if (!reply.ok) return reply;
  const { status, kind, body } = reply.value;
  if (kind !== 'xml') return failure('unexpectedContentType', status);
  return body === null ? failure('unexpectedBody', status) : ok(body);
}

/**
 * Orders plex.tv to do something. That it is done is said by the status alone, whatever is in the
 * body; but a page is what somebody else answers who stands in between.
 */
export async function order(plex: Plex, question: Question): Promise<Outcome<null>> {
  const reply = await send(plex, question);
  return reply.ok ? doneBy(reply.value, null) : reply;
}

/** What a reply of an expected status says in JSON. */
export function answerIn(reply: Reply): Outcome<Answer> {
  const { status, kind } = reply;
  if (kind !== 'json') return failure('unexpectedContentType', status);
  const body = jsonOf(reply);
  return body === undefined ? failure('unexpectedBody', status) : ok({ status, body });
}

/** What is done as a reply of an expected status says, unless it is a page. */
export function doneBy<Done>(reply: Reply, done: Done): Outcome<Done> {
  return isPage(reply) ? failure('unexpectedContentType', reply.status) : ok(done);
}

function ok<Value>(value: Value): Outcome<Value> {
  return { ok: true, value };
}

/** A failure, after an answer with this status if there was one. */
export function failure(
  reason: Reason,
  status: number | null = null,
  retryAfter: number | null = null,
): Outcome<never> {
  return { ok: false, reason, status, retryAfter };
}

/** Asks, and gives what somebody has answered with a status that was expected. */
export async function send(plex: Plex, question: Question): Promise<Outcome<Reply>> {
  const signal = AbortSignal.timeout(timeLimit);
  try {
    const response = await plex.fetch(question.url, requestFor(plex.client, question, signal));
    const reply = await replyOf(response, question.longest);
    const { status } = reply;
    const reason = reasonOf(reply);
    if (reason !== null) return failure(reason, status, waitOf(response, plex.now()));
    return question.statuses.includes(status) ? ok(reply) : failure('unexpectedStatus', status);
  } catch {
    return failure(signal.aborted ? 'timedOut' : 'unreachable');
  }
}

/** The wait that `Retry-After` asks for, ms: seconds or a date (RFC 9110, 10.2.3). */
export function waitOf(response: Response, now: number): number | null {
  const header = response.headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), longestWait);
}
