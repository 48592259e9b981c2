import * as v from 'valibot';

/** A number, or a string that is one: both have been seen. */
export const number = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.trim(), v.nonEmpty(), v.transform(Number))]),
  v.finite(),
);

/** A string that says something, or null for the ways in which a field says nothing. */
export const text = v.nullish(
  v.pipe(
    v.string(),
    v.trim(),
    v.transform(value => (value === '' ? null : value)),
  ),
  null,
);

/**
 * Characters that are not seen themselves and change what is: controls, halves of characters, those
 * that turn the direction of writing, and those without a width. The two joiners are not among
 * them: Persian names and families of emoji are written with them.
 */
const unseen = /[\p{Cc}\p{Cs}\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu;

/** U+200C and U+200D: without a width, and nothing to be seen where they are alone. */
export const joiners = /\u200C|\u200D/g;

/** One line for people to read, cut to `longest` UTF-16 units; null where nothing is to be seen. */
export function line(longest: number) {
  return v.fallback(
    v.nullable(
      v.pipe(
        v.string(),
        v.transform(value => cleaned(cleaned(value).slice(0, longest))),
        v.transform(value => (value.replace(joiners, '').trim() === '' ? null : value)),
      ),
    ),
    null,
  );
}

/** What separates lines or columns separates words here. */
function cleaned(value: string): string {
  return value
    .replace(/[\t-\r\x85\u2028\u2029]+/g, ' ')
    .replace(unseen, '')
    .trim();
}

/** An address of any kind: nothing can be cut from it or taken out of it, so it is whole or null. */
export function address(longest: number) {
  const whole = v.check<string>(value => value.length <= longest && value.search(unseen) < 0);
  return v.fallback(v.nullable(v.pipe(v.string(), v.trim(), v.nonEmpty(), whole)), null);
}

/** Yes or no, as a boolean, a number or a string; null where it says neither. */
export const flag = v.fallback(
  v.nullable(
    v.pipe(
      v.union([v.boolean(), v.number(), v.string()]),
      v.transform(value => String(value).toLowerCase()),
      v.picklist(['true', 'false', '1', '0']),
      v.transform(value => value === 'true' || value === '1'),
    ),
  ),
  null,
);

/** A list of what can be read of it, of no more than `most`: what cannot takes no other along. */
export function each<Schema extends v.GenericSchema<unknown, unknown>>(
  entry: Schema,
  most: number,
) {
  const read = (value: unknown): v.InferOutput<Schema>[] => {
    const parsed = v.safeParse(entry, value);
    return parsed.success ? [parsed.output] : [];
  };
  return v.pipe(
    v.array(v.unknown()),
    v.transform(entries => entries.flatMap(read).slice(0, most)),
  );
}

/** `2024-07-16T17:03:05Z`, or the older Java SDK's `2023-04-12 17:00:03 +0000 UTC`. */
const timeForm = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)(?:Z| ([+-]\d\d)(\d\d) [A-Z]+)$/;

/** A point in time, epoch ms; null where it is missing or in a form that nobody knows. */
export const time = v.fallback(
  v.nullable(v.pipe(v.string(), v.transform(parseTime), v.finite())),
  null,
);

/** NaN for any other form: browsers do not agree on what they would make of those. */
function parseTime(value: string): number {
  const parts = timeForm.exec(value);
  if (parts === null) return Number.NaN;
  const [, date, time, hours = '+00', minutes = '00'] = parts;
  return Date.parse(`${date}T${time}${hours}:${minutes}`);
}
