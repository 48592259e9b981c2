/** What is stored, as it was found: nothing in it is certain. */
export type StoredRecord = Readonly<Record<string, unknown>>;

/**
 * Stands where the identifier of an install is lost: a UUID that means nothing. plex.tv wants one
 * with every request, and to sign out any will do.
 */
export const unknownIdentifier = '00000000-0000-4000-8000-000000000000';

/** Stands in for a pin's code that is lost. Nobody sees it, so any code that the schema accepts serves. */
export const unknownCode = '0000';

/** The records in a list, if it is one. */
export function recordsOf(list: unknown): readonly StoredRecord[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

/** The value, if it is a record; else an empty one. */
export function recordOf(value: unknown): StoredRecord {
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is StoredRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
