import { describe, expect, test } from 'vitest';
import { read, sources } from './files.ts';

describe('the words', () => {
  const keys = Object.keys(JSON.parse(read('extension/_locales/en/messages.json')));
  const speaking = [
    ...sources.filter(file => /^src\/(pages\/|ui\/|background\/badge)/.test(file)),
    'manifest.json',
  ];
  // A command or a picture may be called like a word, and is no use of it.
  const other = /\bcommand: '\w+'|\bconst icons = \{[^}]*\}/g;
  const code = speaking.map(file => read(file).replace(other, ''));

  /** The ways in which a key is named where a word is wanted: an id or a command is no use of it. */
  function used(key: string): string[] {
    const named = ['(', '[', ', ', 'label={', 'label = ', ': ', ' ? ', ' : '].map(
      before => `${before}'${key}'`,
    );
    return [
      ...named,
      `label="${key}"`,
      `hint="${key}"`,
      `text="${key}"`,
      `title="${key}"`,
      `__MSG_${key}__`,
    ];
  }

  test.each(keys)('%s is used', key => {
    // A text with plurals is named by what they have in common.
    const uses = used(key.replace(/_(one|other)$/, ''));
    expect(code.some(text => uses.some(use => text.includes(use)))).toBe(true);
  });

  test('what the manifest names is there', () => {
    const named = [...read('manifest.json').matchAll(/__MSG_(\w+)__/g)].map(match => match[1]);
    expect(keys).toEqual(expect.arrayContaining(named));
  });

  test('stand in no page and no component', () => {
    const markup = sources.filter(file => file.endsWith('.tsx')).map(file => [file, read(file)]);
    const spoken = markup.filter(([, text]) => />\s*[A-Za-z]{2,}[^<>{}=;()]*<\//.test(text ?? ''));
    expect(spoken.map(([file]) => file)).toEqual([]);
  });
});
