import type { ClientIdentifier } from '../core/state.ts';
import { failure, type Outcome, type Plex } from '../plex/ask.ts';
import { approvePin } from '../plex/pins.ts';

/** Stands where the code of a pin would: nobody is to know that of a tool's. */
const noCode = '0000';

/**
 * The codes of the pins that this background has made for tools and not approved yet. They die with
 * it: no other code can ever be approved, and none stands in storage, in a message or in an address.
 */
const codes = new Map<ClientIdentifier, string>();

/** Keeps the code of a tool's pin here, and gives what may be told instead of it. */
export function keepCode(id: ClientIdentifier, code: string): string {
  codes.set(id, code);
  return noCode;
}

/** Approves, once, the pin that was made here for this grant. `interrupted` where that is not known here. */
export async function approveToolPin(
  plex: Plex,
  id: ClientIdentifier,
  token: string,
): Promise<Outcome<null>> {
  const code = codes.get(id);
  codes.delete(id);
  if (code === undefined) return failure('interrupted');
  const outcome = await approvePin(plex, code, token);
  if (!outcome.ok) return outcome;
  return outcome.value === 'gone' ? failure('gone', 404) : { ok: true, value: null };
}
