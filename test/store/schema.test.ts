import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { reasons } from '../../src/core/state.ts';
import {
  grantSchema,
  identifierSchema,
  stateSchema,
  time,
  version,
} from '../../src/store/schema.ts';
import { recordsOf } from './examples.ts';

test('there are frozen records of this version', () => {
  expect(version).toBe(4);
  expect(recordsOf(version).length).toBeGreaterThan(0);
});

describe('a time', () => {
  test.each([0, 1.5, 1_790_000_000_000, 8.64e15])('can be %s', at => {
    expect(v.is(time, at)).toBe(true);
    expect(Number.isNaN(new Date(at).getTime())).toBe(false);
  });

  test.each([-1, 8.64e15 + 1, Number.NaN, Number.POSITIVE_INFINITY, '5', null, undefined])(
    'cannot be %s',
    at => {
      expect(v.is(time, at)).toBe(false);
    },
  );

  test('is what every field that ends in At is', () => {
    const found = new Map<string, boolean>();
    findTimes(stateSchema, 'state', found);
    const named = [...found].filter(([name]) => name.endsWith('At') || name === 'quietUntil');
    expect(named.filter(([, isTime]) => !isTime)).toEqual([]);
    expect(named.map(([name]) => name).sort()).toEqual([
      'abandonedAt',
      'addedAt',
      'confirmedAt',
      'copiedAt',
      'dueAt',
      'expiresAt',
      'giveUpAt',
      'greetedAt',
      'heardAt',
      'linkedAt',
      'orderedAt',
      'quietUntil',
      'refusedAt',
      'seenAt',
      'sentAt',
      'sinceAt',
    ]);
    expect([...found].filter(([, isTime]) => isTime)).toEqual(named);
  });
});

/** Notes for each field whether it is a time, by the very schema: a fallback keeps its `pipe`. */
function findTimes(schema: unknown, name: string, found: Map<string, boolean>): void {
  const { entries, item, options, wrapped, pipe } = Object(schema);
  found.set(name, pipe === time.pipe);
  if (wrapped !== undefined) findTimes(wrapped, name, found);
  if (item !== undefined) findTimes(item, name, found);
  for (const option of Array.isArray(options) ? options : []) findTimes(option, name, found);
  for (const [key, field] of Object.entries(entries ?? {})) findTimes(field, key, found);
}

describe('an identifier', () => {
  const id = '6f1c2f0e-93d4-4b8b-9d5e-2f7a4c1e8b90';

  test.each([id, id.toUpperCase(), `${id}/2`, `${id}/${'1'.repeat(27)}`])('can be %s', one => {
    expect(v.is(identifierSchema, one)).toBe(true);
  });

  test.each([
    '',
    'mine',
    `${id}/`,
    `${id}/x`,
    `${id}/2/3`,
    ` ${id}`,
    `${id}\n`,
    `${id}/${'1'.repeat(28)}`,
    id.slice(1),
    id.replaceAll('-', ''),
  ])('cannot be %j', one => {
    expect(v.is(identifierSchema, one)).toBe(false);
  });
});

test.each(reasons)('a grant can have failed for the reason: %s', reason => {
  const grant = { id: '6f1c2f0e-93d4-4b8b-9d5e-2f7a4c1e8b90', number: 1, tool: null };
  const failed = { ...grant, phase: 'failed', way: 'browser', reason, pending: null };
  expect(v.parse(grantSchema, failed)).toEqual(failed);
});
