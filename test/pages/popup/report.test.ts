import { describe, expect, test } from 'vitest';
import type { LinkEvent } from '../../../src/core/event.ts';
import { type Entry, record } from '../../../src/core/journal.ts';
import type { Grant, State } from '../../../src/core/state.ts';
import { type Findings, report } from '../../../src/pages/popup/report.ts';
import {
  abandoned,
  account,
  events,
  expired,
  givenUp,
  good,
  grants,
  having,
  now,
  other,
  savedWith,
} from '../../core/examples.ts';

const found = { version: '0.3.0', browser: 'Firefox/153.0', journal: [], now };

const time = '2027-01-15T08:00:00.000Z';

function reportOn(state: Findings['state'], journal: readonly Entry[] = []): string {
  return report({ ...found, state, journal });
}

function stateWith(...known: readonly Grant[]): State {
  return savedWith(...known).state;
}

const empty = stateWith();

/** What is recorded of one event that left the state as it was. */
function recorded(event: LinkEvent, state: State): readonly Entry[] {
  return record([], event, state, state, now);
}

describe('a report', () => {
  test('names the versions, the time and the status', () => {
    expect(reportOn(empty)).toBe(
      `Pinlink 0.3.0\nFirefox/153.0\nat ${time}\nstatus unlinked\ngrants made 0\n\n`,
    );
  });

  test.each<[string, Grant, string]>([
    [
      'until when a pin is asked for',
      grants.requesting,
      '#1 requesting, by device, until 2027-01-15T08:02:00.000Z, due 2027-01-15T08:00:30.000Z',
    ],
    [
      'until when a pin waits',
      grants.waiting,
      '#1 waiting, by device, pin ends 2027-01-15T08:15:00.000Z, not heard, due 2027-01-15T08:00:05.000Z',
    ],
    ['that the approval page was heard', { ...grants.waiting, hearing: true }, ', heard, '],
    ['that a pin was abandoned', abandoned, `abandoned ${time}`],
    ['that a pin expired', expired, '#1 failed, by device, expired\n'],
    ['why an attempt failed', grants.failed, '#1 failed, by device, outage\n'],
    ['since when it is linked', good, `#1 (link) held, linked ${time}, confirmed ${time}\n`],
    ['what was never confirmed', grants.held, 'confirmed never'],
    ['since when it is refused', grants.refused, 'refused 2027-01-15T07:59:53.000Z'],
    ['how an ending goes', grants.ending, `#1 ending, ordered ${time}, by itself, due `],
    [
      'that the user pressed for it, and plex.tv answered oddly',
      { ...grants.ending, byUser: true, isDoubted: true },
      'by user, doubted, due ',
    ],
    ['what was given up', givenUp, `#1 ending, ordered ${time}, by itself\n`],
    [
      'what keeps it from an answer',
      {
        ...good,
        pending: { dueAt: now, failures: 3, problem: { reason: 'outage', sinceAt: now } },
      },
      `due ${time}, failed 3 times, outage since ${time}\n`,
    ],
    ['that a tool’s access is approved', grants.approving, '#1 (tool) approving, pin ends '],
    ['that a tool’s token is looked at', grants.verifying, '#1 (tool) verifying, due '],
    ['that a token was not copied', grants.handed, '#1 (tool) handed, not copied, due '],
    ['that it was shown', { ...grants.handed, copiedAt: 0 }, '#1 (tool) handed, shown, due '],
    [
      'when a token was copied',
      { ...grants.handed, copiedAt: now },
      `handed, copied ${time}, due `,
    ],
    ['that a tool was not seen', grants.given, '#1 (tool) given, not seen\n'],
    ['when a tool was seen', { ...grants.given, seenAt: now }, `given, seen ${time}\n`],
    ['that a tool’s access ends', grants.removing, `removing, ordered ${time}, not seen, due `],
    ['a time that is none', { ...good, confirmedAt: 1e300 }, 'confirmed unknown'],
  ])('says %s', (_, grant, line) => {
    expect(reportOn(stateWith(grant))).toContain(line);
  });

  test('tells an attempt from the link beside it', () => {
    const text = reportOn(stateWith(good, other(grants.waiting)));
    expect(text).toContain('status waiting\n');
    expect(text).toMatch(/^#1 \(link\) held, /m);
    expect(text).toMatch(/^#2 waiting, /m);
  });

  test('says what there is to tell, and that plex.tv is left alone', () => {
    const more = { news: 'signedOut', quietUntil: now + 60_000, grantsMade: 5 } as const;
    const { state } = having(savedWith(), more);
    expect(reportOn(state)).toContain(
      'grants made 5\nnews signedOut\nquiet until 2027-01-15T08:01:00.000Z\n',
    );
    expect(reportOn({ ...state, quietUntil: now })).not.toContain('quiet');
  });

  test.each(['outdated', 'unreadable'] as const)('says that the state is %s', status => {
    expect(reportOn(status)).toContain(`status ${status}\n`);
  });

  test('lists what happened', () => {
    const [waiting, held] = [stateWith(grants.waiting), stateWith(grants.held)];
    const one = record([], events.pinPending, waiting, waiting, now);
    const two = record(one, events.pinPending, waiting, waiting, now + 1_000);
    const three = record(two, events.accountNotRead, held, held, now + 2_000);
    const journal = record(three, events.unlinkPressed, held, empty, now + 3_000);
    expect(reportOn(held, journal).split('\n').slice(-4)).toEqual([
      `${time} (… 2027-01-15T08:00:01.000Z) pinPending #1 200 2 times -> waiting`,
      '2027-01-15T08:00:02.000Z accountNotRead #1 503 outage -> linked',
      '2027-01-15T08:00:03.000Z unlinkPressed -> unlinked',
      '',
    ]);
  });

  test('holds nothing secret or personal, wherever it stands', () => {
    const planted = {
      uuid: 'planted-uuid',
      name: 'planted name',
      email: 'planted@example.org',
      hasPass: true,
      role: null,
      thumb: 'https://plex.tv/users/planted/avatar',
      avatar: 'data:image/png;base64,planted',
    };
    const pin = {
      ...grants.waiting.pin,
      id: 777_111,
      code: 'PLANTED',
      location: 'Planted, Plantland',
    };
    const id = 'planted';
    const stood: Grant[] = Object.values({
      ...grants,
      waiting: { ...grants.waiting, pin },
      held: { ...good, account: { ...account, ...planted } },
      refused: { ...grants.refused, account: planted },
    }).map(grant => ({ ...grant, id }));
    const happened: LinkEvent[] = Object.values<LinkEvent>({
      ...events,
      pinCreated: { ...events.pinCreated, pin },
      pinClaimed: { ...events.pinClaimed, authToken: 'planted-token' },
      accountRead: { ...events.accountRead, account: planted },
      avatarRead: { ...events.avatarRead, thumb: 'planted', avatar: 'planted' },
    }).map(event => ('id' in event ? { ...event, id } : event));
    for (const grant of stood) {
      const state = stateWith(grant);
      const text = reportOn(
        state,
        happened.flatMap(event => recorded(event, state)),
      );
      expect(text).toContain('pinClaimed #1 200');
      expect(text).not.toMatch(/plant|777111/i);
    }
  });
});
