import * as v from 'valibot';
import { answerIn, ask, doneBy, failure, type Outcome, type Plex, send } from './ask.ts';
import { checkedSchema, createdSchema, isGone, longestLifetime } from './pin-schema.ts';
import { successes } from './question.ts';

/**
 * `plex.tv` has no IPv6 address and this host has one. Plex compares the address that made a pin
 * with the one that views the approval page, and shows a red alert where they differ.
 */
const pinsUrl = 'https://clients.plex.tv/api/v2/pins';

/** The lifetimes of pins, s, for answers that name none (source: the SDKs' defaults). */
const lifetimes = { short: 900, strong: 1_800 };

/** The length of a short pin's code; a strong one's is 25. */
const shortCode = 4;

/** A pin that was just made. */
export interface CreatedPin {
  readonly id: number;
  readonly code: string;
  /** Seconds until its end, an hour at most. */
  readonly expiresIn: number;
  /** Where plex.tv sees this computer, such as «Amsterdam, Netherlands»; null where it does not say. */
  readonly location: string | null;
  /** Whether Plex's page will not warn of that place; false where plex.tv does not say. */
  readonly trusted: boolean;
}

/** How a pin stands. */
export interface CheckedPin {
  /** The token, once the user has approved. */
  readonly authToken: string | null;
  /** Seconds left, an hour at most; null where plex.tv does not say. */
  readonly expiresIn: number | null;
  /** Whether the approval has made a new Plex account. */
  readonly isNewAccount: boolean;
}

/** Makes a pin: a strong one for the approval page, a short one to type at plex.tv/link. */
export async function createPin(
  plex: Plex,
  kind: 'short' | 'strong',
): Promise<Outcome<CreatedPin>> {
  const url = kind === 'strong' ? `${pinsUrl}?strong=true` : pinsUrl;
  const answer = await ask(plex, { method: 'POST', url, statuses: [201] });
  if (!answer.ok) return answer;
  const pin = v.safeParse(createdSchema, answer.value.body);
  if (!pin.success || !isOurs(plex, pin.output)) {
    return failure('unexpectedBody', answer.value.status);
  }
  const { id, code, location, trusted } = pin.output;
  const expiresIn = lifetimeOf(pin.output);
  return { ok: true, value: { id, code, expiresIn, location, trusted: trusted ?? false } };
}

/**
 * Reads a pin. The value is null where plex.tv itself says that there is no such pin (any more): a
 * 404 that does not say so in plex.tv's own form is somebody else's, and a failure.
 */
export async function checkPin(plex: Plex, pinId: number): Promise<Outcome<CheckedPin | null>> {
  const url = `${pinsUrl}/${pinId}`;
  const answer = await ask(plex, { method: 'GET', url, statuses: [200, 404] });
  if (!answer.ok) return answer;
  if (answer.value.status === 404) {
    return isGone(answer.value.body) ? { ok: true, value: null } : failure('unexpectedBody', 404);
  }
  const pin = v.safeParse(checkedSchema, answer.value.body);
  // An answer about another pin is no answer.
  if (!pin.success || !isOurs(plex, pin.output) || (pin.output.id ?? pinId) !== pinId) {
    return failure('unexpectedBody', answer.value.status);
  }
  const { authToken, expiresIn, newRegistration } = pin.output;
  return { ok: true, value: { authToken, expiresIn, isNewAccount: newRegistration } };
}

/**
 * Approves a pin for the account of the token, as its owner does on Plex's page: only for a pin that
 * was made for nothing else. It is done with any success (source: plex-api notes, «code»: two
 * clients know 204 alone, others take all); it is gone where plex.tv itself says that no such pin
 * can be approved (any more).
 */
export async function approvePin(
  plex: Plex,
  code: string,
  token: string,
): Promise<Outcome<'approved' | 'gone'>> {
  const url = 'https://plex.tv/api/v2/pins/link';
  const statuses = [...successes, 404];
  const reply = await send(plex, { method: 'PUT', url, statuses, token, form: { code } });
  if (!reply.ok) return reply;
  if (reply.value.status !== 404) return doneBy(reply.value, 'approved');
  const answer = answerIn(reply.value);
  if (!answer.ok) return answer;
  return isGone(answer.value.body) ? { ok: true, value: 'gone' } : failure('unexpectedBody', 404);
}

/** A pin that names its client identifier must name ours. */
function isOurs({ client }: Plex, pin: { readonly clientIdentifier: string | null }): boolean {
  return (pin.clientIdentifier ?? client.clientIdentifier) === client.clientIdentifier;
}

/** The time that a new pin has, s: what plex.tv says, else what its dates say, else the default. */
function lifetimeOf(pin: v.InferOutput<typeof createdSchema>): number {
  const { code, expiresIn, createdAt, expiresAt } = pin;
  const dated = ((expiresAt ?? Number.NaN) - (createdAt ?? Number.NaN)) / 1_000;
  const told = [expiresIn ?? Number.NaN, dated].find(seconds => seconds > 0);
  const lifetime = told ?? (code.length > shortCode ? lifetimes.strong : lifetimes.short);
  return Math.min(lifetime, longestLifetime);
}
