import { describe, expect, test } from 'vitest';
import type { Effect } from '../../src/core/effect.ts';
import type { LinkEvent } from '../../src/core/event.ts';
import type { Grant, Saved } from '../../src/core/state.ts';
import {
  abandoned,
  events,
  expired,
  givenUp,
  grants,
  linkedWith,
  now,
  savedWith,
  toolGrants,
} from './examples.ts';
import { savedAfter, step } from './play.ts';

/** Where an arrow leads: the grants that there are afterwards, and what is ordered. */
type Arrow = readonly [becomes: readonly string[], orders: readonly Effect['type'][]];

/**
 * What the events do to one grant, two seconds after it came into its phase, when nothing is due by
 * itself. An event that is not named changes nothing at all.
 */
type Arrows = { readonly [Type in LinkEvent['type']]?: Arrow };

/** Every arrow of a grant for the link, where there is nothing else. */
const arrows = {
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
    linkPressed: [['ending', 'requesting'], []],
    signedOut: [[], []],
    notSignedOut: [['ending'], []],
  },
  givenUp: {
    linkPressed: [['givenUp', 'requesting'], ['createPin']],
    forgetPressed: [[], []],
  },
} satisfies Record<string, Arrows>;

/** The user wants another account, or to know how the link stands: nothing to the tool. */
function beside(name: string): Arrows {
  return {
    switchPressed: [[name, 'requesting'], ['createPin']],
    checkPressed: [[name], ['readAccount']],
    unlinkPressed: [['ending', name], ['signOut']],
  };
}

/** The same beside a tool that has its access or will not get it: another one may have it. */
function besideIdle(name: string): Arrows {
  return { ...beside(name), giveAccessPressed: [[name, 'requesting'], ['createPin']] };
}

/** The same beside what has failed: that is forgotten then. */
const besideFailed: Arrows = {
  ...beside('failed'),
  giveAccessPressed: [['requesting'], ['createPin']],
  unlinkPressed: [['ending'], ['signOut']],
  endAccessPressed: [[], []],
  forgetPressed: [[], []],
};

/** Every arrow of a grant for a tool, beside a link that is good; that is named where it changes. */
const toolArrows = {
  requesting: {
    ...beside('requesting'),
    unlinkPressed: [['ending'], ['signOut']],
    endAccessPressed: [[], []],
    started: [['requesting'], ['createPin']],
    pinCreated: [['approving'], ['approvePin']],
    pinNotCreated: [['failed'], []],
  },
  approving: {
    ...beside('approving'),
    unlinkPressed: [
      ['ending', 'abandoned'],
      ['signOut', 'checkPin'],
    ],
    endAccessPressed: [['abandoned'], ['checkPin']],
    started: [['waiting'], ['checkPin']],
    pinApproved: [['waiting'], ['checkPin']],
    pinNotApproved: [['waiting'], ['checkPin']],
  },
  waiting: {
    ...beside('waiting'),
    unlinkPressed: [
      ['ending', 'abandoned'],
      ['signOut', 'checkPin'],
    ],
    endAccessPressed: [['abandoned'], ['checkPin']],
    popupSeen: [['waiting'], ['checkPin']],
    networkReturned: [['waiting'], ['checkPin']],
    pageHeard: [['waiting'], []],
    approvalHeard: [['waiting'], ['checkPin']],
    approvalClosed: [['waiting'], ['checkPin']],
    pinClaimed: [['verifying'], ['readAccount']],
    pinPending: [['waiting'], []],
    pinGone: [['failed'], []],
    pinNotChecked: [['waiting'], []],
  },
  abandoned: {
    ...besideIdle('abandoned'),
    approvalHeard: [['abandoned'], ['checkPin']],
    pinClaimed: [['ending'], ['signOut']],
    pinPending: [['abandoned'], []],
    pinGone: [[], []],
    pinNotChecked: [['abandoned'], []],
  },
  failed: besideFailed,
  verifying: {
    ...beside('verifying'),
    unlinkPressed: [
      ['ending', 'ending'],
      ['signOut', 'signOut'],
    ],
    endAccessPressed: [['ending'], ['signOut']],
    started: [['verifying'], ['readAccount']],
    accountRead: [['handed'], []],
    accountNotRead: [['verifying'], []],
  },
  handed: {
    ...beside('handed'),
    unlinkPressed: [
      ['ending', 'ending'],
      ['signOut', 'signOut'],
    ],
    tokenShown: [['shown'], []],
    tokenCopied: [['copied'], []],
    donePressed: [['ending'], ['signOut']],
    endAccessPressed: [['ending'], ['signOut']],
  },
  shown: {
    ...beside('shown'),
    unlinkPressed: [['ending', 'given'], ['signOut']],
    tokenCopied: [['copied'], []],
    donePressed: [['given'], ['readDevices']],
    endAccessPressed: [['ending'], ['signOut']],
  },
  copied: {
    ...beside('copied'),
    unlinkPressed: [['ending', 'given'], ['signOut']],
    donePressed: [['given'], ['readDevices']],
    endAccessPressed: [['ending'], ['signOut']],
  },
  given: {
    ...besideIdle('given'),
    endAccessPressed: [['removing'], ['removeDevice']],
  },
  removing: {
    ...besideIdle('removing'),
    unlinkPressed: [['ending', 'removing'], []],
    deviceRemoved: [[], []],
    deviceListed: [['removing'], ['removeDevice']],
    deviceNotListed: [['removing'], []],
    deviceNotRemoved: [['removing'], []],
  },
  notRemoved: {
    ...besideIdle('notRemoved'),
    endAccessPressed: [['removing'], ['removeDevice']],
    forgetPressed: [[], []],
  },
  ending: {
    ...besideIdle('ending'),
    // Its sign-out may be on its way.
    switchPressed: [['ending', 'requesting'], []],
    unlinkPressed: [['ending', 'ending'], ['signOut']],
    signedOut: [[], []],
    notSignedOut: [['ending'], []],
  },
  givenUp: {
    ...besideIdle('givenUp'),
    unlinkPressed: [['ending', 'givenUp'], ['signOut']],
    forgetPressed: [[], []],
  },
} satisfies Record<string, Arrows>;

const examples: { readonly [From in keyof typeof arrows]: Grant } = {
  ...grants,
  abandoned,
  expired,
  givenUp,
};

const toolExamples: { readonly [From in keyof typeof toolArrows]: Grant } = {
  ...grants,
  ...toolGrants,
  shown: { ...grants.handed, copiedAt: 0 },
  copied: { ...grants.handed, copiedAt: now },
  notRemoved: { ...grants.removing, pending: null },
  givenUp: { ...toolGrants.ending, pending: null },
};

function nameOf(grant: Grant): string {
  const { phase, pending } = grant;
  if (phase === 'waiting') return grant.abandonedAt === null ? phase : 'abandoned';
  if (phase === 'handed' && grant.copiedAt === null) return phase;
  if (phase === 'handed') return grant.copiedAt === 0 ? 'shown' : 'copied';
  if (phase === 'failed') return grant.reason === 'expired' ? 'expired' : phase;
  if (pending !== null) return phase;
  if (phase === 'removing') return 'notRemoved';
  return phase === 'ending' ? 'givenUp' : phase;
}

/** What there is beside the link that was good, for as long as it is. */
function namesIn({ state }: Saved): readonly string[] {
  return state.grants.filter(({ id, phase }) => id !== 'link' || phase !== 'held').map(nameOf);
}

interface Row {
  readonly from: string;
  readonly saved: Saved;
  readonly leading: Arrows;
}

function rowsOf(
  all: Readonly<Record<string, Arrows>>,
  known: Readonly<Record<string, Grant>>,
  around: (grant: Grant) => Saved,
): readonly Row[] {
  return Object.entries(all).flatMap(([from, leading]) => {
    const grant = known[from];
    return grant === undefined ? [] : [{ from, saved: around(grant), leading }];
  });
}

const rows = rowsOf(arrows, examples, savedWith);
const toolRows = rowsOf(toolArrows, toolExamples, linkedWith);

test('every phase has its arrows', () => {
  const known = new Set([...Object.keys(arrows), ...Object.keys(toolArrows)]);
  expect(Object.keys(grants).filter(phase => !known.has(phase))).toEqual([]);
});

describe.each([
  ...rows.map(row => ({ whose: 'the link', ...row })),
  ...toolRows.map(row => ({ whose: 'a tool', ...row })),
])('a grant for $whose that is $from', ({ saved, leading }) => {
  test.each(Object.values(events))('when $type comes', event => {
    const [next, effects] = step(saved, event, now + 2_000);
    const arrow = leading[event.type];
    if (arrow === undefined) {
      expect(next).toBe(saved);
      expect(effects).toEqual([]);
      return;
    }
    const [becomes, orders] = arrow;
    expect(next).not.toBe(saved);
    expect(namesIn(next)).toEqual(becomes);
    expect(effects.map(({ type }) => type)).toEqual(orders);
  });

  test('changes by no answer that is about another', () => {
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
