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
