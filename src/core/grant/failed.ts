import type { Failed, Reason, Requesting, Waiting } from '../state.ts';

/** The attempt has come to nothing. */
export function failed({ id, number, way }: Requesting | Waiting, reason: Reason): Failed {
  return { id, number, phase: 'failed', way, reason, pending: null };
}
