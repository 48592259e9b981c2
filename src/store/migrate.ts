import { fromOne } from './from-one.ts';
import { fromTwo } from './from-two.ts';
import type { StoredRecord } from './record.ts';
import { version } from './schema.ts';

/** The keys that this version does not use any more. */
export const obsoleteKeys = ['link', 'token', 'left', 'signOuts', 'clientIdentifier'] as const;

/** There will never be so many versions: a number that is larger is damaged. */
const versions = 1_000;

/** Whether a newer version wrote the record: it is neither read nor written then. */
export function isNewer(record: StoredRecord): boolean {
  const { version: named } = record;
  return Number.isSafeInteger(named) && Number(named) > version && Number(named) < versions;
}

/** From each version to the next one; the first is from version 1. */
const migrations: readonly ((record: StoredRecord) => StoredRecord)[] = [fromOne, fromTwo];

/** The record in the form of this version, by one migration after the other. */
export function upToDate(record: StoredRecord): StoredRecord {
  const missing = migrations.slice(versionOf(record) - 1);
  return missing.reduce((older, migrate) => migrate(older), record);
}

/** Version 1 named none; a number that is damaged may be anything. */
function versionOf(record: StoredRecord): number {
  if (record.version === 2) return 2;
  return isCurrent(record) ? version : 1;
}

/**
 * Whether the record is one of this version: where it names it, or where its number is damaged but
 * its keys are there. Not where version 2 names itself: then that was installed again, and wrote last.
 */
export function isCurrent({ version: named, state, secrets }: StoredRecord): boolean {
  return named === version || (named !== 2 && (state !== undefined || secrets !== undefined));
}
