import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type Agent, request } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { PlexTv } from './index.ts';

export const api = 'https://clients.plex.tv/api/v2';

/** What an app says of itself in every request. */
export const app = {
  Accept: 'application/json',
  'X-Plex-Client-Identifier': 'app-1',
  'X-Plex-Product': 'App',
  'X-Plex-Device-Name': 'App on Firefox',
};

export interface Said {
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** Keeps connections for several requests; else each has one of its own. */
  readonly agent?: Agent;
}

export interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** Undefined where the text is no JSON. */
  readonly json: unknown;
}

/** Asks the stand-in under one of plex.tv's addresses. */
export async function ask(
  plexTv: PlexTv,
  method: string,
  address: string,
  { headers = app, body, signal, agent }: Said = {},
): Promise<Answer> {
  const { host, pathname, search } = new URL(address);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: plexTv.port,
      method,
      path: pathname + search,
      headers: { Host: host, ...headers },
      rejectUnauthorized: false,
      // A connection that is kept would break in a later request, when plex.tv goes down.
      agent: agent ?? false,
      ...(signal === undefined ? {} : { signal }),
    };
    request(options, resolve).on('error', reject).end(body);
  });
  const bytes = await buffer(response);
  const text = bytes.toString();
  const { statusCode: status } = response;
  return { status, headers: response.headers, bytes, text, json: parsed(text) };
}

/** What an app says of itself when somebody is signed in. */
export function signedIn(token: string): Record<string, string> {
  return { ...app, 'X-Plex-Token': token };
}

/** Makes a pin for an app: a short one, or what the query says. */
export async function makePin(
  plexTv: PlexTv,
  query = '',
  headers: Record<string, string> = app,
): Promise<{ id: number; code: string }> {
  return JSON.parse((await ask(plexTv, 'POST', `${api}/pins${query}`, { headers })).text);
}

/** Links an app by a pin; gives its token. */
export async function linkApp(
  plexTv: PlexTv,
  headers: Record<string, string> = app,
  account = plexTv.account,
): Promise<string> {
  const { id, code } = await makePin(plexTv, '', headers);
  plexTv.approve(code, account);
  return JSON.parse((await ask(plexTv, 'GET', `${api}/pins/${id}`, { headers })).text).authToken;
}

/** What plex.tv answers to somebody who has this token. */
export async function statusOf(plexTv: PlexTv, token: string): Promise<number | undefined> {
  return (await ask(plexTv, 'GET', `${api}/user`, { headers: signedIn(token) })).status;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
