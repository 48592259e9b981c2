import type { Plex } from '../../src/plex/ask.ts';

export interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

export const client = { clientIdentifier: 'install-1', version: '0.1.0', browser: 'Firefox' };

/** A plex.tv that gives this one answer, and the requests that it got. */
export function plexAnswering(answer: () => Response | Promise<Response>): {
  plex: Plex;
  sent: Sent[];
} {
  const sent: Sent[] = [];
  const fetch: Plex['fetch'] = async (url, init = {}) => {
    sent.push({ url: String(url), init });
    return answer();
  };
  return { sent, plex: { client, fetch, now: () => Date.UTC(2026, 0, 1) } };
}

/** A JSON answer, as plex.tv sends it. */
export function json(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response {
  return new Response(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });
}

/** An answer of this type, as it came over the wire. */
export function raw(status: number, body: string, type: string | null): Response {
  // Bytes, for a text would bring a type of its own along.
  return new Response([204, 205, 304].includes(status) ? null : new TextEncoder().encode(body), {
    status,
    ...(type === null ? {} : { headers: { 'content-type': type } }),
  });
}

/** The pin of the documents that the project was founded on (seed), made by our `client`. */
export const seedPin = {
  id: 308667304,
  code: '7RQZ',
  product: 'Tautulli',
  trusted: false,
  qr: 'https://plex.tv/api/v2/pins/qr/7RQZ',
  clientIdentifier: client.clientIdentifier,
  location: {
    code: 'VI',
    country: 'United States Virgin Islands',
    city: 'Amsterdam',
    postal_code: 802,
    coordinates: '18.3381, -64.8941',
  },
  expiresIn: 876,
  createdAt: '2024-07-16T17:03:05Z',
  expiresAt: '2024-07-16T17:18:05Z',
  authToken: null,
  newRegistration: null,
};

/** The same from the older Java SDK (seed): a double for an id, other dates, fields left out. */
export const javaPin = {
  id: 1.272322473e9,
  code: '3patfx1a78ukcbr7x0n9bl26t',
  trusted: false,
  expiresIn: 1800,
  createdAt: '2023-04-12 17:00:03 +0000 UTC',
  expiresAt: '2023-04-12 17:30:03 +0000 UTC',
};

/** «Code not found or expired» (seen in several clients). */
export const notFound = {
  errors: [{ code: 1020, message: 'Code not found or expired', status: 404 }],
};
