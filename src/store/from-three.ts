import { isRecord, recordOf, recordsOf, type StoredRecord } from './record.ts';

/**
 * Version 3 knew no tools and no `uuid` of an account, and had phases of their own for a pin that
 * nobody approves and for a sign-out that is given up. What is in the form of a later version stays
 * as it is: the number of a version may be all that is damaged.
 */
export function fromThree(record: StoredRecord): StoredRecord {
  if (!isRecord(record.state)) return { ...record, version: 4 };
  const { state } = record;
  const grants = Array.isArray(state.grants) ? recordsOf(state.grants).map(grantOf) : state.grants;
  return { ...record, version: 4, state: { toolNews: [], endsTools: false, ...state, grants } };
}

function grantOf(grant: StoredRecord): StoredRecord {
  const known = { tool: null, ...grant };
  switch (grant.phase) {
    case 'expired':
      return { ...known, phase: 'failed', reason: 'expired' };
    case 'givenUp':
      return {
        ...known,
        phase: 'ending',
        account: null,
        orderedAt: 0,
        byUser: false,
        isDoubted: false,
      };
    case 'ending':
      return { account: null, ...known };
    case 'held':
      return { ...known, ...withUuid(grant) };
    case 'refused':
      return { ...known, account: withUuid(grant).account };
    default:
      return known;
  }
}

/** Whose account it is, is asked at once where the `uuid` is not known: tools need it. */
function withUuid({ account, pending }: StoredRecord): StoredRecord {
  if (!isRecord(account) || 'uuid' in account) return { account, pending };
  const asked = pending ?? { dueAt: 0, failures: 0, problem: null };
  return { account: { uuid: null, ...recordOf(account) }, pending: asked };
}
