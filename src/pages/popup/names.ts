/** A piece of a list as its language writes it: a name, or what stands between two. */
export interface Piece {
  readonly isName: boolean;
  readonly text: string;
}

/** How many names are told before the rest is only counted. */
const told = 3;

/**
 * Names in a row, «A, B, and C». Of more than three, the first three and what `countRest` makes of
 * the others: a list that nobody reads to its end is no warning.
 */
export function piecesOf(
  names: readonly string[],
  language: string,
  countRest: (count: number) => string,
): Piece[] {
  const rest = names.length - told;
  const items = rest > 0 ? [...names.slice(0, told), countRest(rest)] : names;
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const parts = list.formatToParts(items);
  return parts.map(({ type, value }, index) => ({
    isName: type === 'element',
    text: rest > 0 && index === parts.length - 2 ? value.replace(/ $/, joined) : value,
  }));
}

/** A space where no line ends: «1 more» alone on a line would look forgotten, so its «and» comes along. */
const joined = '\u00A0';
