import { readFileSync } from 'node:fs';
import { html, pageIdentifier, type Reply, type Request } from './exchange.ts';

const read = (name: string) => readFileSync(new URL(`pages/${name}`, import.meta.url), 'utf8');

/** Plex's own pages, by their addresses. */
const pages: Record<string, string> = {
  'https://app.plex.tv/auth': read('auth.html'),
  'https://plex.tv/link': read('link.html'),
  'https://www.plex.tv/link': read('link.html'),
};

/** What the pages load, at paths that are none of Plex's. */
const assets: Record<string, { type: string; body: string }> = {
  '/stand-in/page.css': { type: 'text/css', body: read('page.css') },
  '/stand-in/page.js': { type: 'text/javascript', body: read('page.js') },
};

/** The origins of the pages, which may ask the API on another host. */
const origins = Object.keys(pages).map(address => new URL(address).origin);

/**
 * The page at that address, or a part of one. Whoever opens it is signed in to Plex: the page has
 * the token of a session of its own.
 */
export function answerPage({ method, host, path }: Request, token: string): Reply | undefined {
  if (method !== 'GET') return undefined;
  const page = pages[`https://${host}${path.replace(/\/$/, '')}`];
  if (page !== undefined) return html(200, page);
  if (path === '/stand-in/session.js') {
    const session = JSON.stringify({ token, clientIdentifier: pageIdentifier });
    return asset('text/javascript', `export const session = ${session};\n`);
  }
  const found = assets[path];
  return found && asset(found.type, found.body);
}

/** What lets the pages read an answer that comes from another host. */
export function corsHeaders({ headers }: Request): Record<string, string> {
  const { origin = '' } = headers;
  if (!origins.includes(origin)) return {};
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
    'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '',
    Vary: 'Origin',
  };
}

function asset(type: string, body: string): Reply {
  return { status: 200, headers: { 'Content-Type': `${type}; charset=utf-8` }, body };
}
