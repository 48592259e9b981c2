import type { LinkEvent } from './event.ts';
import type { Link, Reason } from './state.ts';

/** The events that are worth noting down: all but the ticks of the clock and of an open popup. */
export const recordedEvents = [
  'linkPressed',
  'switchPressed',
  'checkPressed',
  'reopenPressed',
  'cancelPressed',
  'unlinkPressed',
  'started',
  'networkReturned',
  'pageHeard',
  'approvalHeard',
  'approvalClosed',
  'pinCreated',
  'pinNotCreated',
  'pinClaimed',
  'pinPending',
  'pinGone',
  'pinNotChecked',
  'accountRead',
  'accountNotRead',
  'avatarRead',
  'signedOut',
  'notSignedOut',
] as const satisfies LinkEvent['type'][];

/** What happened and how it stood then. It is made of closed sets and numbers: no secret fits in. */
export interface Entry {
  /** Epoch ms; the last time, where it happened several times in a row. */
  readonly at: number;
  readonly event: (typeof recordedEvents)[number];
  readonly times: number;
  /** The HTTP status of plex.tv's answer; null where there was none. */
  readonly http: number | null;
  readonly reason: Reason | null;
  /** The status of the link afterwards. */
  readonly status: Link['status'];
}

/** How many entries are kept. */
export const journalLength = 50;

/** Answers that have just one status with which they count. */
const statuses: Partial<Record<LinkEvent['type'], number>> = {
  pinCreated: 201,
  pinClaimed: 200,
  pinPending: 200,
  pinGone: 404,
  accountRead: 200,
  signedOut: 204,
};

/** The journal with one more event; the same journal where it is not worth noting down. */
export function record(
  journal: readonly Entry[],
  event: LinkEvent,
  { status }: Link,
  at: number,
): readonly Entry[] {
  const noted = recordedEvents.find(type => type === event.type);
  if (noted === undefined) return journal;
  const failure = 'failure' in event ? event.failure : null;
  const http = failure === null ? (statuses[noted] ?? null) : failure.status;
  const entry: Entry = {
    at,
    event: noted,
    times: 1,
    http,
    reason: failure?.reason ?? null,
    status,
  };
  const last = journal.at(-1);
  if (last === undefined || !isRepeated(last, entry))
    return [...journal, entry].slice(-journalLength);
  return [...journal.slice(0, -1), { ...entry, times: last.times + 1 }];
}

function isRepeated(one: Entry, other: Entry): boolean {
  return (['event', 'http', 'reason', 'status'] as const).every(key => one[key] === other[key]);
}
