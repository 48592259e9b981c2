import * as v from 'valibot';
import { type Entry, journalLength } from '../core/journal.ts';
import { initial, type Saved } from '../core/state.ts';
import { upToDate } from './migrate.ts';
import type { StoredRecord } from './record.ts';
import { isSame } from './same.ts';
import { entrySchema, type Stored, version } from './schema.ts';
import { parseSecrets } from './secrets.ts';
import { parseState } from './state.ts';

/** What is saved, as it was read. */
export interface Loaded {
  readonly saved: Saved;
  readonly journal: readonly Entry[];
  /** Whether it differs from what is stored: that was old or damaged. */
  readonly isRepaired: boolean;
}

/** What is saved by this version or an older one, made whole where it is damaged. */
export function parseRecord(record: StoredRecord): Loaded {
  if (Object.keys(record).length === 0) return { saved: initial, journal: [], isRepaired: false };
  const current = upToDate(record);
  const secrets = parseSecrets(current.secrets);
  const state = parseState(current.state, secrets);
  const journal = parseJournal(current.journal);
  const stored: Stored = { version, state, secrets, journal };
  return { saved: { state, secrets }, journal, isRepaired: !isSame(stored, record) };
}

/** What can be read of the journal. */
export function parseJournal(stored: unknown): readonly Entry[] {
  if (!Array.isArray(stored)) return [];
  const entries = stored.flatMap(entry => {
    const parsed = v.safeParse(entrySchema, entry);
    return parsed.success ? [parsed.output] : [];
  });
  return entries.slice(-journalLength);
}
