import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, headerName } from '../../src/plex/header-name.ts';

describe('a name in a header', () => {
  test.each([
    ['Kometa', 'Kometa'],
    ['prometheus-plex-exporter (jsclayton)', 'prometheus-plex-exporter (jsclayton)'],
    ['  My   NAS\t2 ', 'My NAS 2'],
    ['A "quoted" <b> & \\ name!', 'A "quoted" <b> & \\ name!'],
    ['Café Zoë Ångström', 'Cafe Zoe Angstrom'],
    ['Straße', 'Strasse'],
    ['GROẞ', 'GROSS'],
    ['Łódź, Øresund, łø', 'Lodz, Oresund, lo'],
    ['Ærø, æblegrød, Œuvre, cœur', 'AEro, aeblegrod, OEuvre, coeur'],
    ['Ðór, Þór, ð þ', 'Dor, Thor, d th'],
    ['Đorđe Ħal ħ ısıtma', 'Dorde Hal h isitma'],
    ['İstanbul', 'Istanbul'],
    ['Việt Nam', 'Viet Nam'],
    ['Ｋｏｍｅｔａ', 'Kometa'],
    ['ﬁle №1 ™', 'file No1 TM'],
    ['Ada’s “NAS” – ‘old’', "Ada's \"NAS\" - 'old'"],
    ['„Heim“ «chez» a—b 1−2 ‐', '"Heim" "chez" a-b 1-2 -'],
    ['Film·Box • 2 ½', 'Film-Box - 2 1/2'],
    ['a non-breaking space', 'a non-breaking space'],
    ['メディア server', 'server'],
    ['Kometa 🎬', 'Kometa'],
    ['👩\u200D👩\u200D👧 family', 'family'],
    ['خادم Plex', 'Plex'],
    ['one\r\nX-Plex-Token: two', 'one X-Plex-Token: two'],
    ['a\u0000b\u0007c\u007Fd\u0085e', 'abcde'],
    ['\u202EatemoK\u2066\u2069\u200F\u200B\uFEFF', 'atemoK'],
    ['a\u2028b\u2029c', 'a b c'],
    ['half \uD83D of one', 'half of one'],
    ['7', '7'],
  ])('that is %j is %j', (name, expected) => {
    expect(headerName(name)).toBe(expected);
  });

  test.each([
    '',
    ' ',
    '\r\n',
    '🎬',
    '日本語',
    'メディア',
    'Плекс',
    'خادم',
    '\u202E',
    '(日本)',
    '!?',
  ])('is a tool’s where %j says nothing in these letters', name => {
    expect(headerName(name)).toBe('Tool');
  });

  test.each([
    ['a'.repeat(40), 'a'.repeat(40)],
    ['a'.repeat(41), 'a'.repeat(40)],
    [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
    ['ß'.repeat(21), 's'.repeat(40)],
    [`${'🎬'.repeat(100)}${'a'.repeat(50)}`, 'a'.repeat(40)],
  ])('is cut to its length: %s', (name, expected) => {
    expect(headerName(name)).toBe(expected);
  });

  test('is one that every header takes, whatever it was, and stays the same', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.string(),
    );
    fc.assert(
      fc.property(texts, text => {
        const name = headerName(text);
        expect(name).toMatch(/^[!-~](?:[ -~]{0,38}[!-~])?$/);
        expect(new Headers({ 'X-Plex-Product': name }).get('X-Plex-Product')).toBe(name);
        expect(headerName(name)).toBe(name);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });
});

test('a name is cut without a space at its end', () => {
  expect([cut('ab cd', 3), cut('ab cd', 4), cut('ab cd', 9)]).toEqual(['ab', 'ab c', 'ab cd']);
});
