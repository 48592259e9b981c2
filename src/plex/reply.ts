import * as v from 'valibot';
import type { Reason } from '../core/state.ts';

/**
 * The longest body that is looked at where nothing else is said, in bytes as sent and in characters
 * as read: plex.tv's own are a hundredth of it.
 */
const usualLength = 1_000_000;

/** The content types that mean something, each with its parameters, or doubled by a proxy. */
const kinds = {
  json: /^(?:application|text)\/json\s*(?:[;,]|$)/i,
  xml: /^(?:application|text)\/xml\s*(?:[;,]|$)/i,
  html: /^(?:text\/html|application\/xhtml\+xml)\s*(?:[;,]|$)/i,
};

/** What somebody has answered, before it is known whether that was plex.tv. */
export interface Reply {
  readonly status: number;
  /** What the content type calls the body; null for any other type, and for none. */
  readonly kind: 'json' | 'xml' | 'html' | null;
  /** Without the space around it; null where it is too long to be plex.tv's. */
  readonly body: string | null;
}

/** Reads an answer to its end, unless that is too far away. */
export async function replyOf(response: Response, longest = usualLength): Promise<Reply> {
  const { status, headers } = response;
  const kind = kindOf(headers.get('content-type') ?? '');
  return { status, kind, body: await bodyOf(response, longest) };
}

/** How a page begins, whatever its type is said to be. */
const pageStart = /^(?:<\?xml\s[^>]*\?>\s*)?<(?:!doctype\s+html|html)(?![\w-])/i;

/**
 * Whether somebody shows a page: plex.tv's API has none, whoever stands in between does. What is too long
 * to be looked at may be one, unless its type says otherwise.
 */
export function isPage({ kind, body }: Reply): boolean {
  if (body === null) return kind === null || kind === 'html';
  return (kind === 'html' && body !== '') || pageStart.test(body);
}

function kindOf(contentType: string): Reply['kind'] {
  if (kinds.json.test(contentType)) return 'json';
  if (kinds.xml.test(contentType)) return 'xml';
  return kinds.html.test(contentType) ? 'html' : null;
}

async function bodyOf(response: Response, longest: number): Promise<string | null> {
  if (Number(response.headers.get('content-length')) > longest) {
    await response.body?.cancel();
    return null;
  }
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let body = '';
  // Whoever stands in between may name no length, and never come to an end.
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    body += part.value;
    if (body.length <= longest) continue;
    await reader?.cancel();
    return null;
  }
  return body.trim();
}

/** The value that the body is in JSON; undefined where it is none. */
export function jsonOf({ body }: Reply): unknown {
  if (body === null) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    // The exception would quote the body, token and all.
    return undefined;
  }
}

/**
 * What a status says by itself, whatever was expected. Some old endpoints say 422 «Invalid token»
 * for 401 (source: a report).
 */
export function reasonOf(reply: Reply): Reason | null {
  const { status, body } = reply;
  if (status === 401) return refusalOf(reply);
  if (status === 422 && /invalid token/i.test(body ?? '') && isError(reply)) return 'unauthorized';
  if (status === 429) return 'rateLimited';
  return status >= 500 ? 'outage' : null;
}

/** Proxies answer 401 as well. Taken for Plex's word, theirs would throw a living token away. */
function refusalOf(reply: Reply): Reason {
  if (reply.body === '') return 'bareUnauthorized';
  if (isError(reply)) return 'unauthorized';
  const isPlexKind = reply.kind === 'json' || reply.kind === 'xml';
  return isPlexKind ? 'unexpectedBody' : 'unexpectedContentType';
}

/** Plex's errors in JSON (source: plex-api notes, «code»). */
const errorsSchema = v.object({ errors: v.array(v.unknown()) });

/** The same in XML: one element around them all, after a declaration if there is one. */
const errorsElement = /^(?:<\?xml\s[^>]*\?>\s*)?<errors(?:\s[^>]*)?(?:\/>|>.*<\/errors>)$/s;

/** Whether it is in one of the forms in which Plex itself names errors. */
function isError(reply: Reply): boolean {
  if (reply.kind === 'json') return v.is(errorsSchema, jsonOf(reply));
  return reply.kind === 'xml' && errorsElement.test(reply.body ?? '');
}
