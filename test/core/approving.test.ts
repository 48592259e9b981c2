import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../src/core/event.ts';
import type { Grant, Reason, Saved } from '../../src/core/state.ts';
import {
  events,
  good,
  grants,
  having,
  linkedWith,
  minute,
  now,
  other,
  pinOver,
  savedWith,
  toolGrants,
} from './examples.ts';
import { effectsOf, savedAfter, step } from './play.ts';

const { approving, verifying } = grants;
const { requesting, waiting, failed, ending } = toolGrants;
const fresh = { dueAt: now, failures: 0, problem: null };
/** It is looked at at once, for its token is there. */
const lookedAt = { ...waiting, pending: { ...fresh, dueAt: now + 1_000 } };
const unsure = [{ name: 'Kometa', what: 'unsure' }];

function toolIn({ state }: Saved): Grant | undefined {
  return state.grants.find(({ tool }) => tool !== null);
}

function notApproved(reason: Reason, status: number | null): EventOf<'pinNotApproved'> {
  return { ...events.pinNotApproved, failure: { reason, status, retryAfter: null } };
}

describe('the pin of a tool', () => {
  test('is approved at once by the link, and once', () => {
    const [next, effects] = step(linkedWith(requesting), events.pinCreated, now);
    expect(toolIn(next)).toEqual(approving);
    const approve = { type: 'approvePin', id: 'mine', by: 'link', token: 'token-of-link' };
    expect(effects).toEqual([{ ...approve, tool: 'Kometa' }]);
    for (const event of [events.woken, events.started]) {
      const types = effectsOf(next, event, now + 30_000).map(({ type }) => type);
      expect(types).toEqual(['checkPin']);
    }
  });

  test('that was not approved yet is approved by a background that has just started', () => {
    const saved = linkedWith({ ...approving, isAsked: false });
    expect(effectsOf(saved, events.woken, now + 1)).toEqual([]);
    expect(effectsOf(saved, events.started, now + 1)).toMatchObject([{ type: 'approvePin' }]);
  });

  test.each<[Reason, number]>([
    ['unauthorized', 401],
    ['unexpectedStatus', 403],
    ['rateLimited', 429],
  ])('that is not approved for certain makes nothing: %s, %i', (reason, status) => {
    const next = savedAfter(linkedWith(approving), now, notApproved(reason, status));
    expect(toolIn(next)).toEqual({ ...failed, reason });
  });

  test.each<[Reason, number | null]>([
    ['timedOut', null],
    ['unreachable', null],
    ['interrupted', null],
    ['outage', 500],
    ['outage', 503],
    ['unexpectedContentType', 200],
    ['unexpectedStatus', 302],
    ['unexpectedStatus', 400],
    ['gone', 404],
    ['unexpectedStatus', 409],
  ])('that may be approved all the same is looked at at once: %s, %s', (reason, status) => {
    const [next, effects] = step(linkedWith(approving), notApproved(reason, status), now);
    expect(toolIn(next)).toEqual(lookedAt);
    expect(effects).toEqual([{ type: 'checkPin', id: 'mine', pinId: 7, tool: 'Kometa' }]);
  });

  test('that is approved is looked at at once, then each second', () => {
    const next = savedAfter(linkedWith(approving), now, events.pinApproved);
    expect(toolIn(next)).toEqual(lookedAt);
    expect(effectsOf(next, events.woken, now + 999)).toEqual([]);
    expect(effectsOf(next, events.woken, now + 1_000)).toMatchObject([{ type: 'checkPin' }]);
  });

  test('is not approved by a token that is about to be ended, whose account is the same', () => {
    const left = other({ ...ending, tool: null, account: 'ada' });
    const saved = savedWith(left, { ...approving, isAsked: false });
    const [next, effects] = step(saved, events.woken, now + 1);
    expect(effects.filter(({ type }) => type === 'approvePin')).toEqual([]);
    expect(toolIn(next)).toMatchObject({ phase: 'failed', reason: 'unauthorized' });
  });

  test('is approved by nobody where the link is gone, and then certainly not', () => {
    const asked = { ...requesting, pending: fresh };
    for (const saved of [savedWith(asked), savedWith(asked, other(grants.refused))]) {
      const [next, effects] = step(saved, events.pinCreated, now);
      expect(toolIn(next)).toEqual({ ...failed, reason: 'unauthorized' });
      expect(effects).toEqual([]);
    }
  });
});

describe('what takes longer than a minute', () => {
  const late = now + minute;

  test.each<[string, Grant, object, readonly string[]]>([
    ['no pin', requesting, { phase: 'failed', reason: 'interrupted' }, []],
    [
      'a pin that nobody was asked to approve',
      { ...approving, isAsked: false },
      { phase: 'failed', reason: 'timedOut' },
      [],
    ],
    [
      'a pin that may be approved',
      approving,
      { phase: 'waiting', abandonedAt: late },
      ['checkPin'],
    ],
    ['a pin that nobody knows of', waiting, { phase: 'waiting', abandonedAt: late }, ['checkPin']],
    ['a token that nobody has verified', verifying, { phase: 'ending' }, ['signOut']],
  ])('is given up, and looked after: %s', (_, grant, left, orders) => {
    expect(toolIn(savedAfter(linkedWith(grant), late - 1, events.woken))).not.toMatchObject(left);
    const [next, effects] = step(linkedWith(grant), events.woken, late);
    expect(toolIn(next)).toMatchObject(left);
    expect(effects.map(({ type }) => type)).toEqual(orders);
    expect(next.state.toolNews).toEqual(orders.length > 0 ? unsure : []);
  });

  test('because plex.tv wants to be left alone, says so', () => {
    const saved = having(linkedWith({ ...approving, isAsked: false }), { quietUntil: late + 1 });
    expect(toolIn(savedAfter(saved, late, events.woken))).toEqual({
      ...failed,
      reason: 'rateLimited',
    });
    const over = having(saved, { quietUntil: late });
    expect(toolIn(savedAfter(over, late, events.woken))).toEqual({ ...failed, reason: 'timedOut' });
  });

  test('is a token that is ended though its answer comes at that moment', () => {
    const next = savedAfter(linkedWith(waiting), late, events.pinClaimed);
    expect(toolIn(next)).toMatchObject({ phase: 'ending' });
    expect(next.state.toolNews).toEqual(unsure);
  });
});

test('no token is ended while the pin of a tool is wanted, and none while any is', () => {
  const due = other({ ...grants.ending, pending: fresh }, 'ended');
  for (const grant of [approving, { ...waiting, sentAt: now + 5_000 }]) {
    expect(effectsOf(linkedWith(grant, due), events.woken, now + 5_000)).toEqual([]);
  }
  // That of an attempt ends later, or sooner.
  for (const expiresAt of [pinOver + minute, now + 1_000]) {
    const pin = { ...grants.waiting.pin, expiresAt };
    const attempt = other({ ...grants.waiting, pin, sentAt: pinOver + 1_000 });
    const tool = { ...waiting, tool: { ...waiting.tool, addedAt: pinOver } };
    for (const known of [
      [attempt, tool],
      [tool, attempt],
    ]) {
      const saved = savedWith({ ...good, id: 'link', confirmedAt: pinOver }, ...known, due);
      const last = Math.max(expiresAt + 1_000, pinOver);
      const types = effectsOf(saved, events.woken, last - 1).map(({ type }) => type);
      expect(types).not.toContain('signOut');
    }
  }
});
