import { describe, expect, test } from 'vitest';
import { journalLength } from '../../src/core/journal.ts';
import { wakeAt } from '../../src/core/schedule.ts';
import type { Grant } from '../../src/core/state.ts';
import { initial } from '../../src/core/state.ts';
import { type Loaded, parseJournal, parseRecord } from '../../src/store/repair.ts';
import { parseState } from '../../src/store/state.ts';
import { expectValid, recordOf } from './examples.ts';

const at = 1_790_000_000_000;
const token = 'xK3y-Zq7Vb_1mNsT9wRp';
const other = 'aB4c-Ed8Fg_2hJkL6mNo';

function idOf(n: number): string {
  return `${String(n).repeat(8)}-5d2c-4f6a-8b1e-${String(n).repeat(12)}`;
}

const due = { dueAt: 0, failures: 0, problem: null };

const pin = {
  id: 7,
  code: '7RQZ',
  expiresAt: at,
  expiresIn: 893,
  graceGiven: true,
  location: 'Amsterdam',
  trusted: true,
};

/** A whole grant of each phase, the numbers of which are its place here. */
const whole = {
  requesting: { phase: 'requesting', way: 'device', pending: due, giveUpAt: at },
  waiting: {
    phase: 'waiting',
    way: 'browser',
    pin,
    pending: due,
    sentAt: at,
    hurried: 1,
    heardAt: 5,
    hearing: true,
    abandonedAt: null,
  },
  expired: { phase: 'failed', way: 'device', reason: 'expired', pending: null },
  failed: { phase: 'failed', way: 'device', reason: 'gone', pending: null },
  held: {
    phase: 'held',
    linkedAt: at,
    account: {
      uuid: 'ada',
      name: 'Ada',
      email: null,
      hasPass: null,
      role: null,
      thumb: null,
      avatar: null,
    },
    confirmedAt: at,
    isNewAccount: true,
    greetedAt: at,
    pending: null,
  },
  refused: { phase: 'refused', linkedAt: at, account: null, refusedAt: at, pending: null },
  ending: {
    phase: 'ending',
    account: 'ada',
    orderedAt: at,
    byUser: true,
    isDoubted: true,
    pending: due,
  },
  givenUp: {
    phase: 'ending',
    account: 'ada',
    orderedAt: at,
    byUser: false,
    isDoubted: false,
    pending: null,
  },
} as const;

const tool = { kind: 'kometa', name: 'Kometa', account: 'ada', addedAt: at, replaces: null };

/** A whole grant of a tool in each phase that it may have. */
const tools = {
  requesting: { ...whole.requesting, way: null },
  approving: { phase: 'approving', pin, isAsked: false, pending: due },
  waiting: { ...whole.waiting, way: null },
  failed: { ...whole.failed, way: null },
  verifying: { phase: 'verifying', pending: due },
  handed: { phase: 'handed', copiedAt: at, pending: due },
  given: { phase: 'given', seenAt: at, pending: null },
  removing: { phase: 'removing', seenAt: at, orderedAt: at, pending: due },
  ending: whole.ending,
} as const;

function grant(phase: keyof typeof whole, n: number, more: object = {}): object {
  return { id: idOf(n), number: n, tool: null, ...whole[phase], ...more };
}

function toolGrant(phase: keyof typeof tools, n: number, more: object = {}): object {
  return { id: idOf(n), number: n, tool, ...tools[phase], ...more };
}

const last = 8.64e15;

/** A token of which only itself is known. */
const unknownLink = {
  tool: null,
  phase: 'held',
  linkedAt: 0,
  account: null,
  confirmedAt: 0,
  isNewAccount: false,
  greetedAt: null,
  pending: due,
};

const unwanted = {
  tool: null,
  phase: 'ending',
  account: null,
  orderedAt: last,
  byUser: false,
  isDoubted: false,
  pending: due,
};

function numbered(known: object, n: number, number = n): object {
  return { id: idOf(n), number, ...known };
}

function recordWith(
  grants: unknown,
  secrets: unknown = {},
  link: unknown = null,
  more: object = {},
): Record<string, unknown> {
  const grantsMade = 9;
  const known = { quietUntil: 5, news: null, toolNews: [], endsTools: false, grantsMade };
  const state = { grants, link, ...known, ...more };
  return { version: 4, state, secrets, journal: [] };
}

/** What comes of a record that is damaged: it is valid, and the same once it was written. */
function repaired(record: Record<string, unknown>): Loaded['saved'] {
  const { saved, journal, isRepaired } = parseRecord(record);
  expectValid(saved);
  expect(isRepaired).toBe(true);
  const again = parseRecord({ version: 4, ...saved, journal });
  expect(again).toEqual({ saved, journal, isRepaired: false });
  return saved;
}

function grantsOf(...record: Parameters<typeof recordWith>): readonly Grant[] {
  return repaired(recordWith(...record)).state.grants;
}

describe('what is whole', () => {
  test('is nothing in a fresh install', () => {
    expect(parseRecord({})).toEqual({ saved: initial, journal: [], isRepaired: false });
  });

  test('comes back, in whatever order its keys are', () => {
    const record = recordWith(
      [grant('held', 1), grant('waiting', 2)],
      { [idOf(1)]: token },
      idOf(1),
    );
    const { saved, isRepaired } = parseRecord(record);
    expect({ version: 4, ...saved, journal: [] }).toEqual(record);
    expect(isRepaired).toBe(false);
    const { version, state, secrets, journal } = record;
    expect(parseRecord({ journal, secrets, state, version }).isRepaired).toBe(false);
  });

  test.each([
    ['another number', { version: 2.9 }],
    ['no number', { version: undefined }],
    ['a key too many', { link: null }],
    ['no journal', { journal: undefined }],
    ['a journal of something else', { journal: {} }],
    ['a list of secrets', { secrets: [] }],
    ['a number of secrets', { secrets: 7 }],
    ['no secrets', { secrets: null }],
  ])('is written again where there is %s', (_, more) => {
    const record = recordWith([grant('expired', 1)]);
    const found = Object.entries({ ...record, ...more }).filter(([, value]) => value !== undefined);
    expect(repaired(Object.fromEntries(found)).state).toEqual(record.state);
  });

  test('is known by what a page may read of it', () => {
    for (const name of ['everything', 'switching', 'held-just-now', 'given-up']) {
      const { state } = recordOf(4, name);
      expect(parseState(state, null)).toEqual(state);
    }
  });
});

describe('a damaged grant', () => {
  test.each<[string, unknown]>([
    ['that is nothing', null],
    ['that is text', 'held'],
    ['that is a list', []],
    ['of no known phase', grant('expired', 3, { phase: 'dreaming' })],
    ['without an identifier', grant('expired', 3, { id: undefined })],
    ['with an identifier that is none', grant('expired', 3, { id: 'mine' })],
    ['with a long identifier', grant('expired', 3, { id: `${idOf(3)}/${'1'.repeat(28)}` })],
    ['with half an identifier', grant('expired', 3, { id: `x${idOf(3)}` })],
    ['with more than an identifier', grant('expired', 3, { id: `${idOf(3)}/2x` })],
    ['by no way', grant('expired', 3, { way: 'pigeon' })],
    ['for no reason', grant('failed', 3, { reason: 'declined' })],
    ['that would be asked for without an end', grant('requesting', 3, { giveUpAt: '7' })],
    ['with a time after all times', grant('requesting', 3, { giveUpAt: last + 2 })],
    ['with a time before all times', grant('requesting', 3, { giveUpAt: -1 })],
  ])('takes no other with it: one %s', (_, broken) => {
    const known = [grant('held', 1), broken, grant('expired', 2)];
    const saved = repaired(recordWith(known, { [idOf(1)]: token }, idOf(1)));
    expect(saved.state).toMatchObject({ grants: [known[0], known[2]], link: idOf(1), news: null });
    const { state } = repaired(recordWith([broken]));
    expect(state).toEqual({
      grants: [],
      link: null,
      quietUntil: 5,
      news: 'damaged',
      toolNews: [],
      endsTools: false,
      grantsMade: 9,
    });
  });

  test.each([
    ['no end', { pin: { ...pin, expiresAt: 'x' } }, { expiresAt: 0 }],
    ['no code', { pin: { ...pin, code: '' } }, {}],
    ['a short code', { pin: { ...pin, code: 'abc' } }, {}],
    ['a code that is too long', { pin: { ...pin, code: 'a'.repeat(65) } }, {}],
    [
      'a lifetime below nothing, and no way',
      { way: 7, pin: { ...pin, expiresIn: -1 } },
      { expiresIn: 3_600 },
    ],
    ['a code of 4 kB', { pin: { ...pin, code: 'a'.repeat(4_096) } }, {}],
    ['a code of other signs', { pin: { ...pin, code: '7R Z' } }, {}],
    ['a code after a space', { pin: { ...pin, code: ' 7RQZ' } }, {}],
    ['a code before a line break', { pin: { ...pin, code: '7RQZ\n' } }, {}],
    ['no way', { way: 7 }, {}],
    ['no phase', { phase: 'dreaming' }, {}],
    [
      'no end and an odd lifetime',
      { pin: { id: 7, expiresIn: 1e9 } },
      { expiresAt: 0, expiresIn: 3_600 },
    ],
  ])('leaves a pin to be looked after where it has %s', (_, more, known) => {
    const { state } = repaired(recordWith([grant('waiting', 1, more)]));
    expect(state).toEqual({
      grants: [
        {
          id: idOf(1),
          number: 1,
          tool: null,
          phase: 'waiting',
          way: 'device',
          pin: {
            id: 7,
            code: '0000',
            expiresAt: at,
            expiresIn: 893,
            graceGiven: false,
            location: null,
            trusted: false,
            ...known,
          },
          pending: due,
          sentAt: at,
          hurried: 0,
          heardAt: 0,
          hearing: false,
          abandonedAt: at,
        },
      ],
      link: null,
      quietUntil: 5,
      news: 'damaged',
      toolNews: [],
      endsTools: false,
      grantsMade: 9,
    });
  });

  test.each([0, -7, 1.5, '7', Number.NaN, 2 ** 53, null])('is gone with its pin %s', id => {
    expect(grantsOf([grant('waiting', 1, { pin: { ...pin, id } })])).toEqual([]);
  });

  test.each(['4444', 'a'.repeat(64)])('is none where its code is %s', code => {
    const record = recordWith([grant('waiting', 1, { pin: { ...pin, code } })]);
    expect(parseRecord(record).isRepaired).toBe(false);
  });

  test('is believed to be unwanted where nobody knows', () => {
    for (const abandonedAt of [undefined, 'x', -1]) {
      expect(grantsOf([grant('waiting', 1, { abandonedAt })])).toMatchObject([{ abandonedAt: 0 }]);
    }
  });

  test('is whole again for all that can be asked again', () => {
    const x: unknown = { x: 'x' };
    const bad = { pending: x, hurried: -1, heardAt: x, hearing: 1, sentAt: -1, number: 0.5 };
    const badPin = { ...pin, expiresIn: 1e9, graceGiven: 1, location: 'x'.repeat(251), trusted: x };
    expect(grantsOf([grant('waiting', 4, { ...bad, pin: badPin })])).toEqual([
      {
        ...grant('waiting', 4),
        number: 1,
        pin: { ...pin, expiresIn: 3_600, graceGiven: false, location: null, trusted: false },
        sentAt: 0,
        hurried: 0,
        heardAt: 0,
        hearing: false,
      },
    ]);
    const [held] = grantsOf(
      [
        grant('held', 1, {
          linkedAt: x,
          account: x,
          confirmedAt: x,
          isNewAccount: x,
          greetedAt: x,
        }),
      ],
      { [idOf(1)]: token },
      idOf(1),
    );
    expect(held).toEqual(numbered(unknownLink, 1));
    const [refused] = grantsOf(
      [grant('refused', 1, { linkedAt: x, account: x, refusedAt: x, pending: 7 })],
      { [idOf(1)]: token },
      idOf(1),
    );
    expect(refused).toEqual(grant('refused', 1, { linkedAt: 0, refusedAt: 0 }));
    const [ending] = grantsOf(
      [grant('ending', 1, { orderedAt: x, byUser: x, isDoubted: x, pending: 7 })],
      { [idOf(1)]: token },
    );
    expect(ending).toEqual(
      grant('ending', 1, { orderedAt: 0, byUser: false, isDoubted: false, pending: due }),
    );
    expect(grantsOf([grant('expired', 1, { pending: due })])).toEqual([grant('expired', 1)]);
  });

  test('keeps of a question what can be read', () => {
    const half = { dueAt: 'x', failures: 1.5, problem: { reason: 'because', sinceAt: 5 } };
    const [none] = grantsOf([grant('waiting', 1, { pending: half })]);
    expect(none?.pending).toEqual(due);
    const problem = { reason: 'outage', sinceAt: -5 };
    const [some] = grantsOf([grant('waiting', 1, { pending: { dueAt: 7, failures: 2, problem } })]);
    expect(some?.pending).toEqual({ dueAt: 7, failures: 2, problem: { ...problem, sinceAt: 0 } });
  });

  test.each([
    ['uuid', 'x'.repeat(65)],
    ['uuid', ''],
    ['uuid', 'a b'],
    ['uuid', 7],
    ['email', 'x'.repeat(255)],
    ['email', 7],
    ['hasPass', 'yes'],
    ['role', 'owner'],
    ['thumb', 'avatar.png'],
    ['thumb', `https://plex.tv/${'x'.repeat(2_000)}`],
    ['avatar', 'https://plex.tv/a.png'],
    ['avatar', `data:image/png;base64,${'A'.repeat(100_000)}`],
  ])('does not know of an account what is broken: %s', (key, value) => {
    const account = {
      uuid: 'ada',
      name: 'Ada',
      email: 'ada@example.org',
      hasPass: true,
      role: 'home',
      thumb: 'https://plex.tv/a',
      avatar: 'data:image/png;base64,AA==',
    };
    const known = (of: object) =>
      recordWith([grant('held', 1, { account: of })], { [idOf(1)]: token }, idOf(1));
    expect(parseRecord(known(account)).isRepaired).toBe(false);
    const { state } = repaired(known({ ...account, [key]: value }));
    expect(state.grants).toMatchObject([{ account: { ...account, [key]: null }, pending: null }]);
  });

  test.each(['x'.repeat(10_000), 'x'.repeat(201), 7, undefined])(
    'asks whose account it is at once where its name is %s',
    name => {
      const account = { ...whole.held.account, name };
      const saved = [[grant('held', 1, { account })], { [idOf(1)]: token }, idOf(1)] as const;
      expect(grantsOf(...saved)).toMatchObject([{ account: null, pending: due }]);
      expect(wakeAt(repaired(recordWith(...saved)).state, at)).toBe(at);
    },
  );

  test('of which there are two: the first stays, and the second ends no token of it', () => {
    const twice = [grant('held', 1), grant('ending', 1)];
    expect(grantsOf(twice, { [idOf(1)]: token }, idOf(1))).toEqual([grant('held', 1)]);
  });
});

describe('a token', () => {
  const tokens = { [idOf(1)]: token };

  test.each([
    ['cannot be read', [grant('held', 1, { phase: 'x' })], idOf(1)],
    ['is missing', [], idOf(1)],
    ['is missing, and nothing names it', [], 'x'],
    ['cannot be read, and the name of the link neither', [null], 'x'],
    ['is in a list that is none', 'x', 'x'],
    ['has no token by its phase, but is named', [grant('expired', 1)], idOf(1)],
  ])('is the link where its grant %s', (_, grants, link) => {
    const saved = repaired(recordWith(grants, tokens, link));
    expect(saved.secrets).toEqual(tokens);
    expect(saved.state).toMatchObject({ grants: [{ ...unknownLink, id: idOf(1) }], link: idOf(1) });
    expect(saved.state.news).toBe(null);
  });

  test('is ended where nothing is known of it but that there was no link', () => {
    for (const lost of [[], [grant('ending', 1, { orderedAt: 'x', phase: 'endin' })], 'x']) {
      const { state, secrets } = repaired(recordWith(lost, tokens, null));
      expect(state).toMatchObject({ grants: [{ id: idOf(1), phase: 'ending' }], link: null });
      expect(secrets).toEqual(tokens);
    }
  });

  test('is ended where nothing is known of it, and the link is another that has none', () => {
    const { state } = repaired(recordWith([grant('held', 2)], tokens, idOf(2)));
    expect(state).toMatchObject({
      grants: [numbered(unwanted, 1, 10)],
      link: null,
      news: 'damaged',
    });
  });

  test('is numbered after all that there were', () => {
    const { state } = repaired(recordWith([grant('expired', 2, { number: 12 })], tokens));
    expect(state).toMatchObject({ grants: [{ number: 12 }, { number: 13 }], grantsMade: 13 });
    const most = Number.MAX_SAFE_INTEGER;
    const { state: full } = repaired(recordWith([grant('expired', 2, { number: most })], tokens));
    expect(full).toMatchObject({ grants: [{}, { number: most }], grantsMade: most });
    expect(repaired(recordWith([], tokens)).state.grantsMade).toBe(10);
  });

  test('is the link where its grant is whole, but not named as such', () => {
    for (const link of [null, 7, idOf(5)]) {
      const { state } = repaired(recordWith([grant('refused', 1)], tokens, link));
      expect(state).toMatchObject({ grants: [grant('refused', 1)], link: idOf(1), news: null });
    }
  });

  test('is ended where there is a link beside it', () => {
    const secrets = { [idOf(1)]: token, [idOf(2)]: other };
    const saved = repaired(recordWith([grant('held', 1)], secrets, idOf(1)));
    expect(saved.secrets).toEqual(secrets);
    expect(saved.state).toMatchObject({
      grants: [grant('held', 1), numbered(unwanted, 2, 10)],
      link: idOf(1),
    });
    // What is read weighs more than what is not, unless it is named.
    const { state } = repaired(recordWith([grant('held', 1)], secrets));
    expect(state.link).toBe(idOf(1));
    const named = repaired(recordWith([grant('held', 1)], secrets, idOf(2))).state;
    expect(named).toMatchObject({
      grants: [numbered({ ...unwanted, account: 'ada' }, 1), numbered(unknownLink, 2, 10)],
      link: idOf(2),
    });
  });

  test('is ended where there are two links', () => {
    const secrets = { [idOf(1)]: token, [idOf(2)]: other };
    const grants = [grant('held', 1), grant('refused', 2)];
    const { state } = repaired(recordWith(grants, secrets, idOf(1)));
    expect(state).toMatchObject({ grants: [grants[0], numbered(unwanted, 2)], link: idOf(1) });
    expect(repaired(recordWith(grants, secrets)).state).toMatchObject({
      grants: [numbered({ ...unwanted, account: 'ada' }, 1), grants[1]],
      link: idOf(2),
    });
  });

  test('is the last of several that are lost', () => {
    const secrets = { [idOf(1)]: token, [idOf(2)]: other };
    expect(repaired(recordWith([], secrets, 'x')).state).toMatchObject({
      grants: [numbered(unwanted, 1, 10), numbered(unknownLink, 2, 11)],
      link: idOf(2),
    });
  });

  test.each([
    ['is asked for', grant('requesting', 1)],
    ['has expired', grant('expired', 1)],
    ['has failed', grant('failed', 1)],
    ['waits', grant('waiting', 1)],
    ['was abandoned', grant('waiting', 1, { abandonedAt: at })],
    ['can be read by its pin alone', grant('waiting', 1, { way: 'x' })],
  ])('is ended where its grant has none by its phase: it %s', (_, known) => {
    const { state, secrets } = repaired(recordWith([known], tokens));
    expect(state).toMatchObject({ grants: [numbered(unwanted, 1)], link: null });
    expect(secrets).toEqual(tokens);
  });

  test('that is to be ended makes no link, whatever names it', () => {
    for (const phase of ['ending', 'givenUp'] as const) {
      const { state } = repaired(recordWith([grant(phase, 1)], tokens, idOf(1)));
      expect(state).toMatchObject({ grants: [grant(phase, 1)], link: null, news: 'damaged' });
    }
  });

  test.each(['held', 'refused', 'ending', 'givenUp'] as const)(
    'that is missing takes its grant with it: %s',
    phase => {
      for (const secrets of [{}, 'x', null, [], { [idOf(1)]: 'x y' }, { [idOf(1)]: 7 }]) {
        const isLink = phase === 'held' || phase === 'refused';
        const record = recordWith([grant(phase, 1)], secrets, isLink ? idOf(1) : null);
        expect(repaired(record)).toEqual({
          state: { ...initial.state, quietUntil: 5, news: 'damaged', grantsMade: 9 },
          secrets: {},
        });
      }
    },
  );

  test('that is missing is no damage where another is the link', () => {
    const grants = [grant('held', 1), grant('ending', 2)];
    const { state } = repaired(recordWith(grants, tokens, idOf(1)));
    expect(state).toMatchObject({ grants: [grants[0]], link: idOf(1), news: null });
  });

  test('is kept under a made-up name where its own cannot be read', () => {
    const unknown = '00000000-0000-4000-8000-000000000000';
    const record = JSON.parse(
      JSON.stringify(recordWith([], { x: 'token-of-x', [`${unknown}/1`]: token }, 'x')).replace(
        '"x":',
        '"y":"token-of-y","__proto__":',
      ),
    );
    const { secrets, state } = repaired(record);
    expect(secrets).toEqual({
      [`${unknown}/1`]: token,
      [`${unknown}/2`]: 'token-of-y',
      [`${unknown}/3`]: 'token-of-x',
    });
    expect(state.link).toBe(`${unknown}/3`);
  });

  test.each([
    ['1234567', false],
    ['12345678', true],
    ['x'.repeat(4_096), true],
    ['x'.repeat(4_097), false],
    ['12345678\n', false],
    [' 12345678', false],
    ['12345678 ', false],
    ['a.b-c_d9', true],
    ['"1234567"', false],
  ])('is one only by its form: %j', (secret, isToken) => {
    const { secrets } = parseRecord(recordWith([grant('givenUp', 1)], { [idOf(1)]: secret })).saved;
    expect(secrets).toEqual(isToken ? { [idOf(1)]: secret } : {});
  });
});

describe('a tool', () => {
  const link = grant('held', 1);
  const linked = { [idOf(1)]: token };
  const both = { ...linked, [idOf(2)]: other };
  const withToken = ['verifying', 'handed', 'ending'];

  /** A link, and the tool beside it with the token that it should have. */
  function linkedWith(...[phase, , more]: Parameters<typeof toolGrant>): Record<string, unknown> {
    const secrets = withToken.includes(phase) ? both : linked;
    return recordWith([link, toolGrant(phase, 2, more)], secrets, idOf(1));
  }

  test.each(Object.keys(tools).filter(isToolPhase))('that is whole comes back: %s', phase => {
    expect(parseRecord(linkedWith(phase, 2))).toMatchObject({
      saved: { state: { grants: [link, toolGrant(phase, 2)], link: idOf(1) } },
      isRepaired: false,
    });
  });

  test.each<[string, object]>([
    ['no account', { tool: { ...tool, account: null } }],
    ['a name of two lines', { tool: { ...tool, name: 'two\nlines' } }],
    ['a name that turns the direction', { tool: { ...tool, name: '\u202eetaK' } }],
    ['a long name', { tool: { ...tool, name: 'x'.repeat(41) } }],
    ['no name', { tool: { ...tool, name: '' } }],
    ['a kind that begins as none', { tool: { ...tool, kind: 'Kometa' } }],
    ['a kind that ends as none', { tool: { ...tool, kind: 'kometa!' } }],
    ['nothing about whose it is', { tool: null }],
  ])('of which too much is lost has its token ended: it has %s', (_, more) => {
    for (const phase of ['verifying', 'handed'] as const) {
      const saved = repaired(linkedWith(phase, 2, more));
      expect(saved.state).toMatchObject({ grants: [link, { phase: 'ending' }], link: idOf(1) });
      expect(saved.secrets).toEqual(both);
    }
  });

  test('is whole again for all that can be asked again', () => {
    const x: unknown = { x: 'x' };
    const damaged = { ...tool, addedAt: x, replaces: 'x' };
    const sane = { ...tool, addedAt: 0, replaces: null };
    for (const [phase, more, known] of [
      ['approving', { isAsked: x, pending: x }, { isAsked: true, pending: due }],
      ['verifying', { pending: x }, { pending: due }],
      ['handed', { copiedAt: x, pending: x }, { copiedAt: 0, pending: due }],
      ['given', { seenAt: x, pending: due }, { seenAt: null, pending: null }],
      ['removing', { seenAt: -1, orderedAt: x, pending: x }, { seenAt: null, orderedAt: 0 }],
    ] as const) {
      const { state } = repaired(linkedWith(phase, 2, { ...more, tool: damaged }));
      expect(state.grants[1]).toEqual(toolGrant(phase, 2, { ...known, tool: sane }));
    }
  });

  test.each<[string, object]>([
    ['the way of a link', { way: 'browser' }],
    ['a broken code', { pin: { ...pin, code: '' } }],
    ['no tool', { tool: null }],
  ])('that waits is looked after as a pin alone where it has %s', (_, more) => {
    const { state } = repaired(linkedWith('waiting', 2, more));
    expect(state).toMatchObject({
      grants: [link, { phase: 'waiting', tool: null, way: 'device', abandonedAt: at }],
      link: idOf(1),
    });
  });

  test('whose pin is being approved is looked after as a pin alone where it is damaged', () => {
    const { state } = repaired(linkedWith('approving', 2, { tool: null }));
    expect(state.grants[1]).toMatchObject({ phase: 'waiting', sentAt: 0, abandonedAt: 0 });
  });

  test('that is said to be a link has its token ended, and makes none', () => {
    for (const phase of ['held', 'refused'] as const) {
      const known = grant(phase, 2, { tool });
      const beside = repaired(recordWith([link, known], both, idOf(1))).state;
      expect(beside).toMatchObject({ grants: [link, { phase: 'ending', tool }], link: idOf(1) });
      const alone = repaired(recordWith([known], { [idOf(2)]: other }, idOf(2))).state;
      expect(alone).toMatchObject({ grants: [{ phase: 'ending', tool }], link: null });
    }
  });

  test.each(Object.keys(tools).filter(isToolPhase))('makes no link by its name: %s', phase => {
    const secrets = withToken.includes(phase) ? { [idOf(2)]: other } : {};
    const { state } = repaired(recordWith([toolGrant(phase, 2)], secrets, idOf(2)));
    expect(state).toMatchObject({ grants: [toolGrant(phase, 2)], link: null, news: 'damaged' });
  });

  test.each(['given', 'removing', 'approving', 'waiting', 'failed'] as const)(
    'that has a token which it should not have is ended by that: %s',
    phase => {
      const { state, secrets } = repaired(recordWith([link, toolGrant(phase, 2)], both, idOf(1)));
      expect(state.grants).toMatchObject([link, { phase: 'ending', tool, account: 'ada' }]);
      expect(secrets).toEqual(both);
    },
  );

  test.each(['verifying', 'handed', 'ending'] as const)(
    'that lacks the token which it needs is gone: %s',
    phase => {
      const { state } = repaired(recordWith([link, toolGrant(phase, 2)], linked, idOf(1)));
      expect(state).toMatchObject({ grants: [link], link: idOf(1), news: null });
    },
  );

  test('is no attempt at a link', () => {
    const waiting = toolGrant('waiting', 2);
    const record = recordWith([link, waiting, grant('waiting', 3)], linked, idOf(1));
    expect(parseRecord(record)).toMatchObject({ isRepaired: false });
  });
});

function isToolPhase(phase: string): phase is keyof typeof tools {
  return phase in tools;
}

describe('what there is to tell of tools', () => {
  const news = ['ended', 'endedAtPlex', 'notCopied', 'unsure', 'otherAccount'];

  test('comes back as it was', () => {
    const toolNews = news.map(what => ({ name: 'Kometa 2', what }));
    const record = recordWith([], {}, null, { toolNews, endsTools: true });
    expect(parseRecord(record)).toMatchObject({
      saved: { state: { toolNews, endsTools: true } },
      isRepaired: false,
    });
  });

  test.each<[string, unknown]>([
    ['is no list', 'x'],
    ['is of something else', [{ name: 'Kometa', what: 'secret' }]],
    ['has a name that is none', [{ name: 'two\nlines', what: 'ended' }]],
    ['is too much', Array.from({ length: 6 }, () => ({ name: 'Kometa', what: 'ended' }))],
  ])('is forgotten where it %s', (_, toolNews) => {
    expect(repaired(recordWith([], {}, null, { toolNews })).state.toolNews).toEqual([]);
  });
});

describe('a damaged state', () => {
  test.each([undefined, null, 7, 'x', [], {}])('is said to be so: %j', state => {
    const record = { version: 4, state, secrets: {}, journal: [] };
    const { saved } = parseRecord(record);
    expect(saved).toEqual({ state: { ...initial.state, news: 'damaged' }, secrets: {} });
    expect(repaired(record)).toEqual(saved);
  });

  test('is whole again for all that is broken around its grants', () => {
    const news = { quietUntil: -1, news: 'signingOut', toolNews: [{ name: 'x' }], endsTools: 1 };
    const more = { ...news, grantsMade: 'x', extra: 7 };
    expect(repaired(recordWith([grant('expired', 4)], {}, null, more)).state).toEqual({
      grants: [grant('expired', 4)],
      link: null,
      quietUntil: 0,
      news: null,
      toolNews: [],
      endsTools: false,
      grantsMade: 4,
    });
  });

  test.each([7, 'x', idOf(2), []])('has no link where it is named %j', link => {
    const { state } = repaired(recordWith([grant('expired', 2)], {}, link));
    expect(state).toMatchObject({ grants: [grant('expired', 2)], link: null, news: 'damaged' });
  });

  test('keeps its news', () => {
    const record = recordWith([], {}, null, { news: 'signedOut' });
    expect(parseRecord(record)).toMatchObject({
      saved: { state: { news: 'signedOut' } },
      isRepaired: false,
    });
  });

  test('wants one attempt, the first', () => {
    const first = grant('failed', 1);
    const abandoned = grant('waiting', 2, { abandonedAt: 5 });
    const grants = [
      first,
      abandoned,
      grant('waiting', 3),
      grant('requesting', 4),
      grant('expired', 5),
    ];
    const { state } = repaired(recordWith([...grants, grant('ending', 6)], { [idOf(6)]: token }));
    expect(state.grants).toEqual([
      first,
      abandoned,
      grant('waiting', 3, { abandonedAt: at, pending: { ...due, dueAt: at } }),
      grant('ending', 6),
    ]);
    expect(state.news).toBe(null);
  });

  test('is shown to a page as far as it can be without tokens', () => {
    expect(parseState(undefined, null)).toEqual({ ...initial.state, news: 'damaged' });
    const { state } = recordWith([grant('held', 1), null, grant('ending', 2)], {}, idOf(1));
    expect(parseState(state, null)).toMatchObject({
      grants: [grant('held', 1), grant('ending', 2)],
      link: idOf(1),
      news: null,
    });
    const attempts = recordWith([grant('waiting', 1), grant('expired', 2)], {}, idOf(1)).state;
    expect(parseState(attempts, null)).toMatchObject({
      grants: [grant('waiting', 1)],
      link: null,
      news: 'damaged',
    });
  });
});

describe('the journal', () => {
  const entry = {
    at: 5,
    lastAt: 6,
    event: 'pinNotChecked',
    times: 3,
    grant: 2,
    http: 503,
    reason: 'outage',
    status: 'waiting',
  };

  test('comes back as it was', () => {
    const none = { ...entry, event: 'linkPressed', grant: null, http: null, reason: null };
    expect(parseJournal([entry, none])).toEqual([entry, none]);
  });

  test.each(['unlinked', 'requesting', 'waiting', 'expired', 'failed', 'linked', 'revoked'])(
    'knows the status %s',
    status => {
      expect(parseJournal([{ ...entry, status }])).toEqual([{ ...entry, status }]);
    },
  );

  test('has room for nothing but its own words', () => {
    const strange = [
      { ...entry, event: 'secret' },
      { ...entry, reason: 'secret' },
      { ...entry, status: 'secret' },
      { ...entry, http: 'secret' },
      { ...entry, http: 1_000 },
      { ...entry, http: -1 },
      { ...entry, http: 200.5 },
      { ...entry, grant: 0 },
      { ...entry, grant: 'secret' },
      { ...entry, times: 0 },
      { ...entry, times: 1.5 },
      { ...entry, at: -1 },
      { ...entry, lastAt: undefined },
      null,
      { ...entry, note: 'secret' },
    ];
    expect(parseJournal(strange)).toEqual([entry]);
    expect(parseJournal({ 0: entry })).toEqual([]);
  });

  test('is as long as it may be', () => {
    const entries = Array.from({ length: journalLength + 2 }, (_, i) => ({ ...entry, at: i }));
    expect(parseJournal(entries)).toEqual(entries.slice(2));
  });

  test('that is damaged is written again', () => {
    const record = { ...recordWith([]), journal: [entry, null] };
    expect(parseRecord(record)).toMatchObject({ journal: [entry], isRepaired: true });
  });
});
