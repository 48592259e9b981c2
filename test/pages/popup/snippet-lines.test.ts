import { describe, expect, test } from 'vitest';
import { snippet, textOf } from '../../../src/catalogue/snippet.ts';
import { linesOf } from '../../../src/pages/popup/snippet-lines.ts';
import { forms, values } from '../../catalogue/forms.ts';

function keysOf(name: string): string[] {
  const form = forms.find(([known]) => known === name)?.[1];
  if (form === undefined) throw new Error(`There is no ${name}.`);
  const made = snippet(form, values);
  return made.kind === 'text' ? linesOf(made.parts).map(({ key }) => key.trim()) : [];
}

describe('the lines of a form', () => {
  test.each(forms)('%s are its text, with the token where it belongs', (_, form) => {
    const made = snippet(form, values);
    if (made.kind !== 'text') return;
    const lines = linesOf(made.parts);
    const text = lines.map(
      ({ key, before, hasToken, after }) => key + before + (hasToken ? values.token : '') + after,
    );
    expect(text.join('\n')).toBe(textOf(made.parts));
    expect(lines.filter(({ hasToken }) => hasToken)).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain(values.token);
  });

  test.each([
    ['kometa: yaml', ['plex:', 'url:', 'token:']],
    ['plex-trakt-sync: yaml', ['servers:', 'default:', 'token:', 'urls:', '', 'id:']],
    ['autoscan: yaml', ['targets:', 'plex:', '- url:', 'token:']],
    ['plex-ani-sync: ini', ['[PLEX]', 'authentication_method =', 'base_url =', 'token =']],
    ['imagemaid: env', ['PLEX_URL=', 'PLEX_TOKEN=']],
    ['other: header', ['X-Plex-Token:']],
    ['other: token', ['']],
  ])('%s begin with these keys', (name, keys) => {
    expect(keysOf(name)).toEqual(keys);
  });
});
