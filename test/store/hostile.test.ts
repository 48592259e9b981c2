import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { isNewer } from '../../src/store/migrate.ts';
import { parseRecord } from '../../src/store/repair.ts';
import { tokenSchema } from '../../src/store/schema.ts';
import { parseState } from '../../src/store/state.ts';
import { expectValid, recordsOf } from './examples.ts';

const parameters = { seed: 7, numRuns: 1_000 };

/** What comes of it is valid, and the same once it was written and read again. */
function expectStable(record: Readonly<Record<string, unknown>>): void {
  const { saved, journal } = parseRecord(record);
  expectValid(saved);
  const again = parseRecord(structuredClone({ version: 4, ...saved, journal }));
  expect(again).toEqual({ saved, journal, isRepaired: false });
  expect(parseState(saved.state, null)).toEqual(saved.state);
  expect(parseState(saved.state, saved.secrets)).toEqual(saved.state);
}

/** Whatever a browser may give back, and some that is nearly right. */
const anything = fc.oneof(
  fc.anything({ withNullPrototype: true, withDate: true, withMap: true, withSparseArray: true }),
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    Number.NaN,
    -0,
    -1,
    1e300,
    Number.MAX_SAFE_INTEGER,
    'x'.repeat(10_000),
    'token-of-nobody',
    '11111111-5d2c-4f6a-8b1e-111111111111',
    '22222222-5d2c-4f6a-8b1e-222222222222',
    JSON.parse('{"__proto__":{"phase":"held"},"constructor":7}'),
    { toString: 7, valueOf: 7 },
    [],
    {},
    null,
    undefined,
    'waiting',
    'held',
    'ending',
    'expired',
    'handed',
    'given',
    '0a1b2c3d4e5f6071',
  ),
);

const keys = ['version', 'state', 'secrets', 'journal', 'link', 'token', 'left', 'signOuts'];

/** A path to something in a value: at each step one of what is there, by its place. */
const paths = fc.array(fc.nat(50), { minLength: 1, maxLength: 7 });

/** The same value with something else at the end of the path, as far as it leads. */
function mutated(value: unknown, [step, ...further]: readonly number[], other: unknown): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) return other;
  const entries = Object.entries(value);
  const at = step % (entries.length + 1);
  const changed = entries.flatMap(([key, inner], i) => {
    if (i !== at) return [[key, inner] as const];
    const next = further.length === 0 ? other : mutated(inner, further, other);
    return next === undefined ? [] : [[key, next] as const];
  });
  return Array.isArray(value) ? changed.map(([, inner]) => inner) : Object.fromEntries(changed);
}

const frozen = ([1, 2, 3, 4] as const).flatMap(version => recordsOf(version));
const damaged = fc
  .tuple(fc.constantFrom(...frozen), fc.array(fc.tuple(paths, anything), { maxLength: 4 }))
  .map(([{ record }, changes]): Readonly<Record<string, unknown>> => {
    const other = changes.reduce<unknown>((known, change) => mutated(known, ...change), record);
    return typeof other === 'object' ? { ...other } : {};
  })
  .filter(record => !isNewer(record));

describe('whatever is stored', () => {
  test('under any keys, it becomes something that can be used', () => {
    const records = fc.dictionary(fc.constantFrom(...keys), anything);
    fc.assert(fc.property(records, expectStable), parameters);
  });

  test('as grants and secrets, it becomes something that can be used', () => {
    const ids = fc.constantFrom(
      '11111111-5d2c-4f6a-8b1e-111111111111',
      '22222222-5d2c-4f6a-8b1e-222222222222',
      '33333333-5d2c-4f6a-8b1e-333333333333/3',
      'mine',
    );
    const all = recordsOf(4).flatMap(({ record }) => Object(record.state).grants);
    const grants = fc.array(
      fc.tuple(fc.constantFrom(...all), ids).map(([grant, id]) => ({ ...grant, id })),
    );
    const tokens = fc.constantFrom('token-of-one', 'token-of-two', 'short');
    const states = fc.record({
      grants,
      link: fc.option(ids),
      quietUntil: fc.nat(),
      news: fc.constantFrom('signedOut', 'damaged', null),
      grantsMade: fc.nat(9),
    });
    const records = fc.record({
      version: fc.constant(4),
      state: states,
      secrets: fc.dictionary(ids, tokens),
      journal: fc.constant([]),
    });
    fc.assert(
      fc.property(records, record => {
        expectStable(record);
        const tokens = Object.values(record.secrets).filter(token => v.is(tokenSchema, token));
        expect(Object.values(parseRecord(record).saved.secrets).sort()).toEqual(tokens.sort());
      }),
      parameters,
    );
  });

  test('and however it is damaged, it becomes something that can be used', () => {
    fc.assert(fc.property(damaged, expectStable), parameters);
  });

  test('no token is lost with what is damaged around it', () => {
    const changes = fc.array(fc.tuple(paths, anything), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...recordsOf(4)), changes, ({ record }, those) => {
        const state = those.reduce((known, change) => mutated(known, ...change), record.state);
        expect(parseRecord({ ...record, state }).saved.secrets).toEqual(record.secrets);
      }),
      parameters,
    );
  });

  test('no token of version 2 is lost with the link that is damaged beside it', () => {
    const changes = fc.array(fc.tuple(paths, anything), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...recordsOf(2)), changes, ({ record }, those) => {
        const link = those.reduce((known, change) => mutated(known, ...change), record.link);
        const tokens = Object.values(parseRecord(record).saved.secrets).sort();
        const { saved } = parseRecord({ ...record, link });
        expect(Object.values(saved.secrets).sort()).toEqual(tokens);
      }),
      parameters,
    );
  });
});
