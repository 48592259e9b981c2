import { setTimeout as pause } from 'node:timers/promises';

/** How long a slow computer may take for what is waited for, ms. */
export const patience = 120_000;
const INTERVAL_MS = 50;

/**
 * Looks again and again until there is something to see. `what` completes the sentence of the error
 * that is thrown when nothing came in time: in two minutes, unless more are given.
 */
export async function until<Seen>(
  what: string,
  look: () => Promise<Seen | undefined>,
  { patienceMs = patience, intervalMs = INTERVAL_MS } = {},
): Promise<Seen> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error(`Waited ${patienceMs} ms in vain until ${what}.`);
    await pause(intervalMs);
  }
}
