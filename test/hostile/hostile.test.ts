import { describe, expect, test } from 'vitest';
import { initial, type Saved } from '../../src/core/state.ts';
import { events, grants } from '../core/examples.ts';
import { faultsOf, faultsOfTold, type Moved } from './judge.ts';
import { forbidden } from './odd.ts';
import { tell } from './story.ts';

/** The same stories in every run, as `npm run hostile` begins with them: five hundred answers. */
const seeds = [1, 2, 3, 4, 5];

test('whatever plex.tv answers, nothing breaks, and no token is where none may be', async () => {
  const happened = new Set<string>();
  for (const seed of seeds) {
    const { answers, events, faults } = await tell(seed);
    expect([seed, faults]).toEqual([seed, []]);
    expect(answers).toBeGreaterThanOrEqual(50);
    for (const event of events.keys()) happened.add(event);
  }
  // Were everything refused, or nothing, the stories would not say much.
  const both = ['pinClaimed', 'pinNotChecked', 'accountRead', 'accountNotRead', 'pinApproved'];
  expect([...happened]).toEqual(expect.arrayContaining([...both, 'signedOut', 'notSignedOut']));
});

test('the same seed tells the same story', async () => {
  expect(await tell(3)).toEqual(await tell(3));
});

const { held, waiting } = grants;
const token = 'token-of-ada';
const claimed = { type: 'pinClaimed', id: held.id, authToken: token, isNewAccount: false } as const;
const id = 'b1946ac9-2492-4d23-8f47-0a1b2c3d4e5f';
const linked: Saved = {
  state: { ...initial.state, grants: [{ ...held, id }], link: id, grantsMade: 1 },
  secrets: { [id]: token },
};
const { account } = events.accountRead;
const spoken = { type: 'accountRead', id, account: { ...account, name: token } } as const;
const step: Moved = {
  before: {
    state: { ...initial.state, grants: [{ ...waiting, id }], grantsMade: 1 },
    secrets: {},
  },
  event: { ...claimed, id },
  pinId: waiting.pin.id,
  after: linked,
  effects: [],
  journal: [],
};

test('a step that is as it must be has no fault', () => {
  expect(faultsOf(step)).toEqual([]);
});

test.each<[fault: string, moved: Partial<Moved>]>([
  ['a link without the pin of the attempt', { pinId: 8 }],
  ['a link without the pin of the attempt', { before: initial }],
  [
    'a link without the pin of the attempt',
    { event: { ...claimed, id, authToken: 'another-token' } },
  ],
  ['a token outside the secrets', { event: spoken, before: linked }],
  ['a token outside the secrets', { effects: [{ type: 'openApproval', id, code: token }] }],
  [
    'a token without a grant, or a grant without its token',
    { after: { ...linked, secrets: {} }, before: linked },
  ],
])('finds «%s»', (fault, moved) => {
  expect(faultsOf({ ...step, ...moved })).toContain(fault);
});

test.each([
  ['a token of no form', 'a b c d e f'],
  ['a token of no form', 'token-of-ada\n'],
  ['a token that was not ours', `${forbidden}-token-1`],
  ['a state that the store does not know', 'short'],
])('finds «%s» in %j', (fault, authToken) => {
  const after = { ...linked, secrets: { [id]: authToken } };
  expect(faultsOf({ ...step, event: { ...claimed, id, authToken }, after })).toContain(fault);
});

test('finds a time that is none in what is to be stored', () => {
  const grant = { ...held, id, linkedAt: Number.NaN };
  const after = { ...linked, state: { ...linked.state, grants: [grant] } };
  expect(faultsOf({ ...step, after })).toEqual(['a state that the store does not know']);
});

describe('a tool', () => {
  const tool = { ...grants.verifying, id: 'a1946ac9-2492-4d23-8f47-0a1b2c3d4e5f' };
  const link = { ...held, id, account: { ...account, avatar: null, uuid: 'ada' } };
  const stateWith = (grant: Saved['state']['grants'][number]): Saved => ({
    state: { ...initial.state, grants: [link, grant], link: id, grantsMade: 2 },
    secrets: { [id]: token, [tool.id]: 'token-of-the-tool' },
  });
  const read = { type: 'accountRead', id: tool.id, account: { ...account, uuid: 'ada' } } as const;
  const handed: Moved = {
    ...step,
    before: stateWith(tool),
    event: read,
    after: stateWith({ ...grants.handed, id: tool.id }),
  };
  const fault = 'a token handed to a tool of another account than the link';

  test('may have a token that opens the account of the link', () => {
    expect(faultsOf(handed)).not.toContain(fault);
  });

  test.each<[answer: string, event: Moved['event']]>([
    ['of no account', { type: 'woken' }],
    ['of another account', { ...read, account: { ...account, uuid: 'bob' } }],
    ['of an account without a name of its own', { ...read, account: { ...account, uuid: null } }],
    ['about another token', { ...read, id }],
  ])('may have none by an answer %s', (_, event) => {
    expect(faultsOf({ ...handed, event })).toContain(fault);
  });
});

test('finds a token in what is told, and in an address', () => {
  const found = ['a token where none may be'];
  expect(faultsOfTold([{ name: 'Server' }], [token])).toEqual([]);
  expect(faultsOfTold([{ name: `of ${token}` }], [token])).toEqual(found);
  expect(faultsOfTold(`https://plex.tv/${token}`, [token])).toEqual(found);
  expect(faultsOfTold([{ address: `https://${forbidden}.example` }], [])).toEqual(found);
});
