import { describe, expect, test } from 'vitest';
import {
  backOff,
  hurry,
  isRefusal,
  later,
  laterAboutToken,
  pendingAt,
} from '../../src/core/intervals.ts';
import { type Pending, type Reason, reasons } from '../../src/core/state.ts';
import { failure, hour, minute, now } from './examples.ts';

const certain = { now, random: 0 };

function pendingFor(reason: Reason, failures = 1, sinceAt = now - minute): Pending {
  return { dueAt: now, failures, problem: { reason, sinceAt } };
}

describe('the wait after failures in a row', () => {
  test.each([
    [1, 1_000],
    [2, 2_000],
    [5, 16_000],
    [6, 30_000],
    [60, 30_000],
  ])('doubles up to the longest: after %i it is %i ms', (failures, wait) => {
    expect(backOff(failures, 0, 30_000)).toBe(wait);
  });

  test('is up to a quarter less by chance, in whole milliseconds', () => {
    expect(backOff(3, 1, 30_000)).toBe(3_000);
    expect(backOff(3, 0.5, 30_000)).toBe(3_500);
    expect(backOff(1, 0.001_5, 30_000)).toBe(1_000);
  });
});

describe('a question that has failed', () => {
  test('is asked again after that wait, or after a longer one that plex.tv asks for', () => {
    const asked = pendingAt(now);
    const waits = [null, 0, 999, 1_000, 1_001, hour].map(
      wait => later(asked, failure('outage', wait), certain, hour).dueAt - now,
    );
    expect(waits).toEqual([1_000, 1_000, 1_000, 1_000, 1_001, hour]);
  });

  test('counts its failures, and remembers since when there is a problem', () => {
    const problem = { reason: 'timedOut', sinceAt: now - minute };
    const next = later(pendingFor('outage', 4), failure('timedOut'), certain, hour);
    expect(next).toEqual({ dueAt: now + 16_000, failures: 5, problem });
    const first = later(pendingAt(now), failure('timedOut'), certain, hour);
    expect(first.problem).toEqual({ reason: 'timedOut', sinceAt: now });
  });

  test('waits after a bare 401 as after anything else, unless it is about a token', () => {
    const bare = failure('bareUnauthorized');
    const problem = { reason: 'bareUnauthorized', sinceAt: now };
    const first = later(pendingFor('outage', 0), bare, certain, 30_000);
    expect(first).toEqual({ dueAt: now + 1_000, failures: 1, problem });
    const waits = [1, 2, 20].map(
      failures =>
        later(pendingFor('bareUnauthorized', failures), bare, certain, 30_000).dueAt - now,
    );
    expect(waits).toEqual([2_000, 4_000, 30_000]);
  });

  test('has another problem once it is no bare 401 any more', () => {
    const known = pendingFor('bareUnauthorized');
    for (const next of [
      later(known, failure('outage'), certain, hour),
      laterAboutToken(known, failure('outage'), certain),
    ]) {
      const problem = { reason: 'outage', sinceAt: now };
      expect(next).toEqual({ dueAt: now + 2_000, failures: 2, problem });
    }
  });
});

describe('a question about a token that has failed', () => {
  test('waits for an hour from the first bare 401, and for no less than its usual wait', () => {
    const bare = failure('bareUnauthorized');
    const problem = { reason: 'bareUnauthorized', sinceAt: now };
    for (const known of [pendingAt(now), pendingFor('outage', 0)]) {
      const next = laterAboutToken(known, bare, certain);
      expect(next).toEqual({ dueAt: now + hour, failures: 1, problem });
    }
    const waits = [now - minute, now - hour + 1, now - 2 * hour].map(
      sinceAt =>
        laterAboutToken(pendingFor('bareUnauthorized', 2, sinceAt), bare, certain).dueAt - now,
    );
    expect(waits).toEqual([hour - minute, 4_000, 4_000]);
  });

  test('waits after anything else as other questions do, up to an hour', () => {
    for (const reason of reasons.filter(name => name !== 'bareUnauthorized')) {
      for (const known of [pendingAt(now), pendingFor('outage', 4), pendingFor(reason, 40)]) {
        for (const wait of [null, 2 * hour]) {
          const failed = failure(reason, wait);
          const next = laterAboutToken(known, failed, certain);
          expect(next).toEqual(later(known, failed, certain, hour));
        }
      }
    }
  });
});

describe('that a token is not valid', () => {
  test('is said by a 401 in a form of Plex, and by nothing else', () => {
    const saying = reasons.filter(reason => isRefusal(failure(reason), pendingAt(now), now));
    expect(saying).toEqual(['unauthorized']);
    expect(isRefusal(failure('unauthorized'), null, now)).toBe(true);
  });

  test('is said by a bare 401 that is still the answer an hour later', () => {
    const bare = failure('bareUnauthorized');
    for (const [sinceAt, isSaid] of [
      [now, false],
      [now - hour + 1, false],
      [now - hour, true],
    ] as const) {
      expect(isRefusal(bare, pendingFor('bareUnauthorized', 1, sinceAt), now)).toBe(isSaid);
    }
    expect(isRefusal(bare, pendingFor('outage', 1, now - hour), now)).toBe(false);
    expect(isRefusal(bare, null, now)).toBe(false);
  });
});

describe('what speaks for an answer', () => {
  test('brings forward what has failed', () => {
    const failing = { ...pendingFor('outage', 13), dueAt: now + hour };
    expect(hurry(failing, now)).toEqual({ ...failing, dueAt: now });
  });

  test('brings forward nothing that has not failed, and no bare 401', () => {
    for (const pending of [pendingAt(now + 9), pendingFor('bareUnauthorized')]) {
      expect(hurry(pending, now)).toBe(pending);
    }
  });

  test('leaves a wait that is longer than any of ours: it was the wish of plex.tv', () => {
    const ours = { ...pendingFor('outage', 3), dueAt: now + 4_000 };
    expect(hurry(ours, now).dueAt).toBe(now);
    const theirs = { ...ours, dueAt: now + 4_001 };
    expect(hurry(theirs, now)).toBe(theirs);
  });
});

test('a question at once is a new one, or keeps its past', () => {
  expect(pendingAt(now)).toEqual({ dueAt: now, failures: 0, problem: null });
  const past = pendingFor('outage', 4);
  expect(pendingAt(now + 7, past)).toEqual({ ...past, dueAt: now + 7 });
});
