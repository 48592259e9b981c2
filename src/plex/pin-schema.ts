import * as v from 'valibot';
import { flag, joiners, line, number, text, time } from './fields.ts';

/** The longest lifetime that is believed, s: more is taken for a mistake, and would poll for years. */
export const longestLifetime = 3_600;

const id = v.pipe(number, v.safeInteger(), v.minValue(1));
const code = v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{4,64}$/));
const expiresIn = v.fallback(
  v.nullish(v.pipe(number, v.toMinValue(0), v.toMaxValue(longestLifetime)), null),
  null,
);

/**
 * A token becomes a header, and a line in other programs' files. A text that could end that line is
 * no token, and its answer is broken; nor is one of the short-lived keys that people take for tokens.
 * A pin that waits has null, nothing or an empty text here.
 */
const authToken = v.nullish(
  v.union([
    v.pipe(v.string(), v.regex(/^(?!claim-|transient-)[\w.-]{8,4096}$/)),
    v.pipe(
      v.string(),
      v.regex(/^\s*$/),
      v.transform(() => null),
    ),
  ]),
  null,
);

/** Each part may be missing (source: plex-api notes, «code»). */
const location = v.fallback(
  v.pipe(v.object({ city: line(100), country: line(100) }), v.transform(placeOf)),
  null,
);

/** `true`, or an object that tells of it: the SDKs differ. */
const newRegistration = v.fallback(v.pipe(v.unknown(), v.transform(isNewAccount)), false);

/** What is read of each pin. `product` may come back changed, and `qr` is drawn here. */
const pinFields = { clientIdentifier: text, expiresIn };

/** A pin that was just made. Only `id` and `code` must be there. */
export const createdSchema = v.object({
  id,
  code,
  ...pinFields,
  createdAt: time,
  expiresAt: time,
  location,
  trusted: flag,
});

const checkedFields = { ...pinFields, authToken, newRegistration };

/**
 * A pin that was asked for. The older Java SDK takes one without its `id`; then the `code` must
 * show that it is a pin.
 */
export const checkedSchema = v.union([
  v.object({ id, ...checkedFields }),
  v.object({ id: v.optional(v.undefined()), code, ...checkedFields }),
]);

const errorSchema = v.object({ errors: v.array(v.object({ code: number })) });

/** The code of «Code not found or expired» (source: seen in several clients). */
const codeNotFound = 1020;

/** Whether plex.tv itself says in the body of a 404 that there is no such pin (any more). */
export function isGone(body: unknown): boolean {
  const parsed = v.safeParse(errorSchema, body);
  return parsed.success && parsed.output.errors.some(error => error.code === codeNotFound);
}

/** Names of places have no use for joiners, which could make two of them look like one. */
function placeOf(parts: { readonly city: string | null; readonly country: string | null }) {
  const named = [parts.city, parts.country].filter(part => part !== null);
  return named.length === 0 ? null : named.join(', ').replace(joiners, '');
}

function isNewAccount(value: unknown): boolean {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return value === true || isObject;
}
