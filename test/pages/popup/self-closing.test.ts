import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closeUnlessTouched } from '../../../src/pages/popup/self-closing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A page that opened just now. */
function opened(isOpenedByItself = Promise.resolve(true)) {
  const page = new EventTarget();
  const close = vi.fn();
  void closeUnlessTouched(page, isOpenedByItself, close);
  return { page, close };
}

describe('a popup that opened by itself', () => {
  test('closes by itself after ten seconds, once', async () => {
    const { page, close } = opened();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(close).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(close).toHaveBeenCalledOnce();
    page.dispatchEvent(new Event('pointerdown'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(close).toHaveBeenCalledOnce();
  });

  test.each(['pointerdown', 'pointermove', 'click', 'keydown', 'wheel', 'scroll'])(
    'stays where somebody takes to it: %s',
    async touch => {
      const { page, close } = opened();
      await vi.advanceTimersByTimeAsync(9_999);
      page.dispatchEvent(new Event(touch));
      await vi.advanceTimersByTimeAsync(3_600_000);
      expect(close).not.toHaveBeenCalled();
    },
  );

  test('stays where somebody took to it before it was known how it came', async () => {
    let tell: (isOpenedByItself: boolean) => void = () => undefined;
    const { page, close } = opened(
      new Promise(resolve => {
        tell = resolve;
      }),
    );
    page.dispatchEvent(new Event('pointermove'));
    tell(true);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(close).not.toHaveBeenCalled();
  });

  test('closes where it moves its own focus, or is redrawn', async () => {
    const { page, close } = opened();
    for (const own of ['focusin', 'focus', 'visibilitychange', 'resize']) {
      page.dispatchEvent(new Event(own));
    }
    await vi.advanceTimersByTimeAsync(10_000);
    expect(close).toHaveBeenCalledOnce();
  });
});

test('a popup that somebody has opened stays', async () => {
  const { close } = opened(Promise.resolve(false));
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(close).not.toHaveBeenCalled();
});
