import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LinkEvent } from '../../src/core/event.ts';
import { restOf } from '../../src/core/rest.ts';
import { wakeAt } from '../../src/core/schedule.ts';
import { initialState, reasons, type State } from '../../src/core/state.ts';
import { transition } from '../../src/core/transition.ts';
import { events, now } from './examples.ts';

/** The same sequences in every run: what is found today must be found tomorrow. */
const parameters = { seed: 7, numRuns: 2_000 };

const way = fc.constantFrom('browser', 'device');
const pinId = fc.integer({ min: 1, max: 3 });
const token = fc.constantFrom('token-1', 'token-2', 'token-3', 'token-4');
const failure = fc.record({
  reason: fc.constantFrom(...reasons),
  retryAfter: fc.option(fc.integer({ min: 0, max: 3_600_000 })),
  status: fc.constant(null),
});
const expiresIn = fc.option(fc.integer({ min: 0, max: 1_800 }));

/** What happens, but for the answers that must name what was asked. */
const blind = fc.oneof(
  fc.record({
    type: fc.constant('linkPressed' as const),
    way,
    attempt: fc.constantFrom('a', 'b', 'c'),
  }),
  fc.record({ type: fc.constant('switchPressed' as const), attempt: fc.constantFrom('a', 'b') }),
  fc.record({
    type: fc.constantFrom(
      'popupSeen',
      'checkPressed',
      'reopenPressed',
      'cancelPressed',
      'unlinkPressed',
      'started',
      'woken',
      'networkReturned',
      'pageHeard',
      'approvalHeard',
      'approvalClosed',
    ),
  }),
  fc.record({ type: fc.constant('pinClaimed' as const), pinId, authToken: token }),
  fc.record({ type: fc.constant('pinGone' as const), pinId }),
  fc.record({ type: fc.constant('pinNotChecked' as const), pinId, failure }),
  fc.record({ type: fc.constant('signedOut' as const), token }),
  fc.record({ type: fc.constant('notSignedOut' as const), token, failure }),
);

/** Answers that depend on the time or on what is kept when they come. */
const late = fc.oneof(
  fc.record({ type: fc.constant('pinCreated' as const), pinId }),
  fc.record({ type: fc.constant('pinNotCreated' as const), failure }),
  fc.record({
    type: fc.constant('pinPending' as const),
    pinId,
    ago: fc.integer({ min: 0, max: 10_000 }),
    expiresIn,
  }),
  fc.record({
    type: fc.constant('accountRead' as const),
    ago: fc.integer({ min: 0, max: 10_000 }),
  }),
  fc.record({ type: fc.constant('accountNotRead' as const), failure }),
);

/** Mostly a moment later, sometimes much later, and sometimes the clock is set back by hours. */
const elapsed = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 40_000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 2_000_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: -10_000_000, max: 10_000_000 }) },
);

const sequence = fc.array(
  fc.tuple(fc.oneof({ weight: 3, arbitrary: blind }, { weight: 2, arbitrary: late }), elapsed),
  { maxLength: 30 },
);

type Of<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

type Drawn = Of<typeof blind> | Of<typeof late>;

/** What was drawn, as an event that may come at this time to what is kept. */
function eventOf(drawn: Drawn, { link, token: linked }: State, time: number): LinkEvent {
  const attempt = link.status === 'requesting' ? link.attempt : 'a';
  switch (drawn.type) {
    case 'pinCreated': {
      const expiresAt = time + 900_000;
      const pin = {
        id: drawn.pinId,
        code: 'ABCD',
        address: '',
        expiresAt,
        expiresIn: 900,
        doubted: false,
      };
      return { type: 'pinCreated', attempt, pin };
    }
    case 'pinNotCreated':
      return { ...drawn, attempt };
    case 'pinPending':
      return { ...drawn, sentAt: time - drawn.ago };
    case 'accountRead':
      return {
        ...drawn,
        token: linked ?? 'token-1',
        sentAt: time - drawn.ago,
        account: events.accountRead.account,
      };
    case 'accountNotRead':
      return { ...drawn, token: linked ?? 'token-1' };
    default:
      return drawn;
  }
}

interface Moved {
  readonly before: State;
  readonly event: LinkEvent;
  readonly now: number;
  readonly after: State;
}

/** Plays a sequence from a fresh install, and shows each of its steps. */
function play(drawn: Of<typeof sequence>, look: (moved: Moved) => void): void {
  let state = initialState;
  let time = now;
  for (const [one, ms] of drawn) {
    time += ms;
    const event = eventOf(one, state, time);
    const [after] = transition(state, event, { now: time, random: 0.5 });
    look({ before: state, event, now: time, after });
    state = after;
  }
}

function always(property: (moved: Moved) => void): void {
  fc.assert(
    fc.property(sequence, drawn => play(drawn, property)),
    parameters,
  );
}

function tokensOf({ token: linked, signOuts }: State): string[] {
  const tokens = signOuts.map(order => order.token);
  return linked === null ? tokens : [...tokens, linked];
}

function pinsOf({ link, left }: State): number[] {
  const pins = left.map(({ id }) => id);
  return link.status === 'waiting' ? [...pins, link.pin.id] : pins;
}

describe('whatever happens, in whatever order, at whatever time', () => {
  test('an attempt changes nothing of what was before, until it has made a link', () => {
    always(({ before, event, after }) => {
      const isUser = /^(link|linkOther|cancel|reopen|check)Asked$|^pin(Not)?Created$/.test(
        event.type,
      );
      const isOld = event.type === 'popupSeen' && restOf(before.link).status === 'linked';
      if (isUser && !isOld) {
        expect(restOf(after.link)).toEqual(restOf(before.link));
        expect(after.token).toBe(before.token);
      }
    });
  });

  test('there is a token exactly where there is a link, or was before an attempt', () => {
    always(({ after }) => {
      expect(after.token !== null).toBe(restOf(after.link).status !== 'unlinked');
    });
  });

  test('no token is forgotten before plex.tv has said that it is over', () => {
    always(({ before, event, after }) => {
      const lost = tokensOf(before).filter(known => !tokensOf(after).includes(known));
      if (lost.length === 0) return;
      const isRefused = 'failure' in event && event.failure.reason === 'unauthorized';
      expect(event.type === 'signedOut' || isRefused).toBe(true);
      expect(lost).toEqual(['token' in event ? event.token : before.token]);
    });
  });

  test('no pin is forgotten before plex.tv has said how it ended', () => {
    always(({ before, event, after }) => {
      const lost = pinsOf(before).filter(known => !pinsOf(after).includes(known));
      if (lost.length === 0) return;
      expect(['pinClaimed', 'pinGone', 'pinPending']).toContain(event.type);
      expect(lost).toEqual(lost.map(() => ('pinId' in event ? event.pinId : null)));
    });
  });

  test('a claimed pin becomes the link, or its token is put by to be ended', () => {
    always(({ event, after }) => {
      if (event.type === 'pinClaimed') expect(tokensOf(after)).toContain(event.authToken);
    });
  });

  test('only the user and plex.tv end the waiting', () => {
    always(({ before, event, after }) => {
      if (before.link.status !== 'waiting' || after.link.status === 'waiting') return;
      expect(['linkPressed', 'cancelPressed', 'pinClaimed', 'pinGone', 'pinPending']).toContain(
        event.type,
      );
    });
  });

  test('what is not over is looked after within the hour', () => {
    always(({ after, now: time }) => {
      const isBusy = ['requesting', 'waiting'].includes(after.link.status);
      const at = wakeAt(after, time);
      if (isBusy || after.left.length > 0) expect(at).not.toBeNull();
      const rest = restOf(after.link);
      const isGood = rest.status === 'linked' && rest.retry === null;
      const isCalm = isGood && !isBusy && after.left.length === 0 && after.signOuts.length === 0;
      expect((at ?? time) - time).toBeLessThanOrEqual(isCalm ? 86_400_000 : 3_600_000);
    });
  });

  test('waking does what is due once, and never spins', () => {
    always(({ after, now: time }) => {
      const moment = { now: time, random: 0.5 };
      const [woken] = transition(after, { type: 'woken' }, moment);
      const next = wakeAt(woken, time);
      if (next !== null) expect(next).toBeGreaterThan(time);
      expect(transition(woken, { type: 'woken' }, moment)).toEqual([woken, []]);
    });
  });

  test('only pins that are looked after are asked for', () => {
    always(({ before, event, now: time }) => {
      const [after, effects] = transition(before, event, { now: time, random: 0.5 });
      for (const effect of effects) {
        if (effect.type === 'checkPin') expect(pinsOf(after)).toContain(effect.pinId);
      }
    });
  });

  test('the same facts make the same step, and change nothing that was', () => {
    always(({ before, event, now: time }) => {
      const copy = structuredClone(before);
      const moment = { now: time, random: 0.5 };
      expect(transition(before, event, moment)).toEqual(transition(copy, event, moment));
      expect(before).toEqual(copy);
    });
  });
});
