import * as v from 'valibot';
import type { Secrets } from '../core/state.ts';
import { unknownIdentifier } from './record.ts';
import { identifierSchema, tokenSchema } from './schema.ts';

/**
 * The tokens that can be read. None is given up for a name that cannot be: to end a token, any
 * identifier will do.
 */
export function parseSecrets(stored: unknown): Secrets {
  if (typeof stored !== 'object' || stored === null) return {};
  const secrets = new Map<string, string>();
  const nameless: string[] = [];
  for (const [id, token] of Object.entries(stored)) {
    if (!v.is(tokenSchema, token)) continue;
    if (v.is(identifierSchema, id)) secrets.set(id, token);
    else nameless.push(token);
  }
  for (const token of nameless) secrets.set(freeIdentifier(secrets), token);
  return Object.fromEntries(secrets);
}

function freeIdentifier(taken: ReadonlyMap<string, unknown>): string {
  let next = 1;
  while (taken.has(`${unknownIdentifier}/${next}`)) next += 1;
  return `${unknownIdentifier}/${next}`;
}
