import browser from 'webextension-polyfill';

const alarmName = 'wake';

/** Alarms ring no sooner than in 30 s (source: Chrome, since version 120). */
const soonestAlarm = 30_000;

/** No sleep is longer, ms, lest a timer overflow: to wake for nothing is harmless. */
const longestSleep = 86_400_000;

let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Wakes at `at` (epoch ms), by a timer that is prompt and dies with the background, and by an alarm
 * that survives it; null wakes no more. Both are given a delay and not a time, so that a clock that is
 * set anew does not move them, but for Chrome's alarm, which becomes a time there: where the clock is
 * set back, a background that is dead is woken by so much later (source: Chromium's `alarm_manager.cc`).
 * The alarm goes on ringing until it is set anew or cleared, for the background may die before it has
 * seen why it was woken.
 */
export async function arm(at: number | null, wake: () => void): Promise<void> {
  clearTimeout(timer);
  if (at === null) {
    await browser.alarms.clear(alarmName);
    return;
  }
  const delay = Math.min(Math.max(at - Date.now(), 0), longestSleep);
  timer = setTimeout(wake, delay);
  await browser.alarms.create(alarmName, {
    delayInMinutes: Math.max(delay, soonestAlarm) / 60_000,
    periodInMinutes: soonestAlarm / 60_000,
  });
}

/** Calls back when the alarm rings. To be called before anything is awaited. */
export function onAlarm(wake: () => void): void {
  browser.alarms.onAlarm.addListener(wake);
}
