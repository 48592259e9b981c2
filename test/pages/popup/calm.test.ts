import { describe, expect, test } from 'vitest';
import type { View } from '../../../src/core/view.ts';
import { isWaitingThere, waitFor } from '../../../src/pages/popup/calm.ts';
import type { Shown } from '../../../src/pages/popup/shown.ts';
import { revoked, unlinked } from './views.ts';

const unended = null;
const here = { status: 'requesting', way: 'browser', before: 'unlinked', unended } as const;
const byCode = { ...here, way: 'device' } as const;
const again = { ...here, before: 'revoked' } as const;
const failed = { ...here, status: 'failed', reason: 'outage' } as const;
const expired = { ...here, status: 'expired' } as const;

/** What has only just come, after a screen that has been there for a while. */
const justNow = { come: 0, seen: 60_000 };

describe('that Plex is asked', () => {
  test.each<[shown: View, latest: View]>([
    [expired, here],
    [revoked, again],
    [unlinked, byCode],
  ])('is shown where it takes longer than one would wait for: %#', (shown, latest) => {
    expect(waitFor(shown, latest, justNow)).toBe(300);
    expect(waitFor(shown, latest, { come: 299, seen: 60_000 })).toBe(1);
    expect(waitFor(shown, latest, { come: 300, seen: 60_000 })).toBe(0);
  });

  test.each<View>([here, byCode])('is shown at once where it may fail again: %#', latest => {
    expect(waitFor(failed, latest, justNow)).toBe(0);
  });

  test('is said at once by the pressed button of the first screen', () => {
    expect(waitFor(unlinked, here, justNow)).toBe(0);
  });

  test.each<View>([failed, expired])('stays long enough to be read: %#', answer => {
    expect(waitFor(here, answer, { come: 0, seen: 100 })).toBe(300);
    expect(waitFor(here, answer, { come: 0, seen: 400 })).toBe(0);
  });

  test.each<View>([unlinked, revoked])('goes at once for whoever has cancelled: %#', rest => {
    expect(waitFor(here, rest, { come: 0, seen: 0 })).toBe(0);
  });
});

test('nothing else waits, and nothing that cannot be shown', () => {
  expect(waitFor(unlinked, revoked, { come: 0, seen: 0 })).toBe(0);
  expect(waitFor(null, here, { come: 0, seen: 0 })).toBe(0);
  expect(waitFor(here, null, { come: 0, seen: 0 })).toBe(0);
});

describe('the first screen', () => {
  const of = (view: View): Shown => ({ view, link: null });

  test.each<[view: View, before: Shown | null, isThere: boolean]>([
    [here, of(unlinked), true],
    [here, null, true],
    [here, 'outdated', true],
    [here, of(failed), false],
    [here, of(expired), false],
    [again, of(revoked), false],
    [again, null, false],
    [byCode, of(unlinked), false],
    [unlinked, null, false],
  ])('waits only where it was pressed, or may have been: %#', (view, before, isThere) => {
    expect(isWaitingThere({ shown: of(view), before })).toBe(isThere);
  });

  test('waits for nothing that cannot be shown', () => {
    expect(isWaitingThere({ shown: 'unreadable', before: null })).toBe(false);
  });
});
