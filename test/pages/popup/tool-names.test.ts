import { describe, expect, test } from 'vitest';
import { toolNameForm } from '../../../src/core/tool-name.ts';
import { faultOfName, freeName, nameFrom } from '../../../src/pages/popup/tool-names.ts';

const long = 'A'.repeat(40);

describe('a free name', () => {
  test.each([
    ['Kometa', [], 'Kometa'],
    ['Kometa', ['Homepage'], 'Kometa'],
    ['Kometa', ['kometa '], 'Kometa 2'],
    ['Kometa', ['Kometa', 'Kometa 3'], 'Kometa 2'],
    ['Kometa', ['Kometa', 'Kometa 2', 'KOMETA 3'], 'Kometa 4'],
    [long, [long], `${'A'.repeat(38)} 2`],
    [`${'A'.repeat(37)}😀`, [`${'A'.repeat(37)}😀`], `${'A'.repeat(37)} 2`],
  ])('for %s beside %j is %s', (wished, taken, name) => {
    expect(freeName(wished, taken)).toBe(name);
    expect(name).toMatch(toolNameForm);
  });

  test('is found beside a hundred of them', () => {
    const taken = ['Kometa', ...Array.from({ length: 99 }, (_, index) => `Kometa ${index + 2}`)];
    expect(freeName('Kometa', taken)).toBe('Kometa 101');
  });
});

describe('a name', () => {
  test.each([
    ['My script', null],
    [' My script ', null],
    ['מדריך', null],
    ['', 'nameMissing'],
    ['   ', 'nameMissing'],
    ['a\u202Eb', 'nameOdd'],
    ['a\tb', 'nameOdd'],
    ['a'.repeat(41), 'nameOdd'],
    ['KOMETA', 'nameTaken'],
    ['Kométa', null],
  ])('%j has the fault %s', (typed, fault) => {
    expect(faultOfName(typed, ['Kometa'])).toBe(fault);
  });

  test.each([
    ['  my script ', 'my script'],
    ['a'.repeat(50), 'a'.repeat(40)],
    [`${'a'.repeat(39)}😀`, 'a'.repeat(39)],
    [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
  ])('is made of what was looked for: %j', (typed, name) => {
    expect(nameFrom(typed)).toBe(name);
  });
});
