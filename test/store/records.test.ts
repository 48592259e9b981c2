import { describe, expect, test } from 'vitest';
import { tokenOf } from '../../src/core/grants.ts';
import { upToDate } from '../../src/store/migrate.ts';
import { parseRecord } from '../../src/store/repair.ts';
import { expectValid, recordsOf, under } from './examples.ts';

describe.each([1, 2, 3] as const)('what version %i has written', version => {
  const records = recordsOf(version);

  test.each(records)('is whole, and not damaged: $name', ({ name, record }) => {
    const { saved, journal, isRepaired } = parseRecord(record);
    expectValid(saved);
    expect(isRepaired).toBe(true);
    // What versions 1 and 2 wrote of what had happened, nobody reads any more.
    expect(journal).toEqual(version === 3 ? record.journal : []);
    expect(saved.state.news === 'damaged').toBe(name === 'unlinked-damaged');
  });

  test.each(records)('is just as this version would have written it: $name', ({ record }) => {
    expect(parseRecord(upToDate(record)).isRepaired).toBe(false);
  });

  test.each(records)('has lost no token: $name', ({ record }) => {
    const known = under('token', record).filter(token => token !== null);
    const tokens = [...known, ...Object.values(Object(record.secrets))];
    expect(Object.values(parseRecord(record).saved.secrets).sort()).toEqual(tokens.sort());
  });

  test.each(records)('has lost no pin: $name', ({ record }) => {
    const before = [...under('pin', record), ...under('left', record).flat()];
    const after = under('pin', parseRecord(record).saved.state);
    expect(under('id', after)).toEqual(under('id', before));
  });

  test.each(records)('is the same once it was written: $name', ({ record }) => {
    const { saved, journal } = parseRecord(record);
    expect(parseRecord({ version: 4, ...saved, journal })).toEqual({
      saved,
      journal,
      isRepaired: false,
    });
  });
});

describe('what version 4 has written', () => {
  test.each(recordsOf(4))('comes back just as it is: $name', ({ record }) => {
    const { saved, journal, isRepaired } = parseRecord(record);
    expect({ version: 4, ...saved, journal }).toEqual(record);
    expect(isRepaired).toBe(false);
    expectValid(saved);
  });

  test('has every phase', () => {
    const known = new Set(under('phase', recordsOf(4)));
    expect([...known].sort()).toEqual(Object.keys(tokenOf).sort());
  });
});

test('there is every phase of version 3', () => {
  const phases = ['requesting', 'waiting', 'expired', 'failed', 'held', 'refused', 'ending'];
  const known = new Set(under('phase', recordsOf(3)));
  expect([...known].sort()).toEqual([...phases, 'givenUp'].sort());
});

test('there is every status of the older versions', () => {
  const one = ['unlinked', 'requesting', 'waiting', 'linked', 'expired', 'failed'];
  const statuses = (version: 1 | 2) =>
    new Set(recordsOf(version).flatMap(({ record }) => under('status', record.link)));
  expect([...statuses(1)].sort()).toEqual(one.sort());
  expect([...statuses(2)].sort()).toEqual([...one, 'revoked'].sort());
});
