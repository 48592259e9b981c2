import { describe, expect, test } from 'vitest';
import { wakeAt } from '../../src/core/schedule.ts';
import type { Grant, Reason, Saved, ToolNews } from '../../src/core/state.ts';
import {
  day,
  events,
  failure,
  grants,
  having,
  hour,
  linkedWith,
  minute,
  now,
  other,
  tool,
  toolGrants,
} from './examples.ts';
import { effectsOf, savedAfter, step } from './play.ts';

const { approving, verifying, handed, given, removing } = grants;
const { requesting, waiting, ending } = toolGrants;
const copied = { ...handed, copiedAt: now };
const over = now + 10 * minute;

function toolIn({ state }: Saved): Grant | undefined {
  return state.grants.find(({ id }) => id === 'mine');
}

function told(what: ToolNews['what']): readonly ToolNews[] {
  return [{ name: 'Kometa', what }];
}

function readBy(uuid: string | null): typeof events.accountRead {
  return { ...events.accountRead, account: { ...events.accountRead.account, uuid } };
}

describe('a token that has come for a tool', () => {
  test('is kept beside that of the link, and asked whose it is', () => {
    const [next, effects] = step(linkedWith(waiting), events.pinClaimed, now);
    expect(toolIn(next)).toEqual(verifying);
    expect(next.state.link).toBe('link');
    expect(next.secrets).toEqual({ link: 'token-of-link', mine: 'token-of-mine' });
    const ask = { type: 'readAccount', id: 'mine', token: 'token-of-mine', tool: 'Kometa' };
    expect(effects).toEqual([ask]);
  });

  test('of the account of the link can be copied for ten minutes', () => {
    const [next, effects] = step(linkedWith(verifying), events.accountRead, now);
    expect(toolIn(next)).toEqual(handed);
    expect(next.state.toolNews).toEqual([]);
    expect(effects).toEqual([]);
    expect(wakeAt(next.state, now)).toBe(over);
  });

  test('of another account is ended, and told of', () => {
    const [next, effects] = step(linkedWith(verifying), readBy('bob'), now);
    expect(toolIn(next)).toEqual(ending);
    expect(next.state.toolNews).toEqual(told('otherAccount'));
    expect(effects).toMatchObject([{ type: 'signOut', id: 'mine' }]);
  });

  test('is asked about again where the answer does not name its account, until it is too late', () => {
    const next = savedAfter(linkedWith(verifying), now, readBy(null));
    const problem = { reason: 'unexpectedBody', sinceAt: now };
    const pending = { dueAt: now + 1_000, failures: 1, problem };
    expect(toolIn(next)).toEqual({ ...verifying, pending });
    expect(next.state.toolNews).toEqual([]);
    expect(toolIn(savedAfter(next, now + 1_000, events.accountRead))).toMatchObject({
      phase: 'handed',
    });
    const late = savedAfter(next, now + 60_000, readBy(null));
    expect(toolIn(late)).toMatchObject({ phase: 'ending' });
    expect(late.state.toolNews).toEqual(told('unsure'));
  });

  test('that is dead already is gone, and that is told', () => {
    const dead = { ...events.accountNotRead, failure: failure('unauthorized') };
    const next = savedAfter(linkedWith(verifying), now, dead);
    expect(next).toEqual(having(linkedWith(), { grantsMade: 2, toolNews: told('unsure') }));
  });

  test.each<Reason>(['outage', 'timedOut', 'unexpectedBody'])(
    'is asked about again where nobody knows: %s',
    reason => {
      const late = { ...events.accountNotRead, failure: failure(reason) };
      const next = savedAfter(linkedWith(verifying), now, late);
      const problem = { reason, sinceAt: now };
      const pending = { dueAt: now + 1_000, failures: 1, problem };
      expect(toolIn(next)).toEqual({ ...verifying, pending });
      expect(effectsOf(next, events.networkReturned, now + 1)).toHaveLength(1);
    },
  );

  test('is not asked about sooner because the background has just started, if it has failed', () => {
    const problem = { reason: 'outage', sinceAt: now } as const;
    const pending = { dueAt: now + 9_000, failures: 4, problem };
    const saved = linkedWith({ ...verifying, pending });
    expect(step(saved, events.started, now + 1)).toEqual([saved, []]);
  });
});

test.each([requesting, { ...approving, isAsked: false }, approving, waiting, verifying])(
  'a tool that would have to wait for a long pause is told so at once: $phase, $isAsked',
  grant => {
    const quiet = (ms: number) => having(linkedWith(grant), { quietUntil: now + ms });
    expect(savedAfter(quiet(20_000), now, events.woken)).toEqual(quiet(20_000));
    const next = savedAfter(quiet(20_001), now, events.woken);
    const isSure = grant.phase === 'requesting' || (grant.phase === 'approving' && !grant.isAsked);
    expect(next.state.toolNews).toEqual(isSure ? [] : told('unsure'));
    if (isSure) expect(toolIn(next)).toMatchObject({ phase: 'failed', reason: 'rateLimited' });
  },
);

describe('a token that can be copied', () => {
  test('was shown before it was copied, or after that, or only shown', () => {
    const shown = savedAfter(linkedWith(handed), now + 5, events.tokenShown);
    expect(toolIn(shown)).toEqual({ ...handed, copiedAt: 0 });
    expect(step(shown, events.tokenShown, now + 6)).toEqual([shown, []]);
    const both = savedAfter(shown, now + 7, events.tokenCopied);
    expect(toolIn(both)).toEqual({ ...handed, copiedAt: now + 7 });
    expect(step(both, events.tokenShown, now + 9)).toEqual([both, []]);
    expect(toolIn(savedAfter(shown, over, events.woken))).toEqual(given);
  });

  test('is shown to nobody once its time is over: it is signed out as one that nobody has', () => {
    const late = step(linkedWith(handed), events.tokenShown, over);
    expect(late).toEqual(step(linkedWith(handed), events.woken, over));
    expect(late[1]).toContainEqual(expect.objectContaining({ type: 'signOut', id: handed.id }));
  });

  test('was copied when it was so first', () => {
    const once = savedAfter(linkedWith(handed), now + 5, events.tokenCopied);
    expect(toolIn(once)).toEqual({ ...handed, copiedAt: now + 5 });
    expect(step(once, events.tokenCopied, now + 9)).toEqual([once, []]);
  });

  test.each([
    ['it is done', events.donePressed, now],
    ['ten minutes are over', events.woken, over],
  ] as const)('is forgotten here once it was copied, and %s', (_, event, time) => {
    const [next, effects] = step(linkedWith(copied), event, time);
    expect(toolIn(next)).toEqual(given);
    expect(next.secrets).toEqual({ link: 'token-of-link' });
    expect(next.state.toolNews).toEqual([]);
    // There is one more tool, of which Plex may know something.
    expect(effects).toEqual([{ type: 'readDevices', id: 'link', token: 'token-of-link' }]);
  });

  test.each([
    ['it is done', events.donePressed, now, []],
    ['ten minutes are over', events.woken, over, told('notCopied')],
    ['ten minutes are over, whatever happens', events.popupSeen, over, told('notCopied')],
  ] as const)('is ended where it was not copied, and %s', (_, event, time, toolNews) => {
    const [next, effects] = step(linkedWith(handed), event, time);
    expect(toolIn(next)).toMatchObject({ phase: 'ending', orderedAt: time });
    expect(next.state.toolNews).toEqual(toolNews);
    expect(effects).toMatchObject([{ type: 'signOut', id: 'mine' }]);
  });

  test('waits for no quiet to be forgotten, but for that to be ended', () => {
    const quiet = { quietUntil: over + minute };
    const gone = savedAfter(having(linkedWith(copied), quiet), over, events.woken);
    expect(toolIn(gone)?.phase).toBe('given');
    const [next, effects] = step(having(linkedWith(handed), quiet), events.woken, over);
    expect(toolIn(next)?.phase).toBe('ending');
    expect(effects).toEqual([]);
  });

  test('ends the access that it replaces, once it is handed over', () => {
    const old = other(given, 'old');
    const better = { ...copied, tool: { ...tool, replaces: 'old' } };
    const [next, effects] = step(linkedWith(old, better), events.donePressed, now);
    expect(next.state.grants.slice(1)).toMatchObject([{ phase: 'removing' }, { phase: 'given' }]);
    const remove = { type: 'removeDevice', id: 'old', by: 'link' };
    expect(effects).toMatchObject([{ type: 'readDevices' }, remove]);
    const done = savedAfter(next, now, { ...events.deviceRemoved, id: 'old' });
    expect(done.state.grants).toHaveLength(2);
    expect(done.state.toolNews).toEqual([]);
    const never = { ...handed, tool: better.tool };
    const kept = savedAfter(linkedWith(old, never), now, events.donePressed);
    expect(kept.state.grants[1]).toBe(old);
  });

  test.each([
    ['its time is over', events.woken, over],
    ['its user unlinks', events.unlinkPressed, now],
  ] as const)('replaces nothing where it was only shown, and %s', (_, event, time) => {
    const old = other(given, 'old');
    const seen = { ...handed, copiedAt: 0, tool: { ...tool, replaces: 'old' } };
    const { grants } = savedAfter(linkedWith(old, seen), time, event).state;
    expect(grants.slice(1)).toEqual([old, given]);
    const done = savedAfter(linkedWith(old, seen), now, events.donePressed);
    expect(done.state.grants[1]?.phase).toBe('removing');
  });

  test('ends the access that it replaces where it was copied, and its time is over', () => {
    const better = { ...copied, tool: { ...tool, replaces: 'old' } };
    const { grants } = savedAfter(
      linkedWith(other(given, 'old'), better),
      over,
      events.woken,
    ).state;
    expect(grants.slice(1).map(({ phase }) => phase)).toEqual(['removing', 'given']);
  });
});

describe('what Plex says of its devices', () => {
  const read = { ...events.devicesRead, id: 'link' };
  const device = { clientIdentifier: 'mine', seenAt: now - 5 };
  const seen = { ...given, seenAt: now - hour };

  test('is asked once a link is confirmed, and there are tools', () => {
    const confirmed = { ...events.accountRead, id: 'link' };
    const [asked] = step(linkedWith(given), events.checkPressed, now);
    const devices = { type: 'readDevices', id: 'link', token: 'token-of-link' };
    expect(effectsOf(asked, confirmed, now)).toEqual([devices]);
    expect(effectsOf(having(asked, { quietUntil: now + 1 }), confirmed, now)).toEqual([]);
    const none = savedAfter(linkedWith(), now, events.checkPressed);
    expect(effectsOf(none, confirmed, now)).toEqual([]);
  });

  test('tells when a tool was last seen', () => {
    const next = savedAfter(linkedWith(given), now, { ...read, devices: [device] });
    expect(toolIn(next)).toEqual({ ...given, seenAt: now - 5 });
    const [same, effects] = step(next, { ...read, devices: [device] }, now);
    // What is the same is not written again.
    expect(same.state).toBe(next.state);
    expect(effects).toEqual([]);
  });

  test('says nothing of one that is being removed, for it may be older than the order', () => {
    const saved = linkedWith({ ...removing, seenAt: 0 });
    expect(step(saved, read, now)).toEqual([saved, []]);
  });

  test('never lies ahead, for Plex’s clock may be ahead of ours', () => {
    const ahead = { ...read, devices: [{ ...device, seenAt: now + minute }] };
    const quiet = having(linkedWith(given), { quietUntil: now + hour });
    const next = savedAfter(quiet, now, ahead, events.woken);
    expect(toolIn(next)).toEqual({ ...given, seenAt: now });
    expect(next.state.quietUntil).toBe(now + hour);
    const listed = { ...events.deviceListed, seenAt: now + minute };
    expect(toolIn(savedAfter(linkedWith(removing), now, listed))).toMatchObject({ seenAt: now });
  });

  test.each([
    [seen, 'endedAtPlex'],
    [{ ...removing, seenAt: 0, pending: null }, 'ended'],
  ] as const)('ends what stood there once and does so no more: %j', (grant, what) => {
    const next = savedAfter(linkedWith(grant), now, read);
    expect(toolIn(next)).toBeUndefined();
    expect(next.state.toolNews).toEqual(told(what));
  });

  test.each([seen, { ...removing, seenAt: 0, pending: null }])(
    'proves nothing of what it lacks, if it lacks the link as well: $phase',
    grant => {
      const saved = linkedWith(grant);
      expect(step(saved, { ...read, hasAsker: false }, now)).toEqual([saved, []]);
      const told = { ...read, devices: [device], hasAsker: false };
      expect(toolIn(savedAfter(saved, now, told))).toEqual({ ...grant, seenAt: now - 5 });
    },
  );

  test.each([given, removing])('proves nothing of what never stood there: $phase', grant => {
    const saved = linkedWith(grant);
    expect(step(saved, read, now)).toEqual([saved, []]);
  });

  test('counts for the tools of that account alone, while that is the link', () => {
    const hidden = linkedWith({ ...seen, tool: { ...tool, account: 'bob' } });
    expect(step(hidden, read, now)).toEqual([hidden, []]);
    const saved = linkedWith(seen);
    expect(step(saved, { ...read, id: 'mine' }, now)).toEqual([saved, []]);
  });
});

describe('the end of the access of a tool', () => {
  test('is told once Plex has confirmed it', () => {
    const next = savedAfter(linkedWith(removing), now, events.deviceRemoved);
    expect(next).toEqual(having(linkedWith(), { grantsMade: 2, toolNews: told('ended') }));
  });

  test('has come where it stood in the list once and does so no more', () => {
    const next = savedAfter(linkedWith({ ...removing, seenAt: 0 }), now, events.deviceNotListed);
    expect(next.state).toMatchObject({ grants: [{ id: 'link' }], toolNews: told('ended') });
  });

  test('is tried again where it never stood there, or Plex does not confirm it', () => {
    for (const [event, reason] of [
      [events.deviceNotListed, 'gone'],
      [events.deviceNotRemoved, 'outage'],
    ] as const) {
      const next = savedAfter(linkedWith(removing), now, event);
      const pending = { dueAt: now + 1_000, failures: 1, problem: { reason, sinceAt: now } };
      expect(toolIn(next)).toMatchObject({ pending });
      expect(effectsOf(next, events.woken, now + 1_000)).toMatchObject([{ id: 'mine' }]);
      expect(next.state.toolNews).toEqual([]);
    }
  });

  test('has come where it stood in the list when that was tried, and does so no more', () => {
    const [looked, effects] = step(linkedWith(removing), events.deviceListed, now);
    expect(toolIn(looked)).toMatchObject({ seenAt: now, pending: { failures: 0 } });
    expect(effects).toMatchObject([{ type: 'removeDevice', isListed: true }]);
    const next = savedAfter(looked, now, events.deviceNotRemoved);
    expect(toolIn(next)).toMatchObject({ seenAt: now, pending: { failures: 1 } });
    expect(toolIn(savedAfter(next, now, events.deviceNotListed))).toBeUndefined();
  });

  test('is given up after a week and ten answers, and is forgotten by its owner alone', () => {
    const problem = { reason: 'outage', sinceAt: now - 7 * day } as const;
    const old = {
      ...removing,
      orderedAt: now - 7 * day,
      pending: { dueAt: now, failures: 9, problem },
    };
    const next = savedAfter(linkedWith(old), now, events.deviceNotRemoved);
    expect(toolIn(next)).toEqual({ ...old, pending: null });
    expect(step(next, events.deviceRemoved, now)).toEqual([next, []]);
    const forgotten = savedAfter(next, now, events.forgetPressed);
    expect(forgotten.state).toMatchObject({ grants: [{ id: 'link' }], toolNews: [] });
    const silent = { ...events.deviceNotRemoved, failure: failure('unreachable') };
    expect(toolIn(savedAfter(linkedWith(old), now, silent))?.pending).not.toBeNull();
  });
});

test('no more is told at once than the latest five', () => {
  const toolNews = Array.from({ length: 5 }, (_, i) => ({ name: `${i}`, what: 'ended' }) as const);
  const saved = having(linkedWith(removing), { toolNews });
  const { state } = savedAfter(saved, now, events.deviceRemoved);
  expect(state.toolNews).toEqual([...toolNews.slice(1), ...told('ended')]);
});

test('nothing of the tools of one account is told to another', () => {
  const saved = having(linkedWith(given), { toolNews: [{ name: 'Kometa 2', what: 'ended' }] });
  expect(savedAfter(saved, now, events.unlinkPressed).state.toolNews).toEqual([]);
  const hidden = linkedWith({ ...removing, tool: { ...tool, account: 'bob' } });
  expect(savedAfter(hidden, now, events.deviceRemoved).state.toolNews).toEqual([]);
});
