import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepLooking } from '../../../src/pages/popup/look.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A page that can be seen or not. */
class Page extends EventTarget {
  constructor(public visibilityState: DocumentVisibilityState) {
    super();
  }

  turn(visibilityState: DocumentVisibilityState): void {
    this.visibilityState = visibilityState;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

describe('an open popup', () => {
  test('looks at once, and again at each interval', () => {
    const look = vi.fn();
    keepLooking(new Page('visible'), look, 2_000);
    expect(look).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(4_000);
    expect(look).toHaveBeenCalledTimes(3);
  });

  test('looks once where it waits for nothing', () => {
    const look = vi.fn();
    keepLooking(new Page('visible'), look, null);
    vi.advanceTimersByTime(60_000);
    expect(look).toHaveBeenCalledTimes(1);
  });

  test.each([2_000, null])(
    'looks never while it is hidden, and at once after that: %s',
    interval => {
      const look = vi.fn();
      const page = new Page('hidden');
      keepLooking(page, look, interval);
      vi.advanceTimersByTime(60_000);
      expect(look).not.toHaveBeenCalled();
      page.turn('visible');
      expect(look).toHaveBeenCalledTimes(1);
      page.turn('hidden');
      vi.advanceTimersByTime(60_000);
      expect(look).toHaveBeenCalledTimes(1);
    },
  );

  test('stops looking when its screen is gone', () => {
    const look = vi.fn();
    const page = new Page('visible');
    keepLooking(page, look, 2_000)();
    vi.advanceTimersByTime(60_000);
    page.turn('visible');
    expect(look).toHaveBeenCalledTimes(1);
  });
});
