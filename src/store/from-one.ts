import { isRecord, recordOf, type StoredRecord } from './record.ts';

/** What version 1 did not keep of a link, and how it stood then. */
const addedByTwo: StoredRecord = {
  unlinked: { news: null },
  linked: { confirmedAt: 0 },
  requesting: { before: { status: 'unlinked', news: null } },
  waiting: { before: { status: 'unlinked', news: null } },
  expired: { before: { status: 'unlinked', news: null } },
  failed: { before: { status: 'unlinked', news: null } },
};

/** Version 1 knew no news, no confirmation, nothing before an attempt, and of an account the name. */
export function fromOne(record: StoredRecord): StoredRecord {
  const { link } = record;
  if (!isRecord(link)) return { ...record, version: 2 };
  const account = isRecord(link.account)
    ? { email: null, hasPass: null, role: null, thumb: null, ...link.account }
    : link.account;
  const added = typeof link.status === 'string' ? recordOf(addedByTwo[link.status]) : {};
  return { ...record, version: 2, link: { ...added, ...link, account } };
}
