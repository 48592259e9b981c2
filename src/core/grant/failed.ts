import type { Approving, Failed, Reason, Requesting, Waiting } from '../state.ts';

/** The attempt has come to nothing. */
export function failed(grant: Requesting | Approving | Waiting, reason: Reason): Failed {
  const { id, number, tool } = grant;
  const way = grant.phase === 'approving' ? null : grant.way;
  return { id, number, tool, phase: 'failed', way, reason, pending: null };
}
