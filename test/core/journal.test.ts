import { describe, expect, test } from 'vitest';
import type { LinkEvent } from '../../src/core/event.ts';
import { type Entry, journalLength, record, recordedEvents } from '../../src/core/journal.ts';
import {
  abandoned,
  events,
  failure,
  good,
  grants,
  now,
  other,
  outage,
  savedWith,
} from './examples.ts';

const { state } = savedWith({ ...grants.waiting, number: 4 }, other(good));
const empty = savedWith().state;

/** The journal of what happened, a moment after each other, while a pin waits. */
function journalOf(...happened: readonly LinkEvent[]): readonly Entry[] {
  return happened.reduce<readonly Entry[]>(
    (journal, event, index) => record(journal, event, state, state, now + index),
    [],
  );
}

describe('the journal', () => {
  test('says what happened, when, to which grant, and how it stood then', () => {
    expect(journalOf(events.cancelPressed)).toEqual([
      {
        at: now,
        lastAt: now,
        event: 'cancelPressed',
        times: 1,
        grant: 4,
        http: null,
        reason: null,
        status: 'waiting',
      },
    ]);
  });

  test.each([
    [events.pinCreated, 201],
    [events.pinClaimed, 200],
    [events.pinPending, 200],
    [events.pinGone, 404],
    [events.accountRead, 200],
    [events.signedOut, null],
    [events.avatarRead, null],
    [events.approvalHeard, null],
  ])('says what plex.tv answered, where there is but one answer: $type', (event, http) => {
    expect(journalOf(event)).toMatchObject([{ event: event.type, http, reason: null }]);
  });

  test.each([
    events.pinNotCreated,
    events.pinNotChecked,
    events.accountNotRead,
    events.notSignedOut,
  ])('says why something failed: $type', event => {
    expect(journalOf(event)).toMatchObject([{ event: event.type, http: 503, reason: 'outage' }]);
    const unreachable = { ...event, failure: failure('unreachable') };
    expect(journalOf(unreachable)).toMatchObject([{ http: null, reason: 'unreachable' }]);
  });

  test('is not filled by the ticks of the clock and of an open popup', () => {
    expect(journalOf(events.woken, events.popupSeen)).toEqual([]);
    const kept = journalOf(events.started);
    expect(record(kept, events.woken, state, state, now)).toBe(kept);
    const unrecorded = Object.values(events)
      .map(({ type }) => type)
      .filter(type => !recordedEvents.some(one => one === type));
    expect(unrecorded.sort()).toEqual(['popupSeen', 'woken']);
  });

  test('says once what happens again and again, how often, and when last', () => {
    const again = [events.pinPending, events.pageHeard, events.pinPending, events.pinPending];
    expect(journalOf(...again)).toMatchObject([
      { event: 'pinPending', times: 3, at: now, lastAt: now + 3 },
      { event: 'pageHeard', times: 1, at: now + 1, lastAt: now + 1 },
    ]);
  });

  test('says twice what differs', () => {
    const bad = { ...events.pinNotChecked, failure: { ...outage, status: 502 } };
    const odd = { ...bad, failure: { ...bad.failure, reason: 'unexpectedBody' } } as const;
    const foreign = { ...events.pinPending, id: 'other' };
    const happened = [events.pinNotChecked, bad, odd, events.pinPending, foreign];
    expect(journalOf(...happened)).toHaveLength(5);
    const before = journalOf(events.pinPending);
    expect(record(before, events.pinPending, state, savedWith(good).state, now)).toHaveLength(2);
  });

  test('holds the last fifty entries, the oldest first', () => {
    const happened = Array.from({ length: 53 }, (_, index) => ({
      ...events.pinNotChecked,
      failure: { ...outage, status: index },
    }));
    const journal = journalOf(...happened);
    expect(journalLength).toBe(50);
    expect(journal.map(({ http }) => http)).toEqual(Array.from({ length: 50 }, (_, i) => i + 3));
  });
});

describe('the grant that an entry is about', () => {
  function grantOf(event: LinkEvent, before = state, after = state): number | null | undefined {
    return record([], event, before, after, now)[0]?.grant;
  }

  test('is the one that an answer names', () => {
    expect(grantOf({ ...events.accountRead, id: 'other' })).toBe(2);
    expect(grantOf({ ...events.accountRead, id: 'unknown' })).toBeNull();
  });

  test('is the new one where a press makes one', () => {
    const asked = savedWith(other(grants.requesting, 'new', 9)).state;
    expect(grantOf(events.linkPressed, empty, asked)).toBe(9);
  });

  test('is the attempt that was, where the event has ended it', () => {
    const left = savedWith(other(abandoned)).state;
    expect(grantOf(events.cancelPressed, state, left)).toBe(4);
    expect(grantOf(events.signedOut, savedWith(grants.ending).state, empty)).toBe(1);
  });

  test('is none where there is no attempt', () => {
    expect(grantOf(events.started, empty, empty)).toBeNull();
  });
});
