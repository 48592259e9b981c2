import { describe, expect, test } from 'vitest';
import { record } from '../../../src/core/journal.ts';
import type { Link } from '../../../src/core/state.ts';
import { type Findings, report } from '../../../src/pages/popup/report.ts';
import { account, events, good, links, now } from '../../core/examples.ts';

const found = { version: '0.2.0', browser: 'Firefox/153.0', journal: [], now };

function reportOn(link: Link, more: Partial<Findings> = {}): string {
  return report({ ...found, link, ...more });
}

const time = '2027-01-15T08:00:00.000Z';

describe('a report', () => {
  test('names the versions, the time and the status', () => {
    expect(reportOn(links.unlinked)).toBe(
      `Pinlink 0.2.0\nFirefox/153.0\nat ${time}\nstatus unlinked\n\n`,
    );
  });

  test.each<[string, Link, string]>([
    ['why it failed', links.failed, 'reason outage'],
    ['until when a pin waits', links.waiting, 'pin ends 2027-01-15T08:15:00.000Z'],
    [
      'what keeps a pin from its answer',
      { ...links.waiting, trouble: { reason: 'rateLimited', failures: 3 } },
      'trouble rateLimited',
    ],
    ['what was before an attempt', { ...links.expired, before: good }, 'before linked'],
    ['how an unlinking goes', { ...links.unlinked, news: 'notSignedOut' }, 'news notSignedOut'],
    ['since when it is revoked', links.revoked, 'revoked 2027-01-15T07:59:53.000Z'],
    ['since when it is linked', good, `linked ${time}, confirmed ${time}`],
    ['what was never confirmed', links.linked, 'confirmed never'],
    [
      'since when there is trouble',
      { ...good, trouble: { reason: 'outage', sinceAt: now } },
      `trouble outage since ${time}`,
    ],
    [
      'what keeps it from being asked for again',
      { ...links.revoked, trouble: { reason: 'outage', sinceAt: now } },
      `trouble outage since ${time}`,
    ],
    ['a time that is none', { ...good, confirmedAt: 1e300 }, 'confirmed unknown'],
  ])('says %s', (_, link, line) => {
    expect(reportOn(link)).toContain(line);
  });

  test('says that nothing can be read', () => {
    expect(report({ ...found, link: null })).toContain('status unreadable');
  });

  test('lists what happened', () => {
    const one = record([], events.pinPending, links.waiting, now);
    const twice = record(one, events.pinPending, links.waiting, now + 1_000);
    const journal = record(twice, events.accountNotRead, links.linked, now + 2_000);
    expect(reportOn(good, { journal }).split('\n').slice(-3)).toEqual([
      '2027-01-15T08:00:01.000Z pinPending 200 2 times -> waiting',
      '2027-01-15T08:00:02.000Z accountNotRead 503 outage -> linked',
      '',
    ]);
  });

  test('holds nothing secret or personal, wherever it stands', () => {
    const planted = {
      ...account,
      name: 'planted name',
      email: 'planted@example.org',
      thumb: 'https://plex.tv/users/planted/avatar',
      avatar: 'data:image/png;base64,planted',
    };
    const pin = { ...links.waiting.pin, id: 777_111, code: 'PLANTED', address: 'https://planted' };
    const linked = { ...good, account: planted };
    const stood: Link[] = [
      linked,
      { ...links.revoked, account: planted },
      { ...links.waiting, pin, before: linked },
      { ...links.requesting, attempt: 'planted', before: linked },
    ];
    const happened = [
      { ...events.linkPressed, attempt: 'planted' },
      { ...events.pinCreated, attempt: 'planted', pin },
      { ...events.pinClaimed, pinId: pin.id, authToken: 'planted-token' },
      { ...events.accountRead, token: 'planted-token', account: planted },
      { ...events.avatarRead, thumb: 'planted', avatar: 'planted' },
      { ...events.signedOut, token: 'planted-token' },
      { ...events.notSignedOut, token: 'planted-token' },
    ];
    for (const link of stood) {
      const journal = happened.flatMap(event => record([], event, link, now));
      const text = reportOn(link, { journal });
      expect(text).toContain('pinClaimed 200');
      expect(text).not.toMatch(/planted|777111/i);
    }
  });
});
