import { clockTolerance, finalCheckAt } from './intervals.ts';
import type { Pin } from './state.ts';

/**
 * Sets a pin's end anew where our clock was moved. plex.tv's count is believed only if it has been
 * seen to go down: one that always says the same would make a pin immortal. At the pin's end any
 * time left counts, for then it decides; where it has not gone down yet, it gets one chance to.
 */
export function recount<Counted extends Pick<Pin, 'expiresAt' | 'expiresIn' | 'doubted'>>(
  pin: Counted,
  expiresIn: number | null,
  now: number,
): Counted {
  if (expiresIn === null) return pin;
  const isOver = now >= finalCheckAt(pin);
  // A count that stays at nothing has been seen to go down there: our clock was set back since.
  const isLongOver = expiresIn === 0 && pin.expiresIn === 0;
  if (isLongOver && pin.expiresAt - now > clockTolerance) return { ...pin, expiresAt: now };
  if (expiresIn >= pin.expiresIn) {
    const isDoubtful = isOver && !pin.doubted && expiresIn > 0;
    return isDoubtful ? { ...pin, doubted: true, expiresAt: now + clockTolerance } : pin;
  }
  const expiresAt = now + expiresIn * 1_000;
  const strayed = Math.abs(expiresAt - pin.expiresAt) > clockTolerance || isOver;
  return { ...pin, expiresIn, doubted: false, expiresAt: strayed ? expiresAt : pin.expiresAt };
}
