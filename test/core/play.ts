import type { Effect } from '../../src/core/effect.ts';
import type { LinkEvent } from '../../src/core/event.ts';
import type { Grant, In, Phase, Saved } from '../../src/core/state.ts';
import { transition } from '../../src/core/transition.ts';
import { savedWith } from './examples.ts';

type Step = ReturnType<typeof transition>;

/** What one event makes of what is saved, at a moment at which nothing is left to chance. */
export function step(saved: Saved, event: LinkEvent, time: number): Step {
  return transition(saved, event, { now: time, random: 0 });
}

/** What is saved after these events, all at one time. */
export function savedAfter(saved: Saved, time: number, ...happened: readonly LinkEvent[]): Saved {
  return happened.reduce((known, event) => step(known, event, time)[0], saved);
}

/** What becomes of a grant that is alone with these events; undefined where it is over. */
export function grantAfter(
  grant: Grant,
  time: number,
  ...happened: readonly LinkEvent[]
): Grant | undefined {
  const { state } = savedAfter(savedWith(grant), time, ...happened);
  return state.grants.find(({ id }) => id === grant.id);
}

/** The same where it must be in this phase. */
export function inPhase<Name extends Phase>(grant: Grant | undefined, phase: Name): In<Name> {
  if (grant === undefined || !isIn(grant, phase)) throw new Error(`It is ${grant?.phase}.`);
  return grant;
}

function isIn<Name extends Phase>(grant: Grant, phase: Name): grant is In<Name> {
  return grant.phase === phase;
}

export function waitingAfter(
  grant: Grant,
  time: number,
  ...happened: readonly LinkEvent[]
): In<'waiting'> {
  return inPhase(grantAfter(grant, time, ...happened), 'waiting');
}

/** What is ordered when an event comes. */
export function effectsOf(saved: Saved, event: LinkEvent, time: number): readonly Effect[] {
  return step(saved, event, time)[1];
}

/** The same where there is only this grant, in a word for each order. */
export function ordersFor(grant: Grant, event: LinkEvent, time: number): Effect['type'][] {
  return effectsOf(savedWith(grant), event, time).map(({ type }) => type);
}
