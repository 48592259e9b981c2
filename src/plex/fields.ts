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

/** A point in time, epoch ms; null where it is missing or in a form that nobody knows. */
export const time = v.pipe(
  v.unknown(),
  v.transform(value => (typeof value === 'string' ? parseTime(value) : null)),
);

/** Reads `2024-07-16T17:03:05Z` and the older Java SDK's `2023-04-12 17:00:03 +0000 UTC`. */
function parseTime(value: string): number | null {
  const java = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)\b/;
  const parsed = Date.parse(value.replace(java, '$1T$2$3:$4'));
  return Number.isNaN(parsed) ? null : parsed;
}
