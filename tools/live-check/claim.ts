import { type CheckedPin, checkPin } from '../../src/plex/pins.ts';
import { textIn } from './answer.ts';
import type { Belongings, Held, OwnPin } from './belongings.ts';
import type { Look } from './finding.ts';
import type { Question } from './watch.ts';

/** Asks plex.tv something as somebody. */
export type Asking = <Value>(
  client: Held['client'],
  question: Question<Value>,
) => Promise<Look<Value>>;

/** What a check of a pin has shown. */
export interface Claim {
  readonly look: Look<CheckedPin | null>;
  /** The token, also where Pinlink would not take it: whatever was given out has to be ended. */
  readonly held: Held | null;
}

/** Checks a pin, and notes what has come of it. */
export async function claim(ask: Asking, pin: OwnPin, belongings: Belongings): Promise<Claim> {
  const { client, id } = pin;
  const look = await ask(client, plex => checkPin(plex, id));
  const token = look.answer?.status === 200 ? textIn(look.answer, 'authToken') : null;
  if (token === null) return { look, held: null };
  const held = { client, token };
  belongings.hold(held);
  belongings.settle(id);
  return { look, held };
}

/** Whether plex.tv says itself that there is no such pin (any more). */
export function isGone({ outcome }: Look<CheckedPin | null>): boolean {
  return outcome.ok && outcome.value === null;
}
