import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Effect, Request } from '../../src/core/effect.ts';
import type { EventOf, Failure, LinkEvent, PlexEvent } from '../../src/core/event.ts';
import { attemptOf, isInUse, isKept, linkOf } from '../../src/core/grants.ts';
import { wakeAt } from '../../src/core/schedule.ts';
import type { Grant, In, Pin, Reason, Saved, State } from '../../src/core/state.ts';
import { keyTo } from '../../src/core/tools.ts';
import { transition } from '../../src/core/transition.ts';
import { events, grants, now } from './examples.ts';
import { approvals, chances, type Drawn, eventOf, type History, histories } from './histories.ts';
import { afterApproval, afterEightDays } from './simulations.ts';

/** The same sequences in every run: what is found today must be found tomorrow. */
const parameters = { seed: 7, numRuns: 1_500 };

interface Moved {
  readonly before: Saved;
  readonly event: LinkEvent;
  readonly now: number;
  readonly after: Saved;
  readonly effects: readonly Effect[];
}

/** Plays a history from its start, shows each of its steps, and says where it led. */
function play(
  { start, drawn: all }: History,
  look: (moved: Moved) => void,
): { readonly saved: Saved; readonly time: number } {
  let saved = start;
  let time = now;
  all.forEach((drawn, index) => {
    time = timeAfter(drawn, saved.state, time);
    const event = eventOf(drawn, saved.state, time, `grant-${index}`);
    const context = { now: time, random: drawn.random };
    const before = saved;
    const [after, effects] = transition(before, event, context);
    saved = after;
    look({ before, event, now: time, after, effects });
  });
  return { saved, time };
}

/** Some time later; often exactly when something is due. */
function timeAfter({ elapsed, untilDue }: Drawn, state: State, time: number): number {
  return untilDue ? (wakeAt(state, time) ?? time + elapsed) : time + elapsed;
}

function always(property: (moved: Moved) => void, drawn = histories(true)): void {
  fc.assert(
    fc.property(drawn, history => {
      play(history, property);
    }),
    parameters,
  );
}

function isWanted(grant: Grant): grant is In<'waiting'> {
  return grant.phase === 'waiting' && grant.abandonedAt === null;
}

/** The pins that somebody may approve, and wants: the link approves those of tools. */
function wantedPins({ state }: Saved): readonly Pin[] {
  return state.grants.flatMap(grant =>
    grant.phase === 'approving' || isWanted(grant) ? grant.pin : [],
  );
}

/** Whether a tool is about to have access. */
function isBusy(grant: Grant): boolean {
  const phases: readonly string[] = ['requesting', 'approving', 'verifying', 'handed'];
  return grant.tool !== null && (phases.includes(grant.phase) || isWanted(grant));
}

function grantIn({ state }: Saved, id: string): Grant | undefined {
  return state.grants.find(grant => grant.id === id);
}

function ofType<Type extends Effect['type']>(
  effects: readonly Effect[],
  type: Type,
): Extract<Effect, { type: Type }>[] {
  return effects.filter(
    (effect): effect is Extract<Effect, { type: Type }> => effect.type === type,
  );
}

describe('whatever happens, in whatever order, at whatever time', () => {
  test('no token is ended that is in use', () => {
    always(({ after, effects }) => {
      for (const { id, token } of ofType(effects, 'signOut')) {
        expect(after.secrets[id]).toBe(token);
        const used = after.state.grants.filter(isInUse);
        expect(used.map(grant => after.secrets[grant.id])).not.toContain(token);
      }
      for (const { by, token } of ofType(effects, 'removeDevice')) {
        expect(after.secrets[by]).toBe(token);
      }
    });
  });

  test('no token is ended, and none that is to be is asked about, while a pin is wanted', () => {
    always(({ after, effects }) => {
      if (wantedPins(after).length === 0) return;
      expect(ofType(effects, 'signOut')).toEqual([]);
      const asked = ofType(effects, 'readAccount').map(({ id }) => grantIn(after, id)?.phase);
      expect(asked).not.toContain('ending');
    });
  });

  test('there is no link without the pin of the attempt that waited', () => {
    always(({ before, event, after }) => {
      const { link } = after.state;
      if (link === before.state.link || link === null) return;
      expect(event).toMatchObject({ type: 'pinClaimed', id: link });
      expect(attemptOf(before.state)).toMatchObject({ id: link, phase: 'waiting' });
      expect(event.type === 'pinClaimed' ? event.authToken : null).toBe(after.secrets[link]);
    });
  });

  test('one pin is asked about once a second, but for three times', () => {
    fc.assert(
      fc.property(histories(false), history => {
        // The making of a pin counts as the first check.
        const waiting = history.start.state.grants.filter(isWanted);
        const asked = new Map(waiting.map(({ id, sentAt }) => [id, [sentAt]]));
        play(history, ({ event, now: time, after, effects }) => {
          if (event.type === 'pinCreated') {
            // That of a tool is approved at once, and then looked at.
            const isLinks = grantIn(after, event.id)?.tool === null;
            if (!asked.has(event.id)) asked.set(event.id, isLinks ? [time] : []);
          }
          for (const { id } of ofType(effects, 'checkPin')) asked.get(id)?.push(time);
        });
        for (const times of asked.values()) {
          const hurried = times.filter((time, i) => i > 0 && time - (times[i - 1] ?? 0) < 1_000);
          expect(hurried.length).toBeLessThanOrEqual(3);
        }
      }),
      parameters,
    );
  });

  test('plex.tv is left alone for as long as it asks, but for presses and one last look', () => {
    fc.assert(
      fc.property(histories(false), history => {
        const looks: string[] = [];
        play(history, ({ before, event, now: time, after, effects }) => {
          if (time >= before.state.quietUntil) return;
          for (const effect of effects) {
            const look = lastLook(after, effect, time);
            if (look !== null) looks.push(look);
            else if (isSent(effect)) {
              expect(allowedInQuiet(before, event)).toContain(wordFor(effect));
            }
          }
        });
        expect(looks).toEqual([...new Set(looks)]);
      }),
      parameters,
    );
  });

  test('the background is awake for what is pending, and never too late', () => {
    always(({ after, now: time }) => {
      const at = wakeAt(after.state, time);
      if (at !== null) expect(at).toBeGreaterThan(time);
      const isPending = after.state.grants.some(grant => canBeAsked(grant, after.state));
      if (isPending) expect(at).not.toBeNull();
      const longest = isPending ? 3_600_000 : 86_400_000;
      if (at !== null) expect(at - time).toBeLessThanOrEqual(longest);
    });
  });

  test('waking for nothing changes nothing', () => {
    always(({ after, now: time }) => {
      const [woken, effects] = transition(after, events.woken, { now: time, random: 0.5 });
      expect(woken).toBe(after);
      expect(effects).toEqual([]);
    });
  });

  test('there is one attempt at most, one grant for each identifier, and a link that is one', () => {
    always(({ after: { state } }) => {
      const links = state.grants.filter(({ tool }) => tool === null);
      const attempts = links.filter(
        grant => isWanted(grant) || ['requesting', 'failed'].includes(grant.phase),
      );
      expect(attempts.length).toBeLessThanOrEqual(1);
      const ids = state.grants.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(linkOf(state)?.id ?? null).toBe(state.link);
      const used = links.filter(isInUse);
      expect(used.map(({ id }) => id)).toEqual(state.link === null ? [] : [state.link]);
    });
  });

  test('one tool at a time is about to have access, and only by a press', () => {
    always(({ before, event, after: { state } }) => {
      const busy = state.grants.filter(isBusy);
      expect(busy.length).toBeLessThanOrEqual(1);
      for (const { id, tool } of busy) {
        if (grantIn(before, id) !== undefined) continue;
        expect(event).toMatchObject({ type: 'giveAccessPressed', id });
        expect(tool?.account).toBe(linkOf(state)?.account?.uuid);
      }
    });
  });

  test('the pin of a tool is approved once, and by the account that its token is to open', () => {
    fc.assert(
      fc.property(histories(true), history => {
        const approved: string[] = [];
        play(history, ({ after, effects }) => {
          for (const { id, by, token } of ofType(effects, 'approvePin')) {
            approved.push(id);
            expect(after.secrets[by]).toBe(token);
            const account = grantIn(after, id)?.tool?.account ?? '';
            expect(keyTo(after.state, account)).toBe(by);
          }
        });
        expect(approved).toEqual([...new Set(approved)]);
      }),
      parameters,
    );
  });

  test('a tool is handed only a token of the account of the link', () => {
    always(({ before, event, after }) => {
      for (const { id, phase, tool } of after.state.grants) {
        if (phase !== 'handed' || grantIn(before, id)?.phase === 'handed') continue;
        expect(event).toMatchObject({ type: 'accountRead', id, account: { uuid: tool.account } });
      }
    });
  });

  test('a tool has its access until that is ended by its owner, or at Plex', () => {
    always(({ before, event, after }) => {
      for (const { id, phase } of before.state.grants) {
        const is = grantIn(after, id)?.phase;
        if (phase !== 'given' || is === 'given') continue;
        if (is === undefined) expect(event.type).toBe('devicesRead');
        else expect(is).toBe('removing');
        const isReplaced = after.state.grants.some(({ tool }) => tool?.replaces === id);
        const ends = ['endAccessPressed', 'unlinkPressed', 'pinClaimed', 'devicesRead'];
        if (!isReplaced) expect(ends).toContain(event.type);
      }
    });
  });

  test('there is a token exactly where a grant has one', () => {
    always(({ after: { state, secrets } }) => {
      const having = state.grants.filter(isKept);
      expect(Object.keys(secrets).sort()).toEqual(having.map(({ id }) => id).sort());
    });
  });

  test('no token is forgotten before plex.tv or its owner has said so', () => {
    always(({ before, event, after }) => {
      for (const [id, token] of Object.entries(before.secrets)) {
        if (Object.values(after.secrets).includes(token)) continue;
        const isDead = 'failure' in event && /[uU]nauthorized$/.test(event.failure.reason);
        const isSaid = 'id' in event && event.id === id && (event.type === 'signedOut' || isDead);
        expect(isSaid || isHandedOver(token, before, after) || event.type === 'forgetPressed').toBe(
          true,
        );
      }
    });
  });

  test('no pin is forgotten before plex.tv has said how it ended', () => {
    always(({ before, event, after }) => {
      for (const was of before.state.grants) {
        const is = grantIn(after, was.id);
        const isAsked = was.phase === 'approving' && was.isAsked;
        if (!(was.phase === 'waiting' || isAsked) || was.phase === is?.phase) continue;
        if (isAsked && is?.phase === 'waiting') continue;
        const ends = isAsked ? ['pinNotApproved'] : ['pinClaimed', 'pinGone', 'pinPending'];
        expect(ends).toContain(event.type);
        expect(event).toMatchObject({ id: was.id });
      }
    });
  });

  test('an approval is a link where its pin is wanted, and a token to be ended where it is not', () => {
    always(({ before, event, after }) => {
      if (event.type !== 'pinClaimed') return;
      const grant = grantIn(before, event.id);
      if (grant?.phase !== 'waiting') return;
      expect(Object.values(after.secrets)).toContain(event.authToken);
      const isLinks = isWanted(grant) && grant.tool === null;
      expect(after.state.link).toBe(isLinks ? event.id : before.state.link);
    });
  });

  test('the same facts make the same step, and change nothing that was', () => {
    always(({ before, event, now: time }) => {
      const copy = structuredClone(before);
      const context = { now: time, random: 0.5 };
      expect(transition(before, event, context)).toEqual(transition(copy, event, context));
      expect(before).toEqual(copy);
    });
  });
});

function isSent(effect: Effect): effect is Request {
  return !['openApproval', 'closeApproval', 'announce'].includes(effect.type);
}

/** A request in words that can be compared. */
function wordFor({ type, id }: Request): string {
  return `${type} ${id}`;
}

/** What may be asked in a quiet: what the user's own press asks for. */
function allowedInQuiet({ state: { link } }: Saved, event: LinkEvent): readonly string[] {
  switch (event.type) {
    case 'linkPressed':
    case 'switchPressed':
    case 'giveAccessPressed':
      return [`createPin ${event.id}`];
    case 'endAccessPressed':
      return [`removeDevice ${event.id}`, `signOut ${event.id}`];
    case 'checkPressed':
      return [`readAccount ${link}`];
    case 'unlinkPressed':
      return [`signOut ${link}`];
    default:
      return [];
  }
}

/** Whether plex.tv can be asked what is pending: to end a tool's access takes a token of its account. */
function canBeAsked(grant: Grant, state: State): boolean {
  if (grant.pending === null) return false;
  return grant.phase !== 'removing' || keyTo(state, grant.tool.account) !== null;
}

/** Whether a tool has the token now, and Pinlink has it no more. */
function isHandedOver(token: string, before: Saved, after: Saved): boolean {
  return before.state.grants.some(({ id, ...was }) => {
    const isCopied = was.phase === 'handed' && was.copiedAt !== null;
    const is = grantIn(after, id)?.phase;
    const isOver = is === 'given' || is === 'removing';
    return isCopied && isOver && before.secrets[id] === token;
  });
}

/**
 * The pin at whose end an order looks: one that is wanted, and has come to its last 5 s. A pin
 * whose end is counted anew has another end.
 */
function lastLook({ state }: Saved, effect: Effect, time: number): string | null {
  if (effect.type !== 'checkPin') return null;
  const pin = state.grants.filter(isWanted).find(({ id }) => id === effect.id)?.pin;
  const isLate = pin !== undefined && time >= pin.expiresAt - 5_000;
  return isLate ? `${effect.id} until ${pin.expiresAt}` : null;
}

describe('an approval that is given in time', () => {
  test('leads to the link once it is answered, whatever came before', () => {
    fc.assert(
      fc.property(histories(true), chances, (history, { random, authToken, isNewAccount }) => {
        const { saved, time } = play(history, () => undefined);
        const attempt = attemptOf(saved.state);
        if (attempt?.phase !== 'waiting') return;
        const { id } = attempt;
        const claimed: EventOf<'pinClaimed'> = { type: 'pinClaimed', id, authToken, isNewAccount };
        const [{ state, secrets }] = transition(saved, claimed, { now: time, random });
        expect(state.link).toBe(id);
        expect(secrets[id]).toBe(authToken);
      }),
      parameters,
    );
  });

  test('is found out while plex.tv answers now and then, also where our clock is moved', () => {
    fc.assert(
      fc.property(approvals, approval => {
        expect(afterApproval(approval)).toBe('held');
      }),
      parameters,
    );
  });
});

const statuses = Array.from({ length: 400 }, (_, index) => index + 200);

describe('a sign-out', () => {
  const doubtful = [403, 404, 410];

  test.each(statuses)('that is answered with %i comes to an end', status => {
    for (const failure of outcomesOf(status)) {
      const signOut: PlexEvent =
        failure === null ? events.signedOut : { ...events.notSignedOut, failure };
      for (const readAccount of [events.accountRead, dead, bluntlyDead]) {
        const isOver = failure === null || status === 401;
        const isDead = doubtful.includes(status) && readAccount !== events.accountRead;
        // Nobody asks about the account elsewhere, so once is enough.
        if (!doubtful.includes(status) && readAccount !== dead) continue;
        const left = afterEightDays({ signOut, readAccount, removeDevice: events.deviceRemoved });
        expect(left).toEqual(isOver || isDead ? {} : { link: 'givenUp' });
      }
    }
  });
});

describe('the end of the access of a tool, and of the link after it,', () => {
  const tool = { ...grants.given, seenAt: now };
  const signOut = events.signedOut;

  test.each(statuses)('that is answered with %i comes to an end', status => {
    for (const failure of outcomesOf(status)) {
      const removeDevice: PlexEvent =
        failure === null ? events.deviceRemoved : { ...events.deviceNotRemoved, failure };
      for (const readAccount of [events.accountRead, dead, bluntlyDead]) {
        // Nobody asks about the account where the token is not refused, so once is enough.
        if (status !== 401 && readAccount !== dead) continue;
        const isDead = status === 401 && readAccount !== events.accountRead;
        const left = afterEightDays({ signOut, readAccount, removeDevice }, tool);
        // By a dead token nothing can be ended: it waits for another link to that account.
        expect(left).toEqual(failure === null ? {} : { mine: isDead ? 'removing' : 'givenUp' });
      }
    }
  });

  test('has come where it is in the list no more, and is given up where it never was', () => {
    const answers = { signOut, readAccount: events.accountRead };
    const notListed = { ...answers, removeDevice: events.deviceNotListed };
    expect(afterEightDays(notListed, tool)).toEqual({});
    expect(afterEightDays(notListed, grants.given)).toEqual({ mine: 'givenUp' });
  });
});

const dead = notAlive('unauthorized');

const bluntlyDead = notAlive('bareUnauthorized');

function notAlive(reason: Reason): PlexEvent {
  return { ...events.accountNotRead, failure: { reason, retryAfter: null, status: 401 } };
}

/** What `src/plex` makes of the status of a sign-out, null where it is done. */
function outcomesOf(status: number): readonly (Failure | null)[] {
  const failed = { status, retryAfter: null };
  if ([200, 202, 204].includes(status)) return [null];
  if (status === 401) {
    return [
      { ...failed, reason: 'unauthorized' },
      { ...failed, reason: 'bareUnauthorized' },
    ];
  }
  if (status === 429) {
    const waits = [null, 0, 1_000, 3_600_000];
    return waits.map(retryAfter => ({ status, reason: 'rateLimited', retryAfter }));
  }
  return [{ ...failed, reason: status >= 500 ? 'outage' : 'unexpectedStatus' }];
}
