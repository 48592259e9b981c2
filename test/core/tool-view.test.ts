import { describe, expect, test } from 'vitest';
import { mostTools } from '../../src/core/intervals.ts';
import type { Grant } from '../../src/core/state.ts';
import { givingOf, toolRows } from '../../src/core/tool-view.ts';
import { viewOf } from '../../src/core/view.ts';
import {
  grants,
  having,
  linkedWith,
  minute,
  now,
  other,
  savedWith,
  tool,
  toolGrants,
} from './examples.ts';

const { approving, verifying, handed, given, removing } = grants;
const { requesting, waiting, abandoned, failed } = toolGrants;
const problem = { reason: 'outage', sinceAt: now } as const;

describe('a tool with access', () => {
  const row = { id: 'mine', kind: 'kometa', name: 'Kometa', addedAt: now, seenAt: null };

  test.each<[string, Grant]>([
    ['given', given],
    ['ending', removing],
    ['notEnded', { ...removing, pending: { dueAt: now, failures: 1, problem } }],
    ['notEnding', { ...removing, pending: null }],
  ])('says how that stands: %s', (access, grant) => {
    expect(toolRows(linkedWith(grant).state)).toEqual([{ ...row, access }]);
  });

  test.each([0, now + minute + 1])('says when Plex has last seen it: %s', seenAt => {
    expect(toolRows(linkedWith({ ...given, seenAt }).state)).toMatchObject([{ seenAt }]);
  });

  test.each([1, now, now + minute])('takes no use of its token by Pinlink for one: %s', seenAt => {
    expect(toolRows(linkedWith({ ...given, seenAt }).state)).toMatchObject([{ seenAt: null }]);
  });

  test('is shown beside the link, also where that is refused, and not without it', () => {
    const tools = [given, other(removing)];
    const { state } = linkedWith(...tools);
    expect(viewOf(state, now)).toMatchObject({ status: 'linked', tools: toolRows(state) });
    expect(toolRows(state)).toHaveLength(2);
    const revoked = savedWith(other(grants.refused, 'link'), ...tools);
    expect(viewOf(revoked.state, now)).toMatchObject({ status: 'revoked', tools: [{}, {}] });
    expect(toolRows(savedWith(...tools).state)).toEqual([]);
  });
});

describe('a tool that is about to have access', () => {
  const about = { kind: 'kometa', name: 'Kometa', replaces: 'old' };
  const replacing = <Any extends Grant>(grant: Any) => ({
    ...grant,
    tool: { ...tool, replaces: 'old' },
  });

  test.each([requesting, approving, waiting, verifying])(
    'is asked for until it is too late: $phase',
    grant => {
      const { state } = linkedWith(replacing(grant));
      const lateAt = now + minute;
      expect(givingOf(state)).toEqual({ step: 'asking', ...about, lateAt });
      expect(viewOf(state, now)).toMatchObject({ status: 'linked', giving: { step: 'asking' } });
    },
  );

  test.each([
    [null, false, false],
    [0, false, true],
    [now, true, true],
  ])('can be copied, and says whether it was, or shown: %s', (copiedAt, isCopied, isTaken) => {
    const { state } = linkedWith(replacing({ ...handed, copiedAt }));
    const until = now + 10 * minute;
    const taken = { isCopied, isTaken };
    expect(givingOf(state)).toEqual({ step: 'handed', ...about, id: 'mine', until, ...taken });
  });

  test('says why it could not have it, until that is forgotten or another one is', () => {
    expect(givingOf(linkedWith(replacing(failed)).state)).toEqual({
      step: 'failed',
      id: failed.id,
      ...about,
      reason: 'outage',
    });
    const beside = linkedWith(failed, other(approving));
    expect(givingOf(beside.state)).toMatchObject({ step: 'asking' });
  });

  test.each([given, removing, abandoned, toolGrants.ending, grants.failed])(
    'is none: $phase',
    grant => {
      expect(givingOf(linkedWith(grant).state)).toBeNull();
    },
  );
});

test('how much room there is, and until when plex.tv wants to be left alone, is shown', () => {
  const many = Array.from({ length: mostTools }, (_, i) => other(given, `tool-${i}`));
  const quietUntil = now + minute;
  const view = (...known: readonly Grant[]) =>
    viewOf(having(linkedWith(...known), { quietUntil }).state, now);
  expect(view(...many)).toMatchObject({ isFull: true, quietUntil });
  expect(view(...many.slice(1))).toMatchObject({ isFull: false, quietUntil });
});

test('what there is to tell of tools is shown beside the link', () => {
  const toolNews = [{ name: 'Kometa', what: 'ended' }] as const;
  const { state } = having(linkedWith(), { toolNews });
  expect(viewOf(state, now)).toMatchObject({ toolNews });
});
