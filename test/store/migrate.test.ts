import { describe, expect, test } from 'vitest';
import type { Grant, State } from '../../src/core/state.ts';
import { fromOne } from '../../src/store/from-one.ts';
import { fromThree } from '../../src/store/from-three.ts';
import { fromTwo } from '../../src/store/from-two.ts';
import { hasState, isNewer, upToDate } from '../../src/store/migrate.ts';
import { parseRecord } from '../../src/store/repair.ts';
import { recordOf, recordsOf } from './examples.ts';

const at = 1_790_000_000_000;
const id = '6f1c2f0e-93d4-4b8b-9d5e-2f7a4c1e8b90';
const token = 'xK3y-Zq7Vb_1mNsT9wRp';
const unknown = '00000000-0000-4000-8000-000000000000';

/** What becomes of a frozen record. */
function taken(version: 1 | 2, name: string) {
  return parseRecord(recordOf(version, name)).saved;
}

function grantsOf(version: 1 | 2, name: string): readonly Grant[] {
  return taken(version, name).state.grants;
}

function stateWith(grants: readonly unknown[], more: Partial<State> = {}): unknown {
  const known = { link: null, quietUntil: 0, news: null, toolNews: [], endsTools: false };
  return { grants, ...known, grantsMade: grants.length, ...more };
}

const avatar = expect.stringMatching(/^data:image\/png;base64,/);
const thumb = 'https://plex.tv/users/0a1b2c3d4e5f6071/avatar?c=1789990000';
const ada = {
  uuid: null,
  name: 'Ada',
  email: 'ada@example.org',
  hasPass: true,
  role: 'home',
  thumb,
  avatar,
};

/** What plex.tv calls the account is not known before version 4: that is asked at once of a link. */
const due = { dueAt: 0, failures: 0, problem: null };

const held = {
  id,
  number: 1,
  tool: null,
  phase: 'held',
  linkedAt: at - 864_000_000,
  account: ada,
  confirmedAt: at - 3_000_000,
  isNewAccount: false,
  greetedAt: at - 864_000_000,
  pending: due,
};

const troubled = {
  ...held,
  pending: {
    dueAt: at + 240_000,
    failures: 9,
    problem: { reason: 'unreachable', sinceAt: at - 700_000 },
  },
};

const refused = {
  id,
  number: 1,
  tool: null,
  phase: 'refused',
  linkedAt: at - 864_000_000,
  account: ada,
  refusedAt: at - 60_000,
  pending: null,
};

/** The attempt has come to nothing, by this way and for this reason. */
function failed(way: string, reason: string): object {
  return { id, number: 1, tool: null, phase: 'failed', way, reason, pending: null };
}

const requesting = {
  id,
  number: 1,
  tool: null,
  phase: 'requesting',
  way: 'device',
  pending: { dueAt: at + 30_000, failures: 0, problem: null },
  giveUpAt: at + 120_000,
};

const waiting = {
  id,
  number: 1,
  tool: null,
  phase: 'waiting',
  way: 'device',
  pin: {
    id: 2718281828,
    code: '7RQZ',
    expiresAt: at + 893_000,
    expiresIn: 893,
    graceGiven: false,
    location: null,
    trusted: false,
  },
  pending: { dueAt: at + 5_000, failures: 0, problem: null },
  sentAt: at,
  hurried: 0,
  heardAt: 0,
  hearing: false,
  abandonedAt: null,
};

const left = {
  ...waiting,
  pin: {
    ...waiting.pin,
    id: 1618033988,
    code: '0000',
    expiresAt: at + 600_000,
    expiresIn: 880,
  },
  pending: { dueAt: at + 30_000, failures: 0, problem: null },
  sentAt: at - 200_000,
  abandonedAt: at - 200_000,
};

const ending = {
  id,
  number: 1,
  tool: null,
  phase: 'ending',
  account: null,
  orderedAt: at + 30_000,
  byUser: true,
  isDoubted: false,
  pending: { dueAt: at + 30_000, failures: 0, problem: null },
};

function numbered(grant: object, number: number): unknown {
  return { ...grant, id: `${id}/${number}`, number };
}

describe('what version 2 has written', () => {
  test.each([
    ['unlinked', []],
    ['requesting', [requesting]],
    ['waiting-by-code', [waiting]],
    ['expired', [failed('device', 'expired')]],
    ['failed', [failed('browser', 'unexpectedBody')]],
    ['declined', [failed('browser', 'gone')]],
  ])('is taken over without a link: %s', (name, grants) => {
    expect(taken(2, name)).toEqual({ state: stateWith(grants), secrets: {} });
  });

  test.each([
    ['linked', [held]],
    ['linked-in-trouble', [troubled]],
    ['revoked', [refused]],
    ['requesting-over-linked', [held, numbered({ ...requesting, way: 'browser' }, 2)]],
    ['waiting-over-revoked', [refused, numbered(waiting, 2), numbered(left, 3)]],
    ['expired-over-linked', [troubled, numbered(failed('browser', 'expired'), 2)]],
  ])('is taken over with its link: %s', (name, grants) => {
    expect(taken(2, name)).toEqual({
      state: stateWith(grants, { link: id }),
      secrets: { [id]: token },
    });
  });

  test('keeps what an attempt has met, and what it has heard', () => {
    expect(grantsOf(2, 'waiting-in-trouble')).toEqual([
      {
        ...waiting,
        pin: { ...waiting.pin, graceGiven: true },
        pending: {
          dueAt: at + 28_000,
          failures: 2,
          problem: { reason: 'rateLimited', sinceAt: at },
        },
      },
    ]);
    expect(grantsOf(2, 'waiting-in-browser')).toMatchObject([
      { way: 'browser', heardAt: at - 1_000, hearing: true },
    ]);
    expect(grantsOf(2, 'revoked-in-trouble')).toMatchObject([
      { pending: { dueAt: at + 4_000, failures: 3, problem: { reason: 'outage' } } },
    ]);
  });

  test('keeps a question that has met no trouble', () => {
    const pending = { dueAt: at + 30_000, failures: 0, problem: null };
    expect(grantsOf(2, 'linked-just-now')).toMatchObject([{ confirmedAt: 0, pending }]);
  });

  test('gives each pin and token a grant, and shares the one identifier between them', () => {
    const { state, secrets } = taken(2, 'everything');
    expect(state.grants.map(grant => [grant.id, grant.number, grant.phase])).toEqual([
      [id, 1, 'held'],
      [`${id}/2`, 2, 'waiting'],
      [`${id}/3`, 3, 'waiting'],
      [`${id}/4`, 4, 'waiting'],
      [`${id}/5`, 5, 'ending'],
      [`${id}/6`, 6, 'ending'],
    ]);
    expect(state).toMatchObject({ link: id, grantsMade: 6 });
    expect(secrets).toEqual({
      [id]: token,
      [`${id}/5`]: 'aB4c-Ed8Fg_2hJkL6mNo',
      [`${id}/6`]: 'zY9x-Wv5Ut_3sRqP7oNm',
    });
  });

  test('looks after left pins', () => {
    expect(grantsOf(2, 'left-pins')).toMatchObject([
      left,
      {
        id: `${id}/2`,
        pin: { id: 1414213562, graceGiven: true },
        pending: { dueAt: at + 16_000, failures: 5, problem: null },
        abandonedAt: at - 900_000,
      },
    ]);
  });

  test('ends what was to be ended, and tells of it who has asked for it', () => {
    expect(taken(2, 'unlinked-signing-out')).toEqual({
      state: stateWith([ending]),
      secrets: { [id]: 'aB4c-Ed8Fg_2hJkL6mNo' },
    });
    const problem = { reason: 'unreachable', sinceAt: at + 64_000 };
    expect(taken(2, 'unlinked-not-signed-out').state).toMatchObject({
      news: null,
      grants: [
        { byUser: true, pending: { dueAt: at + 64_000, failures: 7, problem } },
        { byUser: true, pending: { dueAt: at - 1_000, failures: 0, problem: null } },
      ],
    });
    const spare = grantsOf(2, 'linked-with-spare').at(-1);
    expect(spare).toMatchObject({ phase: 'ending', byUser: false, orderedAt: at - 1_000 });
  });

  test.each([
    ['unlinked-signed-out', 'signedOut'],
    ['unlinked-damaged', 'damaged'],
    ['unlinked', null],
  ])('keeps its news: %s', (name, news) => {
    expect(taken(2, name).state.news).toBe(news);
  });

  test.each([undefined, 7, '', 'mine', `${id}/2`, 'x'.repeat(10_000)])(
    'is known by a made-up identifier where its own is none: %s',
    clientIdentifier => {
      const { saved } = parseRecord({ ...recordOf(2, 'waiting-over-linked'), clientIdentifier });
      expect(saved.state.grants.map(grant => grant.id)).toEqual([unknown, `${unknown}/2`]);
      expect(saved.state.link).toBe(unknown);
      expect(saved.secrets).toEqual({ [unknown]: token });
    },
  );

  test.each([
    ['cannot be read', 'damaged'],
    ['is a list', [held]],
    ['is missing', undefined],
    ['knows of no link', { status: 'unlinked', news: null }],
    ['has another status', { status: 'dreaming', linkedAt: 7 }],
  ])('is a link where there is a token, and its record %s', (_, link) => {
    const { saved } = parseRecord({ ...recordOf(2, 'linked'), link });
    expect(saved).toEqual({
      state: {
        grants: [
          {
            id,
            number: 1,
            tool: null,
            phase: 'held',
            linkedAt: 0,
            account: null,
            confirmedAt: 0,
            isNewAccount: false,
            greetedAt: null,
            pending: { dueAt: 0, failures: 0, problem: null },
          },
        ],
        link: id,
        quietUntil: 0,
        news: null,
        toolNews: [],
        endsTools: false,
        grantsMade: expect.any(Number),
      },
      secrets: { [id]: token },
    });
  });

  test('is a link beside an attempt where what was before cannot be read', () => {
    const { link } = recordOf(2, 'waiting-by-code');
    for (const before of [7, null, undefined]) {
      const record = {
        version: 2,
        clientIdentifier: id,
        link: Object.assign({}, link, { before }),
      };
      expect(parseRecord(record).saved.state).toMatchObject({ link: null, grants: [{ id }] });
      const { saved } = parseRecord({ ...record, token });
      expect(saved.state).toMatchObject({
        link: id,
        grants: [
          { id, phase: 'held' },
          { phase: 'waiting', abandonedAt: null },
        ],
      });
    }
  });

  test.each([null, 7, '', 'two\nlines', undefined])('is no link where its token is %j', broken => {
    for (const name of ['linked', 'revoked']) {
      const { saved } = parseRecord({ ...recordOf(2, name), token: broken });
      expect(saved.state).toMatchObject({ grants: [], link: null, news: 'damaged' });
      expect(saved.secrets).toEqual({});
    }
    const { saved } = parseRecord({ ...recordOf(2, 'unlinked'), token: broken });
    expect(saved.state).toMatchObject({ grants: [], link: null, news: null });
  });

  test('leaves the pin of a damaged attempt to be looked after', () => {
    for (const link of [
      { status: 'waiting', pin: { id: 7 } },
      { status: 'dreaming', pin: { id: 7 } },
    ]) {
      const { saved } = parseRecord({ version: 2, clientIdentifier: id, link, left: [{ id: 8 }] });
      expect(saved.state).toMatchObject({
        news: 'damaged',
        grants: [
          { id, phase: 'waiting', pin: { id: 7, expiresAt: 0, expiresIn: 3_600 }, abandonedAt: 0 },
          { id: `${id}/2`, phase: 'waiting', pin: { id: 8 }, abandonedAt: 0 },
        ],
      });
    }
  });

  test('loses no entry of a list for one that is broken', () => {
    const signOuts = [
      'x',
      null,
      { token: 7 },
      { token, askAt: 'x', failures: 'y', asked: 'z' },
      [],
    ];
    const { saved } = parseRecord({ version: 2, clientIdentifier: id, left: {}, signOuts });
    expect(saved.state.grants).toEqual([
      {
        ...ending,
        id: `${id}/2`,
        number: 2,
        orderedAt: 0,
        byUser: false,
        pending: { dueAt: 0, failures: 0, problem: null },
      },
    ]);
    expect(saved.secrets).toEqual({ [`${id}/2`]: token });
  });

  test('says nothing of a failure that there was not', () => {
    for (const failures of [undefined, 0, -1, '7']) {
      const signOuts = [{ token, askAt: 5, failures }];
      const { saved } = parseRecord({ version: 2, signOuts });
      expect(saved.state.grants).toMatchObject([{ pending: { failures: 0, problem: null } }]);
    }
  });

  test('loses no token of version 3 where version 2 was installed again', () => {
    const three = recordOf(3, 'held');
    const { version, ...two } = recordOf(2, 'waiting-by-code');
    const { saved } = parseRecord({ ...three, ...two, version });
    expect(saved.state).toMatchObject({
      link: null,
      grants: [{ id, phase: 'waiting' }, { phase: 'ending' }],
    });
    expect(Object.values(saved.secrets)).toEqual([token]);
    const linked = parseRecord({ ...three, ...recordOf(2, 'linked') }).saved;
    expect(linked.state).toMatchObject({ link: id, grants: [{ id }, { phase: 'ending' }] });
  });
});

describe('what version 1 has written', () => {
  test('is taken over with its link', () => {
    const account = {
      uuid: null,
      name: 'Ada',
      avatar,
      email: null,
      hasPass: null,
      role: null,
      thumb: null,
    };
    const linkedAt = at - 86_400_000;
    const taking = { ...held, linkedAt, greetedAt: linkedAt, account, confirmedAt: 0 };
    expect(taken(1, 'linked')).toEqual({
      state: stateWith([taking], { link: id }),
      secrets: { [id]: token },
    });
    expect(grantsOf(1, 'linked-account-unknown')).toEqual([
      { ...taking, account: null, pending: { dueAt: at + 8_000, failures: 3, problem: null } },
    ]);
  });

  test.each([
    ['unlinked', []],
    ['nothing-but-an-identifier', []],
    ['requesting', [{ ...requesting, way: 'browser' }]],
    ['waiting-by-code', [waiting]],
    ['expired', [failed('device', 'expired')]],
  ])('is taken over without a link: %s', (name, grants) => {
    expect(taken(1, name)).toEqual({ state: stateWith(grants), secrets: {} });
  });

  test('is taken over with its sign-outs, which nobody waits for', () => {
    expect(grantsOf(1, 'unlinked-signing-out')).toMatchObject([
      { id, phase: 'ending', byUser: false },
      { id: `${id}/2`, phase: 'ending', byUser: false, pending: { failures: 9 } },
    ]);
  });

  test('gets what version 2 has added, and keeps what it has', () => {
    const before = { status: 'unlinked', news: null };
    expect(fromOne({ link: { status: 'expired' }, left: [7] })).toEqual({
      version: 2,
      link: { status: 'expired', before, account: undefined },
      left: [7],
    });
    for (const status of ['requesting', 'waiting', 'failed']) {
      expect(fromOne({ link: { status } })).toMatchObject({ link: { status, before } });
    }
    expect(fromOne({ link: { status: 'unlinked' } })).toMatchObject({ link: { news: null } });
    expect(fromOne({ link: { status: 'unlinked', news: 'x' } })).toMatchObject({
      link: { news: 'x' },
    });
    const account = { name: 'Ada', email: 'a@b.c' };
    expect(fromOne({ link: { status: 'linked', account } })).toMatchObject({
      link: { confirmedAt: 0, account: { email: 'a@b.c', hasPass: null, role: null, thumb: null } },
    });
    expect(fromOne({ link: { status: 'dreaming' } })).toMatchObject({
      link: { status: 'dreaming' },
    });
    const status = { toString: 7, valueOf: 7 };
    expect(fromOne({ link: { status } })).toMatchObject({ link: { status } });
    expect(fromOne({ link: 'x' })).toEqual({ version: 2, link: 'x' });
  });
});

describe('what version 3 has written', () => {
  const uuid = '0a1b2c3d4e5f6071';

  test('is taken over with its link, and asked at once what plex.tv calls it', () => {
    const { saved, journal } = parseRecord(recordOf(3, 'held'));
    const link = Object.keys(saved.secrets)[0] ?? null;
    const greetedAt = at - 863_000_000;
    expect(saved.state).toEqual(stateWith([{ ...held, id: link, greetedAt }], { link }));
    expect(journal).toEqual(recordOf(3, 'held').journal);
    expect(saved.secrets).toEqual(recordOf(3, 'held').secrets);
  });

  test.each(['requesting', 'waiting-by-code', 'waiting-in-browser', 'abandoned', 'failed'])(
    'is taken over without a link: %s',
    name => {
      const { state } = recordOf(3, name);
      const grants = Object(state).grants.map((grant: object) => ({ ...grant, tool: null }));
      expect(parseRecord(recordOf(3, name)).saved.state).toEqual({
        ...Object(state),
        grants,
        toolNews: [],
        endsTools: false,
      });
    },
  );

  test('has no phase any more for a pin that nobody has approved, and for what is given up', () => {
    expect(parseRecord(recordOf(3, 'expired')).saved.state.grants).toEqual([
      { ...failed('browser', 'expired'), id: expect.any(String), way: expect.any(String) },
    ]);
    const { state, secrets } = parseRecord(recordOf(3, 'given-up')).saved;
    const [over] = state.grants;
    expect(over).toEqual({
      ...ending,
      id: over?.id,
      orderedAt: 0,
      byUser: false,
      pending: null,
    });
    expect(Object.keys(secrets)).toEqual([over?.id]);
  });

  test('keeps a question that waits for its answer, and what is known already', () => {
    const pending = { dueAt: 7, failures: 2, problem: null };
    const grants = (...known: object[]) => fromThree({ state: { grants: known } }).state;
    const account = { name: 'Ada' };
    for (const [phase, asked] of [
      ['held', due],
      ['refused', null],
    ] as const) {
      const unknown = { phase, account: { uuid: null, name: 'Ada' }, pending: asked };
      expect(grants({ phase, account, pending: null })).toMatchObject({ grants: [unknown] });
      expect(grants({ phase, account: { uuid, name: 'Ada' }, pending: null })).toMatchObject({
        grants: [{ account: { uuid, name: 'Ada' }, pending: null }],
      });
      expect(grants({ phase, account: null, pending: null })).toMatchObject({
        grants: [{ account: null, pending: null }],
      });
    }
    expect(grants({ phase: 'held', account, pending })).toMatchObject({ grants: [{ pending }] });
    expect(grants({ phase: 'ending', account: uuid })).toMatchObject({
      grants: [{ account: uuid }],
    });
    expect(grants({ phase: 'ending' })).toMatchObject({ grants: [{ account: null, tool: null }] });
  });

  test('is taken over as far as it can be read', () => {
    for (const state of [undefined, null, 7, 'x', []]) {
      expect(fromThree({ state })).toEqual({ version: 4, state });
    }
    expect(fromThree({ state: { grants: 'x' } }).state).toMatchObject({ grants: 'x' });
    expect(fromThree({ state: { grants: [null, 7, { phase: {} }] } }).state).toMatchObject({
      grants: [{ phase: {}, tool: null }],
    });
  });

  test('is not taken for it where only the number of a later version is damaged', () => {
    for (const { name, record } of recordsOf(4)) {
      const { saved } = parseRecord({ ...record, version: 'x' });
      const { state, secrets } = parseRecord(record).saved;
      expect([name, saved]).toEqual([name, { state, secrets }]);
    }
  });
});

describe('the versions', () => {
  test('come one after the other', () => {
    const record = recordOf(1, 'waiting-by-code');
    const taken = fromThree(fromTwo(fromOne(record)));
    expect(upToDate(record)).toEqual(taken);
    expect(upToDate({ ...record, version: 'x' })).toEqual(taken);
    expect(upToDate({ ...record, version: 1 })).toEqual(taken);
    // Version 2 is not taken for version 1: it lacks what it lacks.
    const two = { version: 2, link: { status: 'waiting', way: 'device' } };
    expect(upToDate(two)).toEqual(fromThree(fromTwo(two)));
    expect(fromTwo(two)).toMatchObject({ version: 3, journal: [] });
    const three = recordOf(3, 'everything');
    expect(upToDate(three)).toEqual(fromThree(three));
  });

  test('end with this one', () => {
    const record = recordOf(4, 'everything');
    expect(upToDate(record)).toBe(record);
  });

  test('older keys are no data beside a record of this one', () => {
    const { version: _, ...two } = recordOf(2, 'linked');
    const four = recordOf(4, 'waiting-by-code');
    const { saved, isRepaired } = parseRecord({ ...four, ...two, journal: four.journal });
    expect(saved).toEqual({ state: four.state, secrets: {} });
    expect(isRepaired).toBe(true);
    const bare = parseRecord({ ...two, version: 4 }).saved;
    expect(bare).toMatchObject({ state: { grants: [], news: 'damaged' }, secrets: {} });
  });

  test.each([
    [{ version: 4 }, true],
    [{ version: 3, state: {} }, true],
    [{ version: 3 }, false],
    [{ state: {} }, true],
    [{ secrets: {} }, true],
    [{ version: 'x', state: {} }, true],
    [{ version: Number.NaN, secrets: {} }, true],
    [{ version: 2, state: {}, secrets: {} }, false],
    [{ version: 2 }, false],
    [{ link: {} }, false],
    [{}, false],
  ])('%j has a state: %s', (record, expected) => {
    expect(hasState(record)).toBe(expected);
  });

  test.each([
    [5, true],
    [999, true],
    [1_000, false],
    [3.5, false],
    [1e30, false],
    [4, false],
    [3, false],
    [2, false],
    ['5', false],
    [Number.NaN, false],
    [undefined, false],
  ])('%s is newer: %s', (version, expected) => {
    expect(isNewer({ version })).toBe(expected);
  });
});
