import type { Effect } from '../../src/core/effect.ts';
import type { Failure, LinkEvent, PlexEvent } from '../../src/core/event.ts';
import { attemptOf, isGivenUp } from '../../src/core/grants.ts';
import { wakeAt } from '../../src/core/schedule.ts';
import type { Grant, Phase, Saved } from '../../src/core/state.ts';
import { day, events, grants, linkedWith, now, savedWith } from './examples.ts';
import { step } from './play.ts';

/** What plex.tv says to each request about a token. */
export interface Answers {
  readonly signOut: PlexEvent;
  readonly readAccount: PlexEvent;
  readonly removeDevice: PlexEvent;
}

/**
 * What is left of a link and of its tools if there are any, each under its identifier, unlinked and
 * asked about for eight days whenever it is due.
 */
export function afterEightDays(answers: Answers, ...tools: readonly Grant[]) {
  const unlinked = { ...events.unlinkPressed, endsTools: true };
  let [saved, effects] = step(linkedWith(...tools), unlinked, now);
  let time = now;
  while (time < now + 8 * day) {
    const said = answerTo(effects, answers);
    const next = said === undefined ? wakeAt(saved.state, time) : time + 200;
    if (next === null) break;
    time = next;
    [saved, effects] = step(saved, said ?? events.woken, time);
  }
  return Object.fromEntries(saved.state.grants.map(grant => [grant.id, leftOf(grant)]));
}

function leftOf(grant: Grant): Phase | 'givenUp' {
  return isGivenUp(grant) ? 'givenUp' : grant.phase;
}

function answerTo(effects: readonly Effect[], answers: Answers): PlexEvent | undefined {
  for (const { type, ...effect } of effects) {
    if (type !== 'signOut' && type !== 'readAccount' && type !== 'removeDevice') continue;
    return 'id' in effect ? { ...answers[type], id: effect.id } : undefined;
  }
  return undefined;
}

/** A pin of 900 s that waits, and that is approved in time. All times are ms since it was made. */
export interface Approval {
  readonly approvedAt: number;
  /** How long an answer takes. */
  readonly latency: number;
  /** What happens to each check: it is answered (null), or fails. From 1200 s on all are answered. */
  readonly fates: readonly (Failure | null)[];
  readonly signals: readonly { readonly at: number; readonly event: LinkEvent }[];
  /** When, and by how much, our clock is moved. */
  readonly jump: { readonly at: number; readonly by: number };
}

const pinLasts = 900_000;

/** What becomes of the grant: `held` where the approval has made a link. */
export function afterApproval({ approvedAt, latency, fates, signals, jump }: Approval): Phase {
  let saved: Saved = savedWith({ ...grants.waiting, way: 'browser' });
  let elapsed = 0;
  let checks = 0;
  const coming = [...signals];
  const clock = (): number => now + elapsed + (elapsed >= jump.at ? jump.by : 0);
  for (let steps = 0; steps < 5_000 && attemptOf(saved.state)?.phase === 'waiting'; steps += 1) {
    coming.sort((one, other) => one.at - other.at);
    const dueIn = (wakeAt(saved.state, clock()) ?? clock()) - clock();
    // Nobody sleeps through a move of the clock.
    const wake = elapsed < jump.at ? Math.min(elapsed + dueIn, jump.at) : elapsed + dueIn;
    const isFirst = coming[0] !== undefined && coming[0].at <= wake;
    const next = (isFirst ? coming.shift() : undefined) ?? { at: wake, event: events.woken };
    elapsed = Math.max(elapsed, next.at);
    let effects: readonly Effect[];
    [saved, effects] = step(saved, next.event, clock());
    for (const { type } of effects) {
      if (type !== 'checkPin') continue;
      const fate = elapsed < 1_200_000 ? (fates[checks % fates.length] ?? null) : null;
      checks += 1;
      coming.push({ at: elapsed + latency, event: checked(fate, elapsed, approvedAt, clock()) });
    }
  }
  return phaseOf(saved.state.grants[0]);
}

function phaseOf(grant: Grant | undefined): Phase {
  if (grant === undefined) throw new Error('A pin that is wanted is forgotten.');
  return grant.phase;
}

/** What plex.tv says to a check that was sent then. */
function checked(fate: Failure | null, at: number, approvedAt: number, sentAt: number): PlexEvent {
  if (fate !== null) return { ...events.pinNotChecked, failure: fate };
  if (at >= approvedAt) return events.pinClaimed;
  return { ...events.pinPending, sentAt, expiresIn: Math.ceil((pinLasts - at) / 1_000) };
}
