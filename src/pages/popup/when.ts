const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const hour = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/** The day of a time (epoch ms), as the user's browser writes it. */
export function dayOf(time: number): string {
  return day.format(time);
}

/** The time of day, and the day where that is not today. */
export function when(time: number): string {
  const isToday = dayOf(time) === dayOf(Date.now());
  return isToday ? hour.format(time) : `${dayOf(time)}, ${hour.format(time)}`;
}
