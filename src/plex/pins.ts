import * as v from 'valibot';
import { type Answer, ask, failure, type Outcome, type Plex } from './ask.ts';
import { number, text, time } from './fields.ts';

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
  /** Seconds until its end. */
  readonly expiresIn: number;
}

/** How a pin stands. */
export interface CheckedPin {
  /** The token, once the user has approved. */
  readonly authToken: string | null;
  /** Seconds left; null where plex.tv does not say. */
  readonly expiresIn: number | null;
}

const id = v.pipe(number, v.safeInteger(), v.minValue(1));
const code = v.pipe(v.string(), v.regex(/^[A-Za-z0-9]+$/));
const expiresIn = v.fallback(v.nullish(number, null), null);

const createdSchema = v.object({ id, code, expiresIn, createdAt: time, expiresAt: time });

/** The older Java SDK takes a pin without its `id`; then the `code` must show that it is a pin. */
const checkedSchema = v.union([
  v.object({ id, expiresIn, authToken: text }),
  v.object({ id: v.optional(v.undefined()), code, expiresIn, authToken: text }),
]);

const errorSchema = v.object({ errors: v.array(v.object({ code: number })) });

/** The code of «Code not found or expired» (source: seen in several clients). */
const codeNotFound = 1020;

/** Makes a pin: a strong one for the approval page, a short one to type at plex.tv/link. */
export async function createPin(
  plex: Plex,
  kind: 'short' | 'strong',
): Promise<Outcome<CreatedPin>> {
  const url = kind === 'strong' ? `${pinsUrl}?strong=true` : pinsUrl;
  const answer = await ask(plex, { method: 'POST', url, statuses: [201] });
  if (!answer.ok) return answer;
  const pin = v.safeParse(createdSchema, answer.value.body);
  if (!pin.success) return failure('unexpectedBody', answer.value.status);
  const { id, code } = pin.output;
  return { ok: true, value: { id, code, expiresIn: lifetimeOf(pin.output) } };
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
    return isGone(answer.value) ? { ok: true, value: null } : failure('unexpectedBody', 404);
  }
  const pin = v.safeParse(checkedSchema, answer.value.body);
  // An answer about another pin is no answer.
  const isOurs = pin.success && (pin.output.id ?? pinId) === pinId;
  if (!isOurs) return failure('unexpectedBody', answer.value.status);
  return { ok: true, value: { authToken: pin.output.authToken, expiresIn: pin.output.expiresIn } };
}

function isGone({ body }: Answer): boolean {
  const parsed = v.safeParse(errorSchema, body);
  return parsed.success && parsed.output.errors.some(error => error.code === codeNotFound);
}

/** The time that a new pin has, s: what plex.tv says, else what its dates say, else the default. */
function lifetimeOf(pin: v.InferOutput<typeof createdSchema>): number {
  const { code, expiresIn, createdAt, expiresAt } = pin;
  const dated = ((expiresAt ?? Number.NaN) - (createdAt ?? Number.NaN)) / 1_000;
  const told = [expiresIn ?? Number.NaN, dated].find(seconds => seconds > 0);
  return told ?? (code.length > shortCode ? lifetimes.strong : lifetimes.short);
}
