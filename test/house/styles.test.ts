import { describe, expect, test } from 'vitest';
import { read } from './files.ts';

/** The part of a style in which the tokens are, and all that is made of them. */
function partsOf(style: string): { tokens: string; rules: string } {
  const bare = style.replace(/\/\*.*?\*\//gs, '');
  const end = bare.indexOf('}');
  return { tokens: bare.slice(0, end), rules: bare.slice(end) };
}

/** The values of a property, or of those that begin like it. */
function valuesOf(text: string, property: string): string[] {
  const found = text.matchAll(new RegExp(`[\\s;]${property}: ([^;}]+)`, 'g'));
  return [...found].map(([, value = '']) => value.replace(/\s+/g, ' ').trim());
}

/** A length that somebody has written by hand. What is relative to the letters is no such length. */
const length = /(?<![\w.-])-?\d*\.?\d+(?:px|rem)\b/;

describe('the style of the popup', () => {
  const { tokens, rules } = partsOf(read('extension/popup.css'));

  test('has four radii, and no corner that is round in another way', () => {
    const radii = [...valuesOf(tokens, '--radius[\\w-]*'), ...valuesOf(tokens, '--round')];
    expect(radii).toEqual(['8px', '10px', '14px', '999px']);
    const used = new Set(valuesOf(rules, 'border-[\\w-]*radius'));
    const known = ['var(--radius-small)', 'var(--radius)', 'var(--radius-large)', 'var(--round)'];
    expect([...used].filter(value => !known.includes(value))).toEqual(['inherit']);
  });

  test('has four sizes of type, and that of the code', () => {
    const named = ['small', 'body', 'title', 'mono-size'];
    expect(named.map(name => valuesOf(tokens, `--${name}`).join())).toEqual([
      '0.75rem',
      '0.875rem',
      '1.125rem',
      '0.8125rem',
    ]);
    const used = [...valuesOf(rules, 'font-size'), ...valuesOf(rules, 'font')];
    const others = used.filter(value => {
      const size = value.split(' / ')[0] ?? '';
      return size !== 'inherit' && !named.some(name => size === `var(--${name})`);
    });
    expect(others).toEqual(['min(4rem, (100cqi - 72px) / (var(--letters) * 0.84))']);
  });

  test('has no other distances than those of its tokens', () => {
    expect(valuesOf(tokens, '--space-\\d')).toEqual([
      '0.25rem',
      '0.5rem',
      '0.75rem',
      '1rem',
      '1.5rem',
    ]);
    const used = ['padding', 'margin', 'inset', 'gap', 'row-gap', 'column-gap'].flatMap(name =>
      valuesOf(rules, `${name}[\\w-]*`),
    );
    expect(used.length).toBeGreaterThan(100);
    expect(used.filter(value => length.test(value))).toEqual([]);
  });
});
