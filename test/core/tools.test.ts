import { describe, expect, test } from 'vitest';
import { wakeAt } from '../../src/core/schedule.ts';
import type { Grant } from '../../src/core/state.ts';
import { accountOf, busyToolOf, isNeeded, keyTo, toolsOf } from '../../src/core/tools.ts';
import {
  account,
  events,
  good,
  grants,
  having,
  linkedWith,
  now,
  other,
  savedWith,
  tool,
  toolGrants,
} from './examples.ts';
import { effectsOf, savedAfter } from './play.ts';

const { given, removing, held, refused, ending } = grants;
const { waiting, abandoned } = toolGrants;
const link = other(good, 'link');
const dead = { ...ending, isDoubted: true };
const tired = { ...ending, pending: null };

describe('the token that opens the account of a tool', () => {
  test.each<[string, readonly Grant[], string | null]>([
    ['that of the link', [link], 'link'],
    ['that of a link which is about to be ended', [other(ending)], 'other'],
    ['one that is still used, before one that is not', [other(ending), link], 'link'],
    [
      'one that may be good, before one that seems dead',
      [other(dead, 'dead'), other(ending)],
      'other',
    ],
    ['one that seems dead, where there is no other', [other(dead)], 'other'],
    ['any other, before one that was given up', [other(tired, 'tired'), other(dead)], 'other'],
    ['one that was given up, where there is no other', [other(tired)], 'other'],
    ['not one that plex.tv has refused', [other(refused)], null],
    ['not one of which nobody knows whose it is', [other(held)], null],
    ['not one that opens another account', [other({ ...ending, account: 'bob' })], null],
    ['not that of a tool', [other({ ...ending, tool })], null],
    ['none', [], null],
  ])('is %s', (_, known, id) => {
    const { state } = savedWith(...known, removing);
    expect(keyTo(state, 'ada')).toBe(id);
    // Without one there is nothing to be awake for.
    const at = wakeAt(savedWith(...known.filter(grant => grant.id === id), removing).state, now);
    expect(at).toBe(id === null ? null : now + 30_000);
  });

  test('is needed until all tools that are to end have ended, or are given up', () => {
    const key = other(ending);
    const state = (...tools: readonly Grant[]) => savedWith(key, ...tools).state;
    expect(isNeeded(state(removing), key)).toBe(true);
    expect(isNeeded(state({ ...removing, pending: null }), key)).toBe(false);
    expect(isNeeded(state(given), key)).toBe(false);
  });

  test.each<[string, typeof ending]>([
    ['of a tool', other({ ...ending, tool })],
    ['to another account', other({ ...ending, account: 'bob' })],
    ['to nobody knows which', other({ ...ending, account: null })],
  ])('is not one %s', (_, key) => {
    expect(isNeeded(savedWith(key, removing).state, key)).toBe(false);
  });

  test('is not needed where the link itself opens that account again', () => {
    const key = other(ending);
    expect(isNeeded(savedWith(key, link, removing).state, key)).toBe(false);
  });

  test('is needed as one of several, for nobody knows which of them are good', () => {
    const [first, second] = [other(ending), other(ending, 'third')];
    const { state } = savedWith(first, second, removing);
    expect([first, second].map(key => isNeeded(state, key))).toEqual([true, true]);
  });

  test('comes back with another link to the same account', () => {
    const problem = { reason: 'outage', sinceAt: now } as const;
    const waitingForIt = { ...removing, pending: { dueAt: now, failures: 3, problem } };
    const saved = savedWith(other(held), waitingForIt);
    const read = { ...events.accountRead, id: 'other' };
    expect(effectsOf(saved, read, now)).toContainEqual(
      expect.objectContaining({ type: 'removeDevice', by: 'other' }),
    );
    const another = { ...read, account: { ...read.account, uuid: 'bob' } };
    expect(effectsOf(saved, another, now)).toEqual([]);
  });
});

describe('the tools of a link', () => {
  test('are those that have access to its account, or are losing it', () => {
    const hidden = other({ ...given, tool: { ...tool, account: 'bob' } }, 'hidden');
    const tools = [given, other(removing), hidden, other(abandoned, 'third')];
    expect(toolsOf(linkedWith(...tools).state)).toEqual([given, other(removing)]);
    expect(toolsOf(savedWith(...tools).state)).toEqual([]);
    expect(toolsOf(savedWith(other(refused, 'link'), ...tools).state)).toHaveLength(2);
  });

  test.each([
    [good, 'ada'],
    [{ ...good, account: { ...account, uuid: null } }, null],
    [held, null],
    [refused, 'ada'],
    [waiting, null],
  ])('are of its account: %#', (grant, uuid) => {
    expect(accountOf(savedWith(grant).state)).toBe(uuid);
  });

  test.each(Object.values({ ...grants, ...toolGrants }))(
    'one of them at most is about to have access: $phase',
    grant => {
      const phases = ['requesting', 'approving', 'waiting', 'verifying', 'handed'];
      const isBusy = phases.includes(grant.phase) && grant.tool !== null && grant !== abandoned;
      expect(busyToolOf(linkedWith(grant).state)).toBe(isBusy ? grant : null);
    },
  );
});

test('what was replaced ends once, and no other tool with it', () => {
  const better = { ...given, tool: { ...tool, replaces: 'old' } };
  const saved = linkedWith(better, other(given, 'old'), other(given, 'third'));
  const next = savedAfter(saved, now, events.woken);
  expect(next.state.grants.map(({ phase }) => phase)).toEqual([
    'held',
    'given',
    'removing',
    'given',
  ]);
  const over = { ...removing, id: 'old', pending: null };
  const rest = having(linkedWith(better, over), {});
  expect(savedAfter(rest, now, events.woken)).toBe(rest);
});
