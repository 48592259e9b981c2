import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect } from 'vitest';
import { attemptOf, isInUse, isKept } from '../../src/core/grants.ts';
import type { Saved } from '../../src/core/state.ts';
import { identifierSchema, stateSchema, tokenSchema } from '../../src/store/schema.ts';
import { root } from '../../tools/build.ts';

type Version = 1 | 2 | 3 | 4;

export interface Frozen {
  readonly name: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** The frozen records of a version. */
export function recordsOf(version: Version): readonly Frozen[] {
  const folder = join(root, 'test/records', String(version));
  return readdirSync(folder).map(file => ({
    name: file.replace('.json', ''),
    record: JSON.parse(readFileSync(join(folder, file), 'utf8')),
  }));
}

export function recordOf(version: Version, name: string): Frozen['record'] {
  const found = recordsOf(version).find(known => known.name === name);
  if (found === undefined) throw new Error(`There is no record ${version}/${name}.`);
  return found.record;
}

/** Everything in a value that is under this key, however deep. */
export function under(key: string, value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name === key ? [inner] : []),
    ...under(key, inner),
  ]);
}

/** What must hold of whatever was saved, whatever was stored. */
export function expectValid({ state, secrets }: Saved): void {
  const { grants, link } = state;
  expect(v.parse(stateSchema, state)).toEqual(state);
  const ids = grants.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const withToken = grants.filter(isKept).map(({ id }) => id);
  expect(Object.keys(secrets).sort()).toEqual(withToken.sort());
  expect(Object.keys(secrets).every(id => v.is(identifierSchema, id))).toBe(true);
  expect(Object.values(secrets).every(token => v.is(tokenSchema, token))).toBe(true);
  const inUse = grants.filter(isInUse);
  // That of a tool is handed over, and makes no link.
  const used = inUse.filter(({ tool }) => tool === null).map(({ id }) => id);
  expect(used).toEqual(link === null ? [] : [link]);
  const attempts = grants.filter(grant => attemptOf({ ...state, grants: [grant] }) !== null);
  expect(attempts.length).toBeLessThanOrEqual(1);
  expect(Math.max(0, ...grants.map(grant => grant.number))).toBeLessThanOrEqual(state.grantsMade);
}
