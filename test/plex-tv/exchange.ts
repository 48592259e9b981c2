import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** The client identifier of Plex's own pages, as they say it in their requests. */
export const pageIdentifier = 'stand-in-page';

/** A host that is none of Plex's; the browsers under test find it at the stand-in all the same. */
export const hostileHost = 'evil.example';

/** A request as plex.tv reads it. */
export interface Request {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: Record<string, string>;
  /** Names are in lower case. */
  readonly headers: Record<string, string>;
  readonly body: string;
  /** Whether a page sent it, Plex's or a hostile one, or was fetched by it, and not the extension. */
  readonly fromPage: boolean;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export async function readRequest(message: IncomingMessage): Promise<Request> {
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
  );
  const url = new URL(message.url ?? '/', `https://${headers.host}`);
  return requestOf(message.method ?? 'GET', url, headers, await text(message));
}

/** A request by its parts; the names of the headers are in lower case. */
export function requestOf(
  method: string,
  url: URL,
  headers: Record<string, string>,
  body: string,
): Request {
  return {
    method,
    host: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers,
    body,
    fromPage: isFromPage(method, url.pathname, headers),
  };
}

export function wantsJson({ headers }: Request): boolean {
  return headers.accept?.includes('application/json') ?? false;
}

/**
 * The same request with all in its headers that it says of itself: every `X-Plex-*` may stand in the
 * query as well (source: several clients). What a header says too it says better, as far as is known.
 */
export function sayingInHeaders(request: Request): Request {
  const said = Object.entries(request.query)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name.startsWith('x-plex-'));
  if (said.length === 0) return request;
  return { ...request, headers: { ...Object.fromEntries(said), ...request.headers } };
}

/** What only a page does: to be opened, to ask beforehand whether it may ask, to say its name. */
function isFromPage(method: string, path: string, headers: Record<string, string>): boolean {
  const isPage = !/^\/(api|users|devices)\b/.test(path) || isHostile(headers);
  return isPage || method === 'OPTIONS' || headers['x-plex-client-identifier'] === pageIdentifier;
}

/** Whether the page of the hostile host sent it; a browser says so in one of these. */
function isHostile({ origin, referer }: Record<string, string>): boolean {
  const hostile = `https://${hostileHost}`;
  return origin === hostile || (referer?.startsWith(`${hostile}/`) ?? false);
}

export function json(status: number, body: string): Reply {
  return { status, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body };
}

export function xml(status: number, body: string): Reply {
  return { status, headers: { 'Content-Type': 'application/xml; charset=utf-8' }, body };
}

export function html(status: number, body: string): Reply {
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body };
}
