import { setTimeout as pause } from 'node:timers/promises';
import type { OpenBrowser } from '../browsers/index.ts';

const lookMs = 500;

/**
 * How long the background is awake from `since` until `until` (epoch ms), s. It is looked for from
 * outside, twice a second: a debugger that is attached to it would keep it awake.
 */
export async function secondsAwake(
  opened: OpenBrowser,
  since: number,
  until: number,
): Promise<number> {
  let awakeMs = 0;
  for (let last = since; last < until; ) {
    await pause(Math.min(lookMs, Math.max(0, until - Date.now())));
    const isAlive = await opened.backgroundAlive();
    const now = Math.min(Date.now(), until);
    if (isAlive) awakeMs += now - last;
    last = now;
  }
  return awakeMs / 1_000;
}
