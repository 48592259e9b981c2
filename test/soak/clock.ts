import { stateSchema } from '../../src/store/schema.ts';
import { movedTimes } from './times.ts';

/**
 * What is to be written into the extension's record for it to be as if the clock had jumped forward
 * by `ms` (back, where that is negative). The computer's own clock cannot be moved in a test. But all
 * that a jump changes is how the times that are kept lie to the present: moved by as much to the
 * other side, they lie the same.
 */
export function afterJump({ state }: Record<string, unknown>, ms: number): Record<string, unknown> {
  return state === undefined ? {} : { state: movedTimes(stateSchema, state, -ms) };
}
