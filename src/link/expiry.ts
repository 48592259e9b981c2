import { clockTolerance } from './intervals.ts';
import type { Pin } from './kept.ts';

/**
 * Sets a pin's end anew where our clock was moved. plex.tv's count is believed only if it has been
 * seen to go down: one that always says the same would make a pin immortal. At the pin's end any
 * time left counts, for then it decides.
 */
export function recount<Counted extends Pick<Pin, 'expiresAt' | 'expiresIn'>>(
  pin: Counted,
  expiresIn: number | null,
  now: number,
): Counted {
  if (expiresIn === null || expiresIn >= pin.expiresIn) return pin;
  const expiresAt = now + expiresIn * 1_000;
  const strayed = Math.abs(expiresAt - pin.expiresAt) > clockTolerance || now >= pin.expiresAt;
  return { ...pin, expiresIn, expiresAt: strayed ? expiresAt : pin.expiresAt };
}
