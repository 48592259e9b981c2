import { readAccount, signOut } from '../../src/plex/account.ts';
import type { Belongings, Held, OpenPin } from './belongings.ts';
import { type Asking, type Claim, claim, isGone } from './claim.ts';
import type { Look } from './finding.ts';
import type { Ports } from './ports.ts';

/** What may be left at plex.tv. */
export interface Remains {
  /** Whether a token may be alive: it could not be ended, or nobody knows whether there is one. */
  readonly mayHaveToken: boolean;
  /** Whether a pin whose code was shown can be allowed still. */
  readonly hasOpenPin: boolean;
}

/** As often is tried what does not succeed. */
const mostTries = 3;

/** The time from one try to the next, ms. */
const betweenTries = 5_000;

/** What is known of a pin at the end. */
type Fate = 'settled' | 'open' | 'unknown';

/** Ends whatever the check has made, also after something went wrong. */
export async function endAll(
  ask: Asking,
  belongings: Belongings,
  { delay }: Pick<Ports, 'delay'>,
): Promise<Remains> {
  let mayHaveToken = false;
  let hasOpenPin = false;
  for (const pin of belongings.openPins) {
    const look = async () => fateOf(pin, await claim(ask, pin, belongings));
    const fate = await lastFateOf(look, delay);
    mayHaveToken ||= fate === 'unknown';
    hasOpenPin ||= fate !== 'settled' && pin.approval === 'shown';
  }
  for (const held of belongings.tokens) {
    const hasEnded = await tried(ending(ask, held), delay);
    mayHaveToken ||= !hasEnded;
  }
  return { mayHaveToken, hasOpenPin };
}

/** Looks at a pin until something is known of it. */
async function lastFateOf(look: () => Promise<Fate>, delay: Ports['delay']): Promise<Fate> {
  let fate: Fate = 'unknown';
  await tried(async () => {
    fate = await look();
    return fate !== 'unknown';
  }, delay);
  return fate;
}

/** Of a pin that waits still no token has come; but where its approval was confirmed one has to come. */
function fateOf({ approval }: OpenPin, { look, held }: Claim): Fate {
  if (held !== null || isGone(look)) return 'settled';
  if (!look.outcome.ok || approval === 'confirmed') return 'unknown';
  return approval === 'shown' ? 'open' : 'settled';
}

/** Whether something succeeds at last. */
async function tried(succeeds: () => Promise<boolean>, delay: Ports['delay']): Promise<boolean> {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    if (await succeeds()) return true;
    if (tries < mostTries) await delay(betweenTries);
  }
  return false;
}

/** A try to end a token, and to see that it has ended. */
function ending(ask: Asking, { client, token }: Held): () => Promise<boolean> {
  let isSignedOut = false;
  return async () => {
    const left = await ask(client, plex => signOut(plex, token));
    isSignedOut ||= left.outcome.ok;
    return isOver(await ask(client, plex => readAccount(plex, token)), isSignedOut);
  };
}

/** Whether a token has ended: a 401 that may be a proxy’s counts only after a sign-out that succeeded. */
function isOver({ outcome, answer }: Look<unknown>, isSignedOut: boolean): boolean {
  if (!outcome.ok && outcome.reason === 'unauthorized') return true;
  return isSignedOut && answer?.status === 401;
}
