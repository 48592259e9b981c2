import { expect, test, vi } from 'vitest';
import { onTouch } from '../../../src/pages/popup/touch.ts';

/** What comes of the mouse, moved by so many px. */
function moved(movementX: number, movementY: number, name = 'pointermove'): Event {
  return Object.assign(new Event(name), { movementX, movementY });
}

test('a touch is told once', () => {
  const page = new EventTarget();
  const touched = vi.fn();
  onTouch(page, touched);
  for (const name of ['focus', 'visibilitychange']) page.dispatchEvent(new Event(name));
  expect(touched).not.toHaveBeenCalled();
  for (const name of ['keydown', 'click']) page.dispatchEvent(new Event(name));
  expect(touched).toHaveBeenCalledOnce();
});

test('a mouse that lies where the page opened has not moved', () => {
  const page = new EventTarget();
  const touched = vi.fn();
  onTouch(page, touched);
  page.dispatchEvent(moved(0, 0));
  expect(touched).not.toHaveBeenCalled();
  page.dispatchEvent(moved(0, -1));
  expect(touched).toHaveBeenCalledOnce();
});

test('a press of a mouse that has not moved is a touch', () => {
  const page = new EventTarget();
  const touched = vi.fn();
  onTouch(page, touched);
  page.dispatchEvent(moved(0, 0, 'pointerdown'));
  expect(touched).toHaveBeenCalledOnce();
});

test('nobody is told who has stopped waiting', () => {
  const page = new EventTarget();
  const touched = vi.fn();
  onTouch(page, touched)();
  page.dispatchEvent(moved(1, 0));
  expect(touched).not.toHaveBeenCalled();
});
