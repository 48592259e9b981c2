import type { StartOptions } from './open-browser.ts';

/** The environment that a browser is started with: on a display of its own it must know no other. */
export function environmentOf({ display }: StartOptions): Record<string, string | undefined> {
  const { WAYLAND_DISPLAY, ...others } = process.env;
  return display === undefined ? process.env : { ...others, DISPLAY: display };
}
