import { describe, expect, test } from 'vitest';
import type { Grant, Phase, Problem, Way } from '../../src/core/state.ts';
import { linkViewOf, type View, viewOf } from '../../src/core/view.ts';
import {
  abandoned,
  account,
  expired,
  givenUp,
  good,
  grants,
  having,
  hour,
  minute,
  now,
  other,
  pin,
  savedWith,
} from './examples.ts';

const { requesting, waiting, failed, held, refused, given, ending } = grants;
const problem: Problem = { reason: 'outage', sinceAt: now - minute };
const pending = { dueAt: now + 9_000, failures: 1, problem };

function view(...known: readonly Grant[]): View {
  return viewOf(savedWith(...known).state, now);
}

/** What somebody who looks is shown of each phase where there is nothing else. */
const statuses: Record<Phase, View['status']> = {
  requesting: 'requesting',
  waiting: 'waiting',
  failed: 'failed',
  held: 'linked',
  refused: 'revoked',
  approving: 'unlinked',
  verifying: 'unlinked',
  handed: 'unlinked',
  given: 'unlinked',
  removing: 'unlinked',
  ending: 'unlinked',
};

test.each(Object.values(grants))('of a grant that is $phase the status is shown', grant => {
  expect(view(grant).status).toBe(statuses[grant.phase]);
});

test('a pin that was abandoned is not shown', () => {
  expect(view(abandoned)).toEqual({ status: 'unlinked', news: null, unended: null });
});

describe('an attempt', () => {
  test.each([
    ['requesting', requesting],
    ['waiting', waiting],
    ['expired', expired],
    ['failed', failed],
  ] as const)('is shown in the place of the link: %s', (status, attempt) => {
    expect(view(good, other(attempt))).toMatchObject({ status, before: 'linked' });
  });

  test.each([
    ['unlinked', []],
    ['linked', [good]],
    ['revoked', [refused]],
  ] as const)('says what it would return to: %s', (before, known) => {
    for (const attempt of [waiting, expired, failed]) {
      expect(view(...known, other(attempt))).toMatchObject({ way: 'device', before });
    }
  });

  test('shows the pin that waits, and by which way', () => {
    const way: Way = 'browser';
    expect(view({ ...waiting, way })).toEqual({
      status: 'waiting',
      id: 'mine',
      way,
      before: 'unlinked',
      pin,
      hasProblem: false,
      unended: null,
    });
    expect(view(requesting)).toEqual({
      status: 'requesting',
      way: 'device',
      before: 'unlinked',
      unended: null,
    });
  });

  test('says when plex.tv does not answer, or wants to be left alone', () => {
    expect(view({ ...waiting, pending })).toMatchObject({ hasProblem: true });
    const { state } = having(savedWith(waiting), { quietUntil: now + 1 });
    expect(viewOf(state, now)).toMatchObject({ hasProblem: true });
    expect(viewOf(state, now + 1)).toMatchObject({ hasProblem: false });
  });

  test('says how it ended', () => {
    const common = { way: 'device', before: 'unlinked', unended: null };
    expect(view(expired)).toEqual({ status: 'expired', ...common });
    expect(view(failed)).toEqual({ status: 'failed', reason: 'outage', ...common });
  });
});

describe('a link', () => {
  test.each([good, refused])('is known beside an attempt at another: $phase', link => {
    const { unended, ...shown } = view(link, given);
    const { state } = savedWith(link, given, other(waiting));
    expect(viewOf(state, now).status).toBe('waiting');
    expect(linkViewOf(state, now)).toEqual(shown);
    expect(linkViewOf(state, now)?.tools).toHaveLength(1);
  });

  test('is none where there is none', () => {
    expect(linkViewOf(savedWith(waiting).state, now)).toBeNull();
  });

  const fine = { name: 'good', sinceAt: 0, nextAt: 0, failures: 0 };

  test('is shown with its account and its times', () => {
    const known = { ...good, linkedAt: now - hour, confirmedAt: now - 5, isNewAccount: true };
    expect(view(known)).toEqual({
      status: 'linked',
      account,
      linkedAt: now - hour,
      confirmedAt: now - 5,
      health: fine,
      isFresh: true,
      isNewAccount: true,
      tools: [],
      giving: null,
      isFull: false,
      quietUntil: 0,
      toolNews: [],
      unended: null,
    });
  });

  test.each([
    ['before its owner has seen it', null, true],
    ['for a minute', now - minute + 1, true],
    ['no longer', now - minute, false],
  ])('is fresh %s', (_, greetedAt, isFresh) => {
    expect(view({ ...good, greetedAt })).toMatchObject({ isFresh });
  });

  test('that was refused says when, and whose it was', () => {
    expect(view(refused)).toEqual({
      status: 'revoked',
      account,
      refusedAt: now - 7_000,
      health: fine,
      tools: [],
      unended: null,
    });
  });

  test.each([good, refused])('says how it stands: $phase', grant => {
    const limited = { ...pending, problem: { ...problem, reason: 'rateLimited' } } as const;
    const { failures } = pending;
    const since = { sinceAt: now - minute, nextAt: now + 9_000, failures };
    for (const [asked, health] of [
      [null, fine],
      [
        { ...pending, problem: null },
        { name: 'asking', sinceAt: 0, nextAt: now + 9_000, failures },
      ],
      [pending, { name: 'unreachable', ...since }],
      [limited, { name: 'rateLimited', ...since }],
    ] as const) {
      expect(view({ ...grant, pending: asked })).toMatchObject({ health });
    }
  });

  test.each([good, refused])('that is asked about says that plex.tv wants quiet: $phase', grant => {
    const asked = { ...grant, pending: { ...pending, problem: null } };
    for (const quietUntil of [now + 1, now + minute]) {
      const { state } = having(savedWith(asked), { quietUntil });
      const nextAt = Math.max(now + 9_000, quietUntil);
      const health = { name: 'rateLimited', sinceAt: 0, nextAt, failures: pending.failures };
      expect(viewOf(state, quietUntil - 1)).toMatchObject({ health });
      expect(viewOf(state, quietUntil)).toMatchObject({ health: { ...health, name: 'asking' } });
    }
  });

  test.each([good, refused])('says in a quiet what else there is: $phase', grant => {
    for (const [known, name] of [
      [null, 'good'],
      [pending, 'unreachable'],
    ] as const) {
      const saved = savedWith({ ...grant, pending: known });
      const { state } = having(saved, { quietUntil: now + minute });
      expect(viewOf(state, now)).toMatchObject({ health: { name } });
    }
  });

  test('says when plex.tv is really asked again, after the pause that it wants', () => {
    for (const quietUntil of [now + 8_999, now + 9_001]) {
      const { state } = having(savedWith({ ...held, pending }), { quietUntil });
      const nextAt = Math.max(now + 9_000, quietUntil);
      expect(viewOf(state, now)).toMatchObject({ health: { nextAt } });
    }
  });
});

describe('where there is no link', () => {
  const byUser = { ...ending, byUser: true };
  const late = { ...byUser, pending };

  test.each([null, 'signedOut', 'damaged'] as const)(
    'it is told what there is to tell: %s',
    news => {
      const { state } = having(savedWith(ending), { news });
      expect(viewOf(state, now)).toEqual({ status: 'unlinked', news, unended: null });
    },
  );

  test('it is told how a sign-out goes that was pressed for', () => {
    expect(view(byUser)).toMatchObject({ news: 'signingOut', unended: null });
    expect(view(late)).toMatchObject({ news: 'notSignedOut', unended: 'trying' });
    expect(view(late, other(byUser))).toMatchObject({ news: 'notSignedOut' });
    const { state } = having(savedWith(byUser), { news: 'damaged' });
    expect(viewOf(state, now)).toMatchObject({ news: 'signingOut' });
  });

  test('it is told that tools are ended first, while they can be', () => {
    const { removing } = grants;
    const key = other(ending);
    expect(view(removing, key)).toMatchObject({ news: 'signingOut', unended: null });
    expect(view({ ...removing, pending }, key)).toMatchObject({
      news: 'notSignedOut',
      unended: 'trying',
    });
    expect(view({ ...removing, pending: null }, key).unended).toBe('givenUp');
    // Without a token of their account nothing is asked, and nobody waits: it is for the user to do.
    expect(view({ ...removing, pending })).toMatchObject({ news: null, unended: 'givenUp' });
    // Beside the link, their rows say so.
    const { state } = savedWith(other(good, 'link'), { ...removing, pending });
    expect(viewOf(state, now).unended).toBeNull();
  });

  test('it is told of others only that they could not be ended', () => {
    expect(view({ ...ending, pending })).toMatchObject({ news: null, unended: 'trying' });
    expect(view(givenUp)).toMatchObject({ news: null, unended: 'givenUp' });
  });
});

test('tokens that could not be ended are told of beside whatever is shown', () => {
  for (const grant of Object.values(grants)) {
    const trying = other({ ...ending, pending });
    expect(view(grant, trying).unended).toBe('trying');
    expect(view(grant, trying, other(givenUp, 'third')).unended).toBe('givenUp');
  }
  expect(view(givenUp, other({ ...ending, pending })).unended).toBe('givenUp');
  // A pin that has trouble of its own is no token.
  expect(view({ ...waiting, pending }).unended).toBeNull();
});
