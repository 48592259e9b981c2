import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const alarms = vi.hoisted(() => ({
  create: vi.fn(async (_name: string, _info: object) => undefined),
  clear: vi.fn(async (_name: string) => true),
  onAlarm: { addListener: vi.fn() },
}));

vi.mock('webextension-polyfill', () => ({ default: { alarms } }));

const { arm, onAlarm } = await import('../../src/background/wake.ts');

const now = Date.UTC(2026, 0, 1);

beforeEach(() => {
  vi.useFakeTimers({ now });
  alarms.create.mockClear();
});

afterEach(() => vi.useRealTimers());

test('the alarm is set with a delay, never shorter than a browser allows, and rings on', async () => {
  for (const [delay, minutes] of [
    [90_000, 1.5],
    [30_000, 0.5],
    [100, 0.5],
    [-5_000, 0.5],
  ] as const) {
    await arm(now + delay, () => undefined);
    expect(alarms.create).toHaveBeenLastCalledWith('wake', {
      delayInMinutes: minutes,
      periodInMinutes: 0.5,
    });
  }
});

test('the timer wakes at the very time, once, and a new one takes its place', async () => {
  const [first, second] = [vi.fn(), vi.fn()];
  await arm(now + 2_000, first);
  await arm(now + 3_000, second);
  vi.advanceTimersByTime(2_999);
  expect([first, second].map(wake => wake.mock.calls.length)).toEqual([0, 0]);
  vi.advanceTimersByTime(60_000);
  expect([first, second].map(wake => wake.mock.calls.length)).toEqual([0, 1]);
});

test('nobody is woken when nothing is to come', async () => {
  const wake = vi.fn();
  await arm(now + 1_000, wake);
  await arm(null, wake);
  vi.advanceTimersByTime(60_000);
  expect(wake).not.toHaveBeenCalled();
  expect(alarms.clear).toHaveBeenCalledExactlyOnceWith('wake');
  expect(alarms.create).toHaveBeenCalledOnce();
});

test('a time that is past wakes at once', async () => {
  const wake = vi.fn();
  await arm(now - 1, wake);
  vi.advanceTimersByTime(0);
  expect(wake).toHaveBeenCalledOnce();
});

test('the alarm calls back', () => {
  const wake = () => undefined;
  onAlarm(wake);
  expect(alarms.onAlarm.addListener).toHaveBeenCalledWith(wake);
});
