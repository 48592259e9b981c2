import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf } from '../../src/catalogue/address.ts';
import type { Form } from '../../src/catalogue/entry.ts';
import { type FilledField, type Part, snippet, type Values } from '../../src/catalogue/snippet.ts';
import { type Copied, copied, formOf, forms, values } from './forms.ts';
import { hostileValues, oddTokens, parameters } from './hostile.ts';
import { readOf } from './readers.ts';

/** What each reader of a form makes of it. */
function readBack(name: string, form: Form, given: Values): unknown[] {
  const made = copied(form, given);
  return typeof made === 'string' ? readOf(name).readers.map(read => read(made)) : [made];
}

/** @param known - the values that it has to give; those that were put in, if it is not told */
function expectReadBack(name: string, form: Form, given: Values, known = given): void {
  const expected = readOf(name).gives(known);
  for (const read of readBack(name, form, given)) expect(read).toEqual(expected);
}

/** The parts of a text, or the fields. */
function piecesOf(form: Form): readonly (Part | FilledField)[] {
  const made = snippet(form, values);
  return made.kind === 'text' ? made.parts : made.fields;
}

/** The lines of a text; none of a form's fields. */
function linesOf(made: Copied): string[] {
  return typeof made === 'string' ? made.split('\n') : [];
}

describe.each(forms)('%s', (name, form) => {
  test('is read as what was put in', () => {
    expect(readBack(name, form, values).length).toBeGreaterThan(0);
    expectReadBack(name, form, values);
  });

  test('takes no token for a number or a date', () => {
    for (const token of oddTokens) expectReadBack(name, form, { ...values, token });
  });

  test('leaves empty what is not known', () => {
    expectReadBack(name, form, { ...values, address: null, machineIdentifier: null });
  });

  test('is read as what was put in, whatever that is', () => {
    const { length } = linesOf(copied(form, values));
    fc.assert(
      fc.property(hostileValues, given => {
        const address = addressOf(given.address);
        expectReadBack(name, form, given, { ...given, address });
        // Neither more lines nor anything that some reader takes for a line break.
        expect(linesOf(copied(form, given))).toHaveLength(length);
        for (const line of linesOf(copied(form, given))) expect(line).toMatch(/^[ -~]*$/);
      }),
      parameters,
    );
  });

  test('hides the token alone', () => {
    const pieces = piecesOf(form);
    const secrets = pieces.flatMap(piece => (piece.kind === 'secret' ? [piece.text] : []));
    const rest = pieces.filter(({ kind }) => kind !== 'secret');
    expect(secrets).toEqual([values.token]);
    expect(JSON.stringify(rest)).not.toContain(values.token);
  });

  test('says what to do with each of its pieces', () => {
    const isTyped = form.place === 'settings';
    expect(snippet(form, values).kind).toBe(isTyped ? 'fields' : 'text');
    const kinds = isTyped ? ['text', 'secret', 'switch'] : ['text', 'secret'];
    for (const { kind } of piecesOf(form)) expect(kinds).toContain(kind);
  });
});

describe('the text', () => {
  const { address, token, machineIdentifier, clientIdentifier } = values;

  test.each([
    ['kometa', 'yaml', ['plex:', `  url: ${address}`, `  token: ${token}`]],
    ['homepage', 'yaml', ['widget:', '  type: plex', `  url: ${address}`, `  key: ${token}`]],
    [
      'plex-trakt-sync',
      'yaml',
      [
        'servers:',
        '  default:',
        `    token: ${token}`,
        '    urls:',
        `    - ${address}`,
        `    id: ${machineIdentifier}`,
      ],
    ],
    ['watchlistarr', 'yaml', ['plex:', `  token: "${token}"`]],
    [
      'autopulse',
      'yaml',
      [
        'targets:',
        '  my_plex:',
        '    type: "plex"',
        `    url: "${address}"`,
        `    token: "${token}"`,
      ],
    ],
    ['autoscan', 'yaml', ['targets:', '  plex:', `    - url: ${address}`, `      token: ${token}`]],
    [
      'plex-ani-sync',
      'ini',
      ['[PLEX]', 'authentication_method = direct', `base_url = ${address}`, `token = ${token}`],
    ],
    [
      'python-plexapi',
      'ini',
      [
        '[auth]',
        `server_baseurl = ${address}`,
        `server_token = ${token}`,
        '[header]',
        `identifier = ${clientIdentifier}`,
      ],
    ],
    ['jellyplex-watched', 'env', [`PLEX_BASEURL = "${address}"`, `PLEX_TOKEN = "${token}"`]],
    ['pulsarr', 'env', [`plexTokens=["${token}"]`, `plexServerUrl=${address}`]],
    ['plexist', 'env', [`PLEX_URL=${address}`, `PLEX_TOKEN=${token}`]],
    ['other', 'token', [token]],
    ['other', 'header', [`X-Plex-Token: ${token}`]],
  ] as const)('of %s, %s, is as its documents have it', (id, name, lines) => {
    expect(copied(formOf(id, name), values)).toBe(lines.join('\n'));
  });

  test.each([
    ['mN7xKq2vTzR4wLpYs9Ab', 'mN7xKq2vTzR4wLpYs9Ab'],
    ['m--.__-.', 'm--.__-.'],
    ['7mNxKq2vTz', '"7mNxKq2vTz"'],
    ['-mNxKq2vTz', '"-mNxKq2vTz"'],
    ['_mNxKq2vTz', '"_mNxKq2vTz"'],
    ['.mNxKq2vTz', '".mNxKq2vTz"'],
    ['nullnul', '"nullnul"'],
    ['mNxKq2vTz:', '"mNxKq2vTz:"'],
    ['mNxKq2: Tz', '"mNxKq2: Tz"'],
    ['mNxKq2 #Tz', '"mNxKq2 #Tz"'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['a\nb\u0085\u2028', '"a\\nb\\U00000085\\U00002028"'],
    ['ü😀', '"\\U000000fc\\U0001f600"'],
  ])('of YAML has quotes where %j needs them', (token, written) => {
    const text = copied(formOf('kometa', 'yaml'), { ...values, token });
    expect(text).toBe(`plex:\n  url: ${address}\n  token: ${written}`);
  });

  test.each(['a"b\\c', 'a\nb', 'ü😀'])('of JSON can hold any token: %j', token => {
    const text = String(copied(formOf('posterizarr', 'json'), { ...values, token }));
    expect(JSON.parse(text)).toMatchObject({ ApiPart: { PlexToken: token } });
  });

  test.each(['plex.local', 'HTTP://plex.local/', 'plex.local:80'])('has %j in full', typed => {
    const text = copied(formOf('plexist', 'env'), { ...values, address: typed });
    expect(text).toBe(`PLEX_URL=http://plex.local\nPLEX_TOKEN=${token}`);
  });

  test.each(['', 'plex.local\nPLEX_TOKEN=b', 'ftp://plex.local', 'a"b'])(
    'has nothing where the address is %j',
    typed => {
      const text = copied(formOf('plexist', 'env'), { ...values, address: typed });
      expect(text).toBe(`PLEX_URL=\nPLEX_TOKEN=${token}`);
    },
  );
});
