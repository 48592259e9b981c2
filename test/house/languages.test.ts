import { describe, expect, test } from 'vitest';
import { faultsOf, type Messages } from './faults-of-language.ts';
import { filesIn, read } from './files.ts';

function messagesOf(folder: string): Messages {
  return JSON.parse(read(`extension/_locales/${folder}/messages.json`));
}

describe('the languages', () => {
  const files = filesIn('extension/_locales');
  const folders = files.map(file => file.split('/')[2] ?? '');

  test('are a file of messages each', () => {
    expect(files).toEqual(folders.map(folder => `extension/_locales/${folder}/messages.json`));
    expect(folders).toContain(JSON.parse(read('manifest.json')).default_locale);
  });

  test.each(folders)('%s has every word, and no other', folder => {
    expect(faultsOf(folder, messagesOf(folder), messagesOf('en'))).toEqual([]);
  });

  // There a line may break beside any letter: only a space that joins keeps «1 分» in one.
  test.each(['ja', 'zh_CN'])('keep a number with what it counts, %s', folder => {
    const messages = Object.entries(messagesOf(folder));
    const cut = messages.filter(([, { message }]) => /\d [^\da-z]/i.test(message));
    expect(cut.map(([key]) => key)).toEqual([]);
  });

  test.each(folders)('say in %s on one line what is only counted in a list', folder => {
    const more = Object.entries(messagesOf(folder)).filter(([key]) => key.startsWith('more_'));
    expect(more).not.toEqual([]);
    expect(more.filter(([, { message }]) => message.includes(' '))).toEqual([]);
  });

  test('leave each number to the code, which has it and writes it as the language does', () => {
    const messages = Object.entries(messagesOf('en'));
    const counted = messages.filter(([, { message }]) => /(?<![\d.:])\d+(?![\d.:])/.test(message));
    expect(counted.map(([key]) => key)).toEqual([]);
  });

  test('tell translators in English where each message stands', () => {
    const messages = Object.entries(messagesOf('en'));
    expect(messages.filter(([, { description }]) => !description).map(([key]) => key)).toEqual([]);
  });
});

describe('the check of a language', () => {
  const english: Messages = {
    language: { message: 'en', description: 'The language of this file.' },
    hello: { message: 'Hello' },
    from: {
      message: '$NAME$, at $TIME$',
      placeholders: { name: { content: '$1', example: 'Ann' }, time: { content: '$2' } },
    },
  };
  const { name, time } = { name: { content: '$1' }, time: { content: '$2' } };
  const from = { message: 'Um $TIME$: $Name$', placeholders: { time, name } };
  const german: Messages = { language: { message: 'de' }, hello: { message: 'Hallo' }, from };

  test.each([
    ['de', german],
    ['pt_BR', { ...german, language: { message: 'pt-BR' } }],
    ['es_419', { ...german, language: { message: 'es-419' } }],
  ])('finds nothing in a whole one, %s', (folder, messages) => {
    expect(faultsOf(folder, messages, english)).toEqual([]);
  });

  test.each<[fault: string, messages: Messages]>([
    ['hello: missing', { language: { message: 'de' }, from }],
    ['bye: not in English', { ...german, bye: { message: 'Tschüs' } }],
    ['hello: an empty text', { ...german, hello: { message: ' \n' } }],
    ['hello: an empty text', { ...german, hello: { message: 'Hallo', description: '' } }],
    [
      'from: an empty text',
      { ...german, from: { ...from, placeholders: { name: { ...name, example: ' ' }, time } } },
    ],
    [
      'from: placeholders are (name $2, time $1), not (name $1, time $2)',
      { ...german, from: { ...from, placeholders: { name: time, time: name } } },
    ],
    ['from: time is not used', { ...german, from: { ...from, message: 'Von $NAME$' } }],
    [
      'from: hour is no placeholder',
      { ...german, from: { ...from, message: '$HOUR$ $NAME$ $TIME$' } },
    ],
    ['language: en in the folder de', { ...german, language: { message: 'en' } }],
  ])('finds «%s»', (fault, messages) => {
    expect(faultsOf('de', messages, english)).toEqual([fault]);
  });

  test('finds a placeholder of another name, and one that is missing', () => {
    const renamed = { message: '$WER$ $TIME$', placeholders: { wer: name, time } };
    const without = { message: 'Um $TIME$', placeholders: { time } };
    expect(faultsOf('de', { ...german, from: renamed }, english)).toEqual([
      'from: placeholders are (time $2, wer $1), not (name $1, time $2)',
    ]);
    expect(faultsOf('de', { ...german, from: without }, english)).toEqual([
      'from: placeholders are (time $2), not (name $1, time $2)',
    ]);
  });

  describe('with plurals', () => {
    const count = { content: '$1' };
    const more = { message: '$COUNT$ more', placeholders: { count } };
    const counted: Messages = { ...english, more_one: more, more_other: more };

    test.each<[language: string, keys: readonly string[]]>([
      ['de', ['more_one', 'more_other']],
      ['ja', ['more_other']],
      ['pl', ['more_one', 'more_few', 'more_many', 'more_other']],
      ['ar', ['more_zero', 'more_one', 'more_two', 'more_few', 'more_many', 'more_other']],
    ])('wants those that %s has, and no others', (language, keys) => {
      const texts = Object.fromEntries(keys.map(key => [key, more]));
      const own: Messages = { ...german, language: { message: language }, ...texts };
      expect(faultsOf(language, own, counted)).toEqual([]);
      const { [keys.at(-1) ?? '']: last, ...without } = own;
      expect(faultsOf(language, without, counted)).toEqual(['more_other: missing']);
      expect(faultsOf(language, { ...own, more_dozen: more }, counted)).toEqual([
        'more_dozen: not in English',
      ]);
    });

    test('finds a number that is not told', () => {
      const own: Messages = { ...german, more_one: { message: 'Noch eins' }, more_other: more };
      expect(faultsOf('de', own, counted)).toEqual([
        'more_one: placeholders are (), not (count $1)',
      ]);
    });
  });

  test('finds a folder where no browser looks', () => {
    expect(faultsOf('pt-BR', { ...german, language: { message: 'pt-BR' } }, english)).toEqual([
      'no browser looks in pt-BR',
    ]);
  });
});
