/** The longest name that goes into a header, characters. */
export const longestName = 40;

/** What a name is called of which nothing can be written in a header. */
const nameless = 'Tool';

/** Letters and signs that Unicode takes no further apart, as people write them where they must. */
const spellings: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ħ: 'h',
  Ħ: 'H',
  ı: 'i',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '·': '-',
  '•': '-',
  '⁄': '/',
};

/**
 * A name as a header can carry it, which is all of it that is printable ASCII or can be written so:
 * `fetch` refuses what is no Latin letter, and a line break would begin another header. Accents are
 * dropped, and so is what has no such spelling, such as an emoji; a name that is written in another
 * script altogether says no more than that it is a tool's.
 */
export function headerName(name: string): string {
  const spelt = name
    .normalize('NFKD')
    .replace(/\s/g, ' ')
    .replace(/[^ -~]/gu, letter => spellings[letter] ?? '')
    .replace(/ +/g, ' ')
    .trim();
  return /[A-Za-z0-9]/.test(spelt) ? cut(spelt, longestName) : nameless;
}

/** The beginning of a name, of no more than that many characters. */
export function cut(name: string, longest: number): string {
  return name.slice(0, longest).trimEnd();
}
