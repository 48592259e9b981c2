import { readFileSync } from 'node:fs';
import { hostileHost, html, type Reply, type Request } from './exchange.ts';

const page = readFileSync(new URL('pages/hostile.html', import.meta.url), 'utf8');

/** The page that attacks Plex's pins, and nothing else on its host; undefined for other hosts. */
export function answerHostile({ method, host, path }: Request): Reply | undefined {
  if (host !== hostileHost) return undefined;
  return method === 'GET' && path === '/' ? html(200, page) : html(404, '<!doctype html>');
}
