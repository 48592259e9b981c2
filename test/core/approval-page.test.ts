import { describe, expect, test } from 'vitest';
import type { Grant } from '../../src/core/state.ts';
import { events, expired, good, grants, now, other, pinOver, savedWith } from './examples.ts';
import { effectsOf, step } from './play.ts';

const waiting = { ...grants.waiting, way: 'browser' } as const;
const requesting = { ...grants.requesting, way: 'browser' } as const;
const open = { type: 'openApproval', id: 'mine', code: '7RQZ' };
const close = { type: 'closeApproval', id: 'mine' };

/** What is ordered for the user's windows. */
function windowsAfter(grant: Grant, ...[event, time]: [Parameters<typeof step>[1], number]) {
  const windows = ['openApproval', 'closeApproval'];
  return effectsOf(savedWith(grant), event, time).filter(({ type }) => windows.includes(type));
}

describe('the approval page', () => {
  test('opens with a pin for this browser, and with no other', () => {
    expect(windowsAfter(requesting, events.pinCreated, now)).toEqual([open]);
    expect(windowsAfter(grants.requesting, events.pinCreated, now)).toEqual([]);
  });

  test('opens again on request, which changes nothing else', () => {
    const saved = savedWith(waiting);
    expect(step(saved, events.reopenPressed, now)).toEqual([saved, [open]]);
  });

  test('opens for nothing where no pin waits for this browser', () => {
    const ended = { ...expired, way: 'browser' } as const;
    const failed = { ...grants.failed, way: 'browser' } as const;
    const left = { ...waiting, abandonedAt: now };
    for (const grant of [requesting, grants.waiting, ended, failed, left, good]) {
      const saved = savedWith(grant);
      expect(step(saved, events.reopenPressed, now)).toEqual([saved, []]);
    }
  });

  test.each([
    ['is cancelled', events.cancelPressed, now],
    ['is asked for another way', { ...events.linkPressed, way: 'device' }, now],
    ['is declined', events.pinGone, now],
    ['is gone at its end', events.pinGone, pinOver],
    [
      'is not approved in time',
      { ...events.pinPending, sentAt: pinOver, expiresIn: null },
      pinOver,
    ],
  ] as const)('closes when the pin %s', (_, event, time) => {
    expect(windowsAfter(waiting, event, time)).toEqual([close]);
    expect(windowsAfter(grants.waiting, event, time)).toEqual([]);
  });

  test('makes way for the news when the pin is approved', () => {
    for (const grant of [waiting, grants.waiting]) {
      const [announce, ...others] = effectsOf(savedWith(grant), events.pinClaimed, now);
      expect(announce).toEqual({ type: 'announce' });
      expect(others).not.toContainEqual(close);
    }
  });

  test('stays while the pin waits', () => {
    for (const event of [events.pinPending, events.pinNotChecked, events.woken]) {
      expect(windowsAfter(waiting, event, now + 5_000)).toEqual([]);
    }
  });

  test('of another pin stays when a pin that was left is over', () => {
    const saved = savedWith(other(waiting), { ...waiting, abandonedAt: now });
    expect(effectsOf(saved, events.pinGone, now)).toEqual([]);
    const [next, claimed] = step(saved, events.pinClaimed, now);
    expect(next.state.grants).toMatchObject([other(waiting), { phase: 'ending' }]);
    expect(claimed).toEqual([]);
  });
});
