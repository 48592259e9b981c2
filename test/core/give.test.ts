import { describe, expect, test } from 'vitest';
import { mostTools } from '../../src/core/intervals.ts';
import type { Grant, Saved } from '../../src/core/state.ts';
import {
  account,
  day,
  events,
  failure,
  good,
  grants,
  having,
  hour,
  linkedWith,
  minute,
  now,
  other,
  outage,
  savedWith,
  tool,
  toolGrants,
} from './examples.ts';
import { effectsOf, savedAfter, step } from './play.ts';

const { approving, verifying, handed, given, removing } = grants;
const { requesting, waiting, abandoned, failed, ending } = toolGrants;
const give = events.giveAccessPressed;
const end = events.endAccessPressed;
const copied = { ...handed, copiedAt: now };
const check = { type: 'checkPin', id: 'mine', pinId: 7, tool: 'Kometa' };
const signOut = { type: 'signOut', id: 'mine', token: 'token-of-mine', tool: 'Kometa' };

function toolsIn({ state }: Saved): readonly Grant[] {
  return state.grants.filter(grant => grant.tool !== null);
}

const news = [{ name: 'Kometa', what: 'ended' }] as const;

/** A tool could not be given access, and there is something else to tell. */
const failedWithNews = having(linkedWith(failed), { toolNews: news });

describe('a press for the access of a tool', () => {
  test('asks for a pin under its name, and gives that a minute', () => {
    const [next, effects] = step(linkedWith(), give, now);
    expect(toolsIn(next)).toEqual([{ ...requesting, id: 'new', number: 2 }]);
    expect(next.state).toMatchObject({ link: 'link', grantsMade: 2 });
    expect(effects).toEqual([{ type: 'createPin', id: 'new', way: null, tool: 'Kometa' }]);
  });

  test('replaces the access of a tool that there is, and no other', () => {
    const before = linkedWith(given);
    for (const [replaces, replaced] of [
      [given.id, given.id],
      ['nobody', null],
      ['link', null],
    ]) {
      const { state } = savedAfter(before, now, { ...give, replaces: replaces ?? null });
      expect(state.grants.at(-1)).toMatchObject({ id: 'new', tool: { replaces: replaced } });
    }
  });

  test('need not wait for quiet, but what follows must', () => {
    const quiet = having(linkedWith(), { quietUntil: now + 5_000 });
    const asked = savedAfter(quiet, now, give);
    expect(effectsOf(quiet, give, now)).toHaveLength(1);
    const [made, none] = step(asked, { ...events.pinCreated, id: 'new' }, now + 100);
    expect(none).toEqual([]);
    expect(effectsOf(made, events.woken, now + 4_999)).toEqual([]);
    expect(effectsOf(made, events.woken, now + 5_000)).toMatchObject([{ type: 'approvePin' }]);
  });

  test.each<[string, Saved]>([
    ['there is no link', savedWith()],
    ['the link was refused', savedWith(grants.refused)],
    ['nobody knows whose link it is', savedWith(grants.held)],
    [
      'plex.tv does not call it anything',
      savedWith({ ...good, account: { ...account, uuid: null } }),
    ],
    ...[requesting, approving, waiting, verifying, handed, copied].map((grant): [string, Saved] => [
      `another is ${grant.phase}`,
      linkedWith(grant),
    ]),
    [
      'there are a hundred',
      linkedWith(...Array.from({ length: mostTools }, (_, i) => other(given, `tool-${i}`, i + 1))),
    ],
  ])('is not heard where %s', (_, saved) => {
    expect(step(saved, give, now)).toEqual([saved, []]);
  });

  const many = (grant: Grant) =>
    Array.from({ length: mostTools }, (_, i) => other(grant, `tool-${i}`, i + 1));
  const hidden = { ...given, tool: { ...tool, account: 'bob' } };

  test.each<[string, readonly Grant[]]>([
    ['of another account', many(hidden)],
    ['but one, and one that came to nothing', [...many(given).slice(1), failed]],
  ])('is heard where there are a hundred %s', (_, known) => {
    expect(effectsOf(linkedWith(...known), give, now)).toContainEqual(
      expect.objectContaining({ type: 'createPin', id: 'new' }),
    );
  });

  test('for what takes the place of another is heard, however many there are', () => {
    const full = linkedWith(...many(given));
    expect(effectsOf(full, { ...give, replaces: 'tool-7' }, now)).toHaveLength(1);
  });

  test('for what takes the place of nothing here is none, where there are a hundred', () => {
    const full = linkedWith(...many(given));
    for (const replaces of ['nobody', full.state.link, 'hidden']) {
      const beside = savedWith(
        ...full.state.grants,
        other({ ...given, tool: { ...tool, account: 'bea' } }, 'hidden'),
      );
      expect(effectsOf(beside, { ...give, replaces }, now)).toEqual([]);
    }
  });

  test.each([
    [20, 1],
    [21, 0],
  ])('in a pause of %i s asks plex.tv %i times', (seconds, times) => {
    const quiet = having(linkedWith(), { quietUntil: now + seconds * 1_000 });
    const [next, effects] = step(quiet, give, now);
    expect(effects).toHaveLength(times);
    const denied = { ...failed, id: 'new', number: 2, reason: 'rateLimited' };
    expect(toolsIn(next)).toMatchObject([times === 1 ? { phase: 'requesting' } : denied]);
  });

  test.each([given, removing, abandoned, ending])('is heard beside one that is $phase', grant => {
    expect(effectsOf(linkedWith(grant), give, now)).toMatchObject([{ type: 'createPin' }]);
  });

  test('forgets the tool that could not be given access, and no news that nobody has read', () => {
    const { state } = savedAfter(failedWithNews, now, { ...give, name: 'Homepage' });
    expect(state.grants).not.toContain(failed);
    expect(state.toolNews).toEqual(news);
  });

  test('forgets what was told of a tool of that name: it would not be true of the new access', () => {
    const others = { name: 'Homepage', what: 'notCopied' } as const;
    const told = having(linkedWith(), { toolNews: [...news, others] });
    expect(savedAfter(told, now, give).state.toolNews).toEqual([others]);
  });
});

describe('what was told of tools', () => {
  test('is forgotten once it was read, but for the tool that could not be given access', () => {
    const { state } = savedAfter(failedWithNews, now, events.newsRead);
    expect(state).toMatchObject({ toolNews: [], grants: [{}, failed] });
  });

  test('stays where that tool alone is forgotten', () => {
    const { state } = savedAfter(failedWithNews, now, { ...events.forgetPressed, id: failed.id });
    expect(state.toolNews).toEqual(news);
    expect(state.grants).not.toContain(failed);
  });

  test('is not forgotten with a tool of another name', () => {
    const forget = { ...events.forgetPressed, id: 'other' };
    expect(savedAfter(failedWithNews, now, forget)).toEqual(failedWithNews);
  });
});

describe('a press to end the access of a tool', () => {
  test('ends it by the token of the link, at once and once also in a quiet', () => {
    const saved = having(linkedWith({ ...given, seenAt: 5 }), { quietUntil: now + minute });
    const [next, effects] = step(saved, end, now);
    expect(toolsIn(next)).toEqual([{ ...removing, seenAt: 5 }]);
    const remove = { type: 'removeDevice', id: 'mine', by: 'link', token: 'token-of-link' };
    expect(effects).toEqual([{ ...remove, isListed: true, tool: 'Kometa' }]);
    expect(step(next, end, now + minute - 1)).toEqual([next, []]);
  });

  describe('beside others that end', () => {
    const asked = { dueAt: now, failures: 0, problem: null };
    const endsDue = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        other({ ...removing, pending: asked }, `end-${index}`),
      );
    const removed = (saved: Saved, event: typeof end | typeof events.woken) =>
      effectsOf(saved, event, now).flatMap(effect =>
        effect.type === 'removeDevice' ? effect.id : effect.type,
      );

    test('waits for none of them', () => {
      const five = ['end-0', 'end-1', 'end-2', 'end-3', 'end-4'];
      expect(removed(linkedWith(...endsDue(6), given), end)).toEqual([...five, 'mine']);
      expect(removed(linkedWith(...endsDue(5), given), end)).toEqual([...five, 'mine']);
    });

    test('counts what is due alone, and only tools', () => {
      const later = Array.from({ length: 5 }, (_, index) => other(removing, `later-${index}`));
      expect(removed(linkedWith(...later, ...endsDue(1)), events.woken)).toEqual(['end-0']);
      const signedOut = other({ ...ending, pending: asked }, 'signed-out');
      const all = removed(linkedWith(...endsDue(5), signedOut), events.woken);
      expect(all).toContain('signOut');
      expect(all).toHaveLength(6);
    });
  });

  test.each([handed, copied])('ends its own token while there is one: copied $copiedAt', grant => {
    const [next, effects] = step(linkedWith(grant), end, now);
    expect(toolsIn(next)).toEqual([ending]);
    expect(effects).toEqual([signOut]);
    expect(next.state.toolNews).toEqual([]);
    const quiet = having(linkedWith(grant), { quietUntil: now + minute });
    expect(effectsOf(quiet, end, now)).toEqual([signOut]);
  });

  test.each([approving, waiting])('looks after a pin that may be approved: $phase', grant => {
    const [next, effects] = step(linkedWith(grant), end, now + 2_000);
    expect(toolsIn(next)).toMatchObject([{ phase: 'waiting', abandonedAt: now + 2_000 }]);
    expect(effects).toEqual([check]);
    expect(next.state.toolNews).toEqual([]);
  });

  test('waits for quiet where nobody can have the token yet', () => {
    const known = linkedWith(verifying, other(given));
    const quiet = having(known, { quietUntil: now + minute });
    const [next, effects] = step(quiet, end, now);
    expect(effects).toEqual([]);
    expect(effectsOf(next, events.woken, now + minute)).toEqual([signOut]);
  });

  test('tries once more what was given up', () => {
    const seen = { ...removing, seenAt: 5 };
    const saved = linkedWith({ ...seen, orderedAt: 0, pending: null });
    expect(toolsIn(savedAfter(saved, now, end))).toEqual([seen]);
  });
});

describe('where the link goes', () => {
  const unlink = events.unlinkPressed;
  const claimed = { ...events.pinClaimed, id: 'next', authToken: 'token-of-next' };
  const attempt = other(grants.waiting, 'next', 3);
  const hidden = { ...tool, account: 'bob' };
  const others = other({ ...given, tool: hidden }, 'hidden', 4);

  test.each([
    ['unlinked', unlink, []],
    ['another account', claimed, [attempt]],
  ] as const)('no tool gets what it was about to get: %s', (_, event, beside) => {
    for (const [grant, left] of [
      [requesting, undefined],
      [failed, undefined],
      [approving, { phase: 'waiting', abandonedAt: now }],
      [waiting, { phase: 'waiting', abandonedAt: now }],
      [verifying, { phase: 'ending' }],
      [handed, { phase: 'ending' }],
      [copied, { phase: 'given' }],
      [given, { phase: 'given' }],
    ] as const) {
      const [is] = toolsIn(savedAfter(linkedWith(grant, ...beside), now, event));
      if (left === undefined) expect(is).toBeUndefined();
      else expect(is).toMatchObject(left);
    }
  });

  test('with its tools, they end before it, but for those of another account', () => {
    const saved = linkedWith(given, other(given), other(copied, 'third', 5), others);
    const [next, effects] = step(saved, { ...unlink, endsTools: true }, now);
    expect(next.state.grants.map(({ id, phase }) => [id, phase])).toEqual([
      ['link', 'ending'],
      ['mine', 'removing'],
      ['other', 'removing'],
      // Its token is still here, so that ends it: the link may be dead by now, and its row not listed.
      ['third', 'ending'],
      ['hidden', 'given'],
    ]);
    expect(effects).toMatchObject([
      { type: 'removeDevice', id: 'mine' },
      { type: 'removeDevice', id: 'other' },
      { type: 'signOut', id: 'third', token: 'token-of-third' },
    ]);
    const half = savedAfter(next, now, events.deviceRemoved);
    expect(effectsOf(half, events.woken, now + 29_999)).toEqual([]);
    const last = { ...events.deviceRemoved, id: 'other' };
    expect(effectsOf(half, last, now)).toMatchObject([{ type: 'signOut', id: 'link' }]);
  });

  test('to another account, its tools end where that was ordered, also after another try', () => {
    const wish = { ...events.switchPressed, id: 'next', endsTools: true };
    const created = { ...events.pinCreated, id: 'next' };
    const switched = savedAfter(linkedWith(given), now, wish, created);
    const otherWay = { ...events.linkPressed, id: 'again', way: 'device' } as const;
    const again = savedAfter(switched, now, otherWay, { ...created, id: 'again' });
    for (const [saved, event] of [
      [switched, claimed],
      [again, { ...claimed, id: 'again' }],
    ] as const) {
      const next = savedAfter(saved, now, event);
      expect(toolsIn(next)).toMatchObject([{ phase: 'removing' }]);
      expect(next.state).toMatchObject({ link: event.id, endsTools: false });
    }
    const cancelled = savedAfter(switched, now, events.cancelPressed);
    const anew = savedAfter(cancelled, now, { ...wish, id: 'anew', endsTools: false });
    expect(anew.state.endsTools).toBe(false);
    expect(toolsIn(savedAfter(linkedWith(given, attempt), now, claimed))).toEqual([given]);
  });

  test('with tools, its token is asked about where it seems dead, and goes if it is', () => {
    const failed = { ...events.deviceNotRemoved, failure: failure('unauthorized') };
    const unlinked = savedAfter(linkedWith(given), now, { ...unlink, endsTools: true });
    const [doubted, effects] = step(unlinked, failed, now);
    expect(effects).toEqual([{ type: 'readAccount', id: 'link', token: 'token-of-link' }]);
    const answer = { ...events.accountNotRead, id: 'link', failure: failure('unauthorized') };
    const gone = savedAfter(doubted, now, answer);
    expect(gone.state).toMatchObject({ grants: [{ phase: 'removing' }], news: 'signedOut' });
    expect(effectsOf(gone, events.woken, now + hour)).toEqual([]);
    // It is alive: what is to be ended first is tried again.
    const alive = savedAfter(doubted, now, { ...events.accountRead, id: 'link' });
    expect(effectsOf(alive, events.woken, now + 1_000)).toMatchObject([{ type: 'removeDevice' }]);
  });

  test('with tools, its own sign-out is given up only a week after it could be tried', () => {
    const late = now + 8 * day;
    const pending = { dueAt: late + minute, failures: 40, problem: null };
    const saved = savedWith({ ...grants.ending, id: 'link', pending }, { ...removing, pending });
    const failed = { ...events.deviceNotRemoved, failure: failure('unauthorized') };
    const doubted = savedAfter(saved, late, failed);
    for (const event of [events.accountRead, events.accountNotRead]) {
      const next = savedAfter(doubted, late, { ...event, id: 'link' });
      expect(next.state.grants[0]).toMatchObject({ phase: 'ending', isDoubted: false });
      expect(next.state.grants[0]?.pending).not.toBeNull();
    }
  });

  test('its token is asked about where it cannot end a tool, and the link stays', () => {
    const refused = { ...events.deviceNotRemoved, failure: failure('unauthorized') };
    const ask = [{ type: 'readAccount', id: 'link' }];
    for (const reason of ['unauthorized', 'bareUnauthorized'] as const) {
      const event = { ...refused, failure: failure(reason) };
      expect(effectsOf(linkedWith(removing), event, now)).toMatchObject(ask);
    }
    const still = other(given, 'still');
    const [link, ...tools] = savedAfter(linkedWith(removing, still), now, refused).state.grants;
    expect(link).toMatchObject({ phase: 'held', pending: { failures: 0 } });
    expect(link).not.toHaveProperty('isDoubted');
    expect(tools[1]).toBe(still);
    const late = { ...events.deviceNotRemoved, failure: outage };
    expect(effectsOf(linkedWith(removing), late, now)).toEqual([]);
    const over = linkedWith({ ...removing, pending: null });
    expect(step(over, refused, now)).toEqual([over, []]);
    const taken = linkedWith(given);
    expect(step(taken, refused, now)).toEqual([taken, []]);
  });
});
