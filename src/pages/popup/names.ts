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
  return list.formatToParts(items).map(({ type, value }) => ({
    isName: type === 'element',
    text: value,
  }));
}
