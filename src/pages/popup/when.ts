import { locale, numberOf } from '../../i18n.ts';

/** The day of a time (epoch ms), as the user's language writes it. */
export function dayOf(time: number): string {
  return isTime(time) ? written(time, 'day') : noTime;
}

/** The same in short, for a line that says more: «Nov 18», and the year where that is another. */
export function shortDayOf(time: number): string {
  if (!isTime(time)) return noTime;
  return written(time, isThisYear(time) ? 'shortDay' : 'shortDayOfYear');
}

/** The time of day, with the day in short where that is not today, and the year where that is another. */
export function when(time: number): string {
  if (!isTime(time)) return noTime;
  if (dayOf(time) === dayOf(Date.now())) return written(time, 'hour');
  if (!isThisYear(time)) return written(time, 'bothOfYear');
  return written(time, hasHoursInFull() ? 'bothInFull' : 'both');
}

/** Whether an hour has two digits always: «09:05» of today is no «9:05» tomorrow. */
function hasHoursInFull(): boolean {
  const hour = formatOf('hour')
    .formatToParts(nineHours)
    .find(({ type }) => type === 'hour');
  return hour?.value.length === 2;
}

/** Nine in the morning, of whatever day. */
const nineHours = new Date(2000, 0, 1, 9);

/** By the calendar of the language, whose years may begin on another day than ours. */
function isThisYear(time: number): boolean {
  return written(time, 'year') === written(Date.now(), 'year');
}

const shortDay = { month: 'short', day: 'numeric' } as const;

const styles = {
  year: { year: 'numeric' },
  day: { dateStyle: 'long' },
  shortDay,
  shortDayOfYear: { ...shortDay, year: 'numeric' },
  hour: { timeStyle: 'short' },
  both: { ...shortDay, hour: 'numeric', minute: '2-digit' },
  bothInFull: { ...shortDay, hour: '2-digit', minute: '2-digit' },
  bothOfYear: { dateStyle: 'medium', timeStyle: 'short' },
} as const;

type Style = keyof typeof styles;

/** Making one takes longer than all of its uses in a list. */
const formats = new Map<Style, Intl.DateTimeFormat>();

function written(time: number, style: Style): string {
  return joined(formatOf(style).format(time));
}

function formatOf(style: Style): Intl.DateTimeFormat {
  const format = formats.get(style) ?? new Intl.DateTimeFormat(locale(), styles[style]);
  formats.set(style, format);
  return format;
}

/** No line ends between a number and the word after it: «9:16 AM», «3 weeks», «14 maja». */
function joined(text: string): string {
  return text.replace(/(\p{N}) (?=\p{L})/gu, '$1\u00a0');
}

/** The longest of these units that fits is used, days. */
const units = [
  ['year', 365],
  ['month', 30],
  ['week', 7],
  ['day', 1],
] as const;

const distances = new Map<'auto' | 'always', Intl.RelativeTimeFormat>();

function distanceIn(numeric: 'auto' | 'always'): Intl.RelativeTimeFormat {
  const format = distances.get(numeric) ?? new Intl.RelativeTimeFormat(locale(), { numeric });
  distances.set(numeric, format);
  return format;
}

/** How long ago a time (epoch ms) is, in whole days and more: «today», «3 weeks ago». */
export function ago(time: number, now: number): string {
  if (!isTime(time)) return noTime;
  const days = Math.max(0, Math.round((midnight(now) - midnight(time)) / 86_400_000));
  const [unit, length] = units.find(([, least]) => days >= least) ?? ['day', 1];
  // «Yesterday» is a day ago, but «last month» need not be 30 days ago.
  const distance = distanceIn(unit === 'day' ? 'auto' : 'always');
  return joined(distance.format(-Math.floor(days / length), unit));
}

/** When the day of a time began here; a day may be an hour longer or shorter than others. */
function midnight(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

/** No pin lives longer, whatever a clock that was moved makes of its end, s. */
const longestLife = 3_600;

/** The whole seconds that are left until a time (epoch ms). */
export function secondsUntil(time: number, now: number): number {
  return Math.min(longestLife, Math.max(0, Math.ceil((time - now) / 1_000)));
}

/** Seconds as minutes and seconds. */
export function minutesAndSeconds(seconds: number): string {
  return `${numberOf(Math.floor(seconds / 60))}:${numberOf(seconds % 60, 2)}`;
}

/** What stands for a time that is damaged: a browser writes none, and must not fail over it. */
const noTime = '…';

function isTime(time: number): boolean {
  return Math.abs(time) <= 8.64e15;
}
