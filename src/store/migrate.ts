import { fromOne } from './from-one.ts';
import { fromThree } from './from-three.ts';
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
const migrations: readonly ((record: StoredRecord) => StoredRecord)[] = [
  fromOne,
  fromTwo,
  fromThree,
];

/** The record in the form of this version, by one migration after the other. */
export function upToDate(record: StoredRecord): StoredRecord {
  const missing = migrations.slice(versionOf(record) - 1);
  return missing.reduce((older, migrate) => migrate(older), record);
}

/** Version 1 named none; a number that is damaged may be anything, but the keys tell. */
function versionOf(record: StoredRecord): number {
  if (record.version === version || record.version === 2) return record.version;
  return hasState(record) ? 3 : 1;
}

/**
 * Whether it has a state of this version, or of one from which that is made without the secrets. Not
 * where version 2 names itself: then that was installed again, and wrote last.
 */
export function hasState({ version: named, state, secrets }: StoredRecord): boolean {
  return named === version || (named !== 2 && (state !== undefined || secrets !== undefined));
}
