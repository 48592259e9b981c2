import type { LinkEvent } from './event.ts';
import { attemptOf } from './grants.ts';
import type { Reason, State } from './state.ts';
import { type View, viewOf } from './view.ts';

/** The events that are worth recording: all but the ticks of the clock and of an open popup. */
export const recordedEvents = [
  'linkPressed',
  'switchPressed',
  'checkPressed',
  'reopenPressed',
  'cancelPressed',
  'unlinkPressed',
  'forgetPressed',
  'giveAccessPressed',
  'tokenShown',
  'tokenCopied',
  'donePressed',
  'endAccessPressed',
  'newsRead',
  'greeted',
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
  'avatarNotRead',
  'signedOut',
  'notSignedOut',
  'pinApproved',
  'pinNotApproved',
  'serversNotRead',
  'devicesRead',
  'devicesNotRead',
  'deviceRemoved',
  'deviceListed',
  'deviceNotListed',
  'deviceNotRemoved',
] as const satisfies LinkEvent['type'][];

/** What happened and how it stood then. It is made of closed sets and numbers: no secret fits in. */
export interface Entry {
  /** When it happened first, epoch ms. */
  readonly at: number;
  /** When it happened last, epoch ms. */
  readonly lastAt: number;
  readonly event: (typeof recordedEvents)[number];
  readonly times: number;
  /** The number of the grant that it was about; null where it was about none. */
  readonly grant: number | null;
  /** The HTTP status of plex.tv's answer; null where there was none. */
  readonly http: number | null;
  readonly reason: Reason | null;
  /** What the popup showed afterwards. */
  readonly status: View['status'];
}

/** What two entries have in common that tell the same. */
const kind = ['event', 'grant', 'http', 'reason', 'status'] as const;

/** How many entries are kept. */
export const journalLength = 50;

/** Answers that have just one status with which they count. */
const statuses: Partial<Record<LinkEvent['type'], number>> = {
  pinCreated: 201,
  pinClaimed: 200,
  pinPending: 200,
  pinGone: 404,
  accountRead: 200,
};

/**
 * The journal with one more event; the same journal where it is not worth recording. What has
 * happened just so before counts up there, whatever stands between: noise takes no room.
 */
export function record(
  journal: readonly Entry[],
  event: LinkEvent,
  before: State,
  after: State,
  at: number,
): readonly Entry[] {
  const recorded = recordedEvents.find(type => type === event.type);
  if (recorded === undefined) return journal;
  const failure = 'failure' in event ? event.failure : null;
  const entry: Entry = {
    at,
    lastAt: at,
    event: recorded,
    times: 1,
    grant: numberOf(event, after) ?? numberOf(event, before),
    http: failure === null ? (statuses[recorded] ?? null) : failure.status,
    reason: failure?.reason ?? null,
    status: viewOf(after, at).status,
  };
  const known = journal.find(one => kind.every(key => one[key] === entry[key]));
  if (known === undefined) return [...journal, entry].slice(-journalLength);
  const again = { ...known, lastAt: at, times: known.times + 1 };
  return journal.map(one => (one === known ? again : one));
}

/** The grant that an event is about: an answer names it, a press or a signal means the attempt. */
function numberOf(event: LinkEvent, state: State): number | null {
  if (!('id' in event)) return attemptOf(state)?.number ?? null;
  return state.grants.find(({ id }) => id === event.id)?.number ?? null;
}
