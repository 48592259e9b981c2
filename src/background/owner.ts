import type { Effect } from '../core/effect.ts';
import type { LinkEvent } from '../core/event.ts';
import { type Context, patience } from '../core/intervals.ts';
import { type Entry, record } from '../core/journal.ts';
import { wakeAt } from '../core/schedule.ts';
import type { State } from '../core/state.ts';
import { transition } from '../core/transition.ts';
import type { Loaded } from '../store/repair.ts';

/** What the owner of the link needs from outside. */
export interface Ports {
  read(): Promise<Loaded & { readonly journal: readonly Entry[] }>;
  write(state: State, journal: readonly Entry[]): Promise<void>;
  /** Sees to it that `woken` is told at `at` (epoch ms), even if the background dies before. */
  arm(at: number): Promise<void>;
  /** Carries out an effect; resolves with what came of it, or null where nobody needs to know. */
  perform(effect: Effect): Promise<LinkEvent | null>;
  context(): Context;
}

/** Tells the owner what happened. Resolves when all that follows from it is kept. */
export type Dispatch = (event: LinkEvent) => Promise<void>;

/**
 * Owns the link: takes events one at a time, keeps what comes of each, and starts its effects.
 * It remembers nothing but which effects are under way, and those die with it.
 */
export function createOwner({ read, write, arm, perform, context }: Ports): Dispatch {
  const underWay = new Set<string>();
  let turn: Promise<void> = Promise.resolve();

  const dispatch: Dispatch = event => {
    const taken = turn.then(() => handle(event));
    // A step that failed has kept nothing; the next event finds everything as it was.
    turn = taken.catch(() => undefined);
    return taken;
  };

  async function handle(event: LinkEvent): Promise<void> {
    const here = context();
    const { state, isMended, journal } = await read().catch(async error => {
      // Nobody knows what is to be done by when: it is looked up again.
      await arm(here.now + patience);
      throw error;
    });
    const [next, effects] = transition(state, event, here);
    const at = wakeAt(next, here.now);
    if (next !== state || isMended) {
      // The alarm comes before the save: to wake for nothing is harmless, never to wake is not. A
      // late one comes after it, for should the save fail, what is kept so far may need a sooner one.
      const soon = here.now + patience;
      if (at !== null) await arm(Math.min(at, soon));
      await write(next, record(journal, event, next.link, here.now));
      if (at !== null && at > soon) await arm(at);
    } else if (at !== null) await arm(at);
    for (const effect of effects) void start(effect);
  }

  /** Starts an effect, unless the very same one is under way: its answer serves both. */
  async function start(effect: Effect): Promise<void> {
    const key = JSON.stringify(effect);
    if (underWay.has(key)) return;
    underWay.add(key);
    const event = await perform(effect).catch(() => null);
    underWay.delete(key);
    // What could not be kept is asked for again when the alarm rings.
    if (event !== null) await dispatch(event).catch(() => undefined);
  }

  return dispatch;
}
