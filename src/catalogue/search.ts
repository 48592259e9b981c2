import { type Tool, tools } from './tools.ts';

const byName = new Intl.Collator('en');

/** Those to choose from. A name of one's own is no entry of the list. */
const listed = tools
  .filter(({ id }) => id !== 'other')
  .sort((one, two) => byName.compare(one.name, two.name));

/**
 * The tools that match what was typed, best first: those whose name begins with it, then those in
 * whose names a word does, then those that have it anywhere. Equals stand by the alphabet.
 */
export function search(typed: string): readonly Tool[] {
  const query = fold(typed);
  return [0, 1, 2].flatMap(rank => listed.filter(tool => rankOf(tool, query) === rank));
}

/** The lower, the better; null where it does not match. */
function rankOf({ name, otherNames }: Tool, query: string): number | null {
  if (fold(name).startsWith(query)) return 0;
  const names = [name, ...otherNames];
  if (names.flatMap(beginnings).some(text => text.startsWith(query))) return 1;
  return names.some(text => fold(text).includes(query)) ? 2 : null;
}

/** A name from each of its words on: PlexTraktSync has «Trakt Sync» and «Sync» as well. */
function beginnings(name: string): string[] {
  const words = name.split(/[\s\p{P}]|(?<=\p{Ll})(?=\p{Lu})/u);
  return words.map((_, index) => fold(words.slice(index).join('')));
}

/** What is compared: no capitals, no accents, no spaces, no dashes or other punctuation. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\s\p{P}\p{M}]/gu, '')
    .toLowerCase();
}
