import { describe, expect, test } from 'vitest';
import type { LinkEvent } from '../../src/core/event.ts';
import { type Entry, journalLength, record, recordedEvents } from '../../src/core/journal.ts';
import { events, links, now, outage } from './examples.ts';

function journalOf(...happened: LinkEvent[]): readonly Entry[] {
  return happened.reduce<readonly Entry[]>(
    (journal, event, index) => record(journal, event, links.waiting, now + index),
    [],
  );
}

describe('the journal', () => {
  test('says what happened, when, and how it stood then', () => {
    expect(journalOf(events.linkPressed)).toEqual([
      { at: now, event: 'linkPressed', times: 1, http: null, reason: null, status: 'waiting' },
    ]);
  });

  test.each([
    [events.pinCreated, 201],
    [events.pinClaimed, 200],
    [events.pinPending, 200],
    [events.pinGone, 404],
    [events.accountRead, 200],
    [events.signedOut, 204],
    [events.avatarRead, null],
    [events.approvalHeard, null],
  ])('says what plex.tv answered: $type', (event, http) => {
    expect(journalOf(event)).toMatchObject([{ event: event.type, http, reason: null }]);
  });

  test.each([
    events.pinNotCreated,
    events.pinNotChecked,
    events.accountNotRead,
    events.notSignedOut,
  ])('says why something failed: $type', event => {
    expect(journalOf(event)).toMatchObject([{ event: event.type, http: 503, reason: 'outage' }]);
    const unreachable = { ...event, failure: { ...outage, status: null, reason: 'unreachable' } };
    expect(journalOf(unreachable as LinkEvent)).toMatchObject([
      { http: null, reason: 'unreachable' },
    ]);
  });

  test('is not filled by the ticks of the clock and of an open popup', () => {
    expect(journalOf(events.woken, events.popupSeen)).toEqual([]);
    const unnoted = Object.values(events).filter(
      ({ type }) => !recordedEvents.some(one => one === type),
    );
    expect(unnoted.map(({ type }) => type).sort()).toEqual(['popupSeen', 'woken']);
  });

  test('says once what happens again and again, how often, and when last', () => {
    const journal = journalOf(
      events.pinPending,
      events.pinPending,
      events.woken,
      events.pinPending,
    );
    expect(journal).toMatchObject([{ event: 'pinPending', times: 3, at: now + 3 }]);
  });

  test('says twice what differs', () => {
    const other = { ...events.pinNotChecked, failure: { ...outage, status: 502 } };
    const another = { ...other, failure: { ...other.failure, reason: 'unexpectedBody' } } as const;
    expect(journalOf(events.pinNotChecked, other, another, events.pinPending)).toHaveLength(4);
    const twice = record(journalOf(events.pinPending), events.pinPending, links.linked, now);
    expect(twice).toHaveLength(2);
  });

  test('holds the last fifty entries', () => {
    const happened = Array.from({ length: 30 }, () => [
      events.pageHeard,
      events.approvalHeard,
    ]).flat();
    const journal = journalOf(events.linkPressed, ...happened);
    expect(journal).toHaveLength(journalLength);
    expect(journal.at(-1)).toMatchObject({ event: 'approvalHeard', at: now + 60 });
    expect(journal[0]).toMatchObject({ event: 'pageHeard', at: now + 11 });
  });
});
