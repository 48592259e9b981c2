import { describe, expect, test } from 'vitest';
import type { Effect } from '../../src/core/effect.ts';
import type { LinkEvent } from '../../src/core/event.ts';
import type { Grant, Phase } from '../../src/core/state.ts';
import { abandoned, events, grants, now, savedWith } from './examples.ts';
import { savedAfter, step } from './play.ts';

type Name = Phase | 'abandoned';

/** Where an arrow leads: the grants that there are afterwards, and what is ordered. */
type Arrow = readonly [becomes: readonly Name[], orders: readonly Effect['type'][]];

/**
 * Every arrow of the machine: what the events do to one grant, two seconds after it came into its
 * phase, when nothing is due by itself. An event that is not named changes nothing at all.
 */
const arrows: { readonly [From in Name]: { readonly [Type in LinkEvent['type']]?: Arrow } } = {
  requesting: {
    linkPressed: [['requesting'], ['createPin']],
    cancelPressed: [[], []],
    started: [['requesting'], ['createPin']],
    pinCreated: [['waiting'], []],
    pinNotCreated: [['failed'], []],
  },
  waiting: {
    linkPressed: [
      ['abandoned', 'requesting'],
      ['checkPin', 'createPin'],
    ],
    cancelPressed: [['abandoned'], ['checkPin']],
    popupSeen: [['waiting'], ['checkPin']],
    networkReturned: [['waiting'], ['checkPin']],
    pageHeard: [['waiting'], []],
    approvalHeard: [['waiting'], ['checkPin']],
    approvalClosed: [['waiting'], ['checkPin']],
    pinClaimed: [['held'], ['announce', 'readAccount']],
    pinPending: [['waiting'], []],
    pinGone: [['failed'], []],
    pinNotChecked: [['waiting'], []],
  },
  abandoned: {
    linkPressed: [['abandoned', 'requesting'], ['createPin']],
    approvalHeard: [['abandoned'], ['checkPin']],
    pinClaimed: [['ending'], ['signOut']],
    pinPending: [['abandoned'], []],
    pinGone: [[], []],
    pinNotChecked: [['abandoned'], []],
  },
  expired: {
    linkPressed: [['requesting'], ['createPin']],
    cancelPressed: [[], []],
  },
  failed: {
    linkPressed: [['requesting'], ['createPin']],
    cancelPressed: [[], []],
  },
  held: {
    switchPressed: [['held', 'requesting'], ['createPin']],
    checkPressed: [['held'], ['readAccount']],
    unlinkPressed: [['ending'], ['signOut']],
    accountRead: [['held'], []],
    accountNotRead: [['held'], []],
  },
  refused: {
    linkPressed: [['refused', 'requesting'], ['createPin']],
    checkPressed: [['refused'], ['readAccount']],
    unlinkPressed: [['ending'], ['signOut']],
    accountRead: [['held'], []],
  },
  ending: {
    linkPressed: [['ending', 'requesting'], ['createPin']],
    signedOut: [[], []],
    notSignedOut: [['ending'], []],
  },
  givenUp: {
    linkPressed: [['givenUp', 'requesting'], ['createPin']],
    forgetPressed: [[], []],
  },
};

const examples: { readonly [From in Name]: Grant } = { ...grants, abandoned };

function nameOf(grant: Grant): Name {
  return grant.phase === 'waiting' && grant.abandonedAt !== null ? 'abandoned' : grant.phase;
}

/** The examples by their names. */
const rows = Object.values(examples).map(grant => ({ from: nameOf(grant), grant }));

describe.each(rows)('a grant that is $from', ({ from, grant }) => {
  test.each(Object.values(events))('when $type comes', event => {
    const saved = savedWith(grant);
    const [next, effects] = step(saved, event, now + 2_000);
    const arrow = arrows[from][event.type];
    if (arrow === undefined) {
      expect(next).toBe(saved);
      expect(effects).toEqual([]);
      return;
    }
    const [becomes, orders] = arrow;
    expect(next).not.toBe(saved);
    expect(next.state.grants.map(nameOf)).toEqual(becomes);
    expect(effects.map(({ type }) => type)).toEqual(orders);
  });

  test('changes by no answer that is about another', () => {
    const saved = savedWith(grant);
    for (const event of Object.values(events)) {
      if (!('id' in event) || event.id === 'new') continue;
      expect(step(saved, { ...event, id: 'unknown' }, now + 2_000)).toEqual([saved, []]);
    }
  });
});

test('where there is nothing yet, only a wish for a link changes something', () => {
  const saved = savedWith();
  for (const event of Object.values(events)) {
    const [next, effects] = step(saved, event, now);
    if (event.type === 'linkPressed') continue;
    expect(next).toBe(saved);
    expect(effects).toEqual([]);
  }
  const { state } = savedAfter(saved, now, events.linkPressed);
  expect(state.grants.map(nameOf)).toEqual(['requesting']);
});
