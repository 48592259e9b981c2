import type { Effect } from '../core/effect.ts';
import type { LinkEvent } from '../core/event.ts';
import { type Context, patience } from '../core/intervals.ts';
import { type Entry, record } from '../core/journal.ts';
import { wakeAt } from '../core/schedule.ts';
import type { Saved } from '../core/state.ts';
import { transition } from '../core/transition.ts';
import type { Loaded } from '../store/repair.ts';

/** What the owner needs from outside. */
export interface Ports {
  /** Null where a newer version of this extension has saved what is there. */
  read(): Promise<Loaded | null>;
  write(saved: Saved, journal: readonly Entry[]): Promise<void>;
  /**
   * Sees to it that `woken` is dispatched at `at` (epoch ms), even if the background dies before, and
   * again and again until it is told another time; null is none.
   */
  arm(at: number | null): Promise<void>;
  /** Carries out an effect; resolves with what came of it, or null where nobody needs to know. */
  perform(effect: Effect): Promise<LinkEvent | null>;
  context(): Context;
}

/** Tells the owner what happened. Resolves when all that follows from it is saved. */
export type Dispatch = (event: LinkEvent) => Promise<void>;

/**
 * Owns the grants: handles events one at a time, saves what comes of each, and starts its effects.
 * It remembers nothing but which effects are under way, and those die with it.
 */
export function createOwner({ read, write, arm, perform, context }: Ports): Dispatch {
  const underWay = new Set<string>();
  let turn: Promise<void> = Promise.resolve();

  const dispatch: Dispatch = event => {
    const handled = turn.then(() => handle(event));
    // A step that failed has saved nothing; the next event finds everything as it was.
    turn = handled.catch(() => undefined);
    return handled;
  };

  async function handle(event: LinkEvent): Promise<void> {
    const here = context();
    const loaded = await read();
    // What a newer version has saved is left alone until that version is back.
    if (loaded === null) return arm(null);
    const { saved, journal, isRepaired } = loaded;
    const [next, effects] = transition(saved, event, here);
    const at = wakeAt(next.state, here.now);
    if (next !== saved || isRepaired) {
      // The alarm comes before the save: to wake for nothing is harmless, never to wake is not. A
      // late one comes after it, for should the save fail, what was saved may need a sooner one.
      const soon = here.now + patience;
      if (at !== null) await arm(Math.min(at, soon));
      await write(next, record(journal, event, saved.state, next.state, here.now));
      if (at === null || at > soon) await arm(at);
    } else await arm(at);
    for (const effect of effects) void start(effect);
  }

  /** Starts an effect, unless the very same one is under way: its answer serves both. */
  async function start(effect: Effect): Promise<void> {
    const key = JSON.stringify(effect);
    if (underWay.has(key)) return;
    underWay.add(key);
    const event = await perform(effect).catch(() => null);
    underWay.delete(key);
    // What could not be saved is asked for again when the alarm rings.
    if (event !== null) await dispatch(event).catch(() => undefined);
  }

  return dispatch;
}
