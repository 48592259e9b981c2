import type { Random } from '../random.ts';

/** Stands in every token that nobody may believe, for it is not where a token of ours would be. */
export const forbidden = 'nEvEr';

/** A value in JSON that is not what should be there, as it is written. */
export function oddValue(random: Random): string {
  return random.chance(0.01) ? hugeValue(random) : random.pick(oddValues);
}

const oddValues: readonly string[] = [
  ...['null', 'true', 'false', '0', '-0', '1', '-1', '1.5', '876', '3600', '3601', '[]', '{}'],
  // What is no number any more, or not the same one.
  ...['1e400', '-1e400', '1e-400', '9007199254740993', '"NaN"', '"Infinity"', '"0x10"', '"1e3"'],
  ...['""', '" "', '"7"', '"true"', '[null]', '[[[[]]]]', '["7RQZ"]', '{"0":1,"length":1}'],
  // Names that mean something to the language, and objects that cannot be turned into a text.
  ...['"__proto__"', '"constructor"', '{"__proto__":{"id":1,"code":"7RQZ"}}'],
  '{"toString":1,"valueOf":null,"then":{}}',
  // What is not seen, turns the direction, is half a character, or ends a line.
  ...[
    '"\\u0000\\u001b[31m\\u0007"',
    '"\\ud83d"',
    '"\\u202Egnp"',
    '"a\\r\\nX-Evil: 1"',
    '"\\uFEFF"',
  ],
  ...['"javascript:alert(1)"', '"https://ada:pw@plex.tv@evil.example/"', '"//evil.example"'],
  '"data:image/svg+xml,<svg onload=alert(1)>"',
  '"<img src=x onerror=alert(1)>"',
  '"http://plex.tv/users/1/avatar"',
  '"2026-13-45T99:99:99Z"',
];

function hugeValue(random: Random): string {
  const depth = random.between(1_000, 100_000);
  return random.pick([
    `"${'x'.repeat(1_100_000)}"`,
    `"${' '.repeat(400_000)}x"`,
    `${'['.repeat(depth)}${']'.repeat(depth)}`,
    `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
    '9'.repeat(100_000),
    `[${'{"errors":[]},'.repeat(20_000)}7]`,
  ]);
}

/** A token of an odd form. Some are in its bounds: those must be taken, the others must not. */
export function oddToken(random: Random): string {
  const bare = `odd-${random.between(1_000, 9_999)}`;
  const broken = [
    'odd-one',
    `${bare} ${bare}`,
    `${bare}\nADMIN=1`,
    `${bare}\r\nX-Evil: 1`,
    `${bare}\u0000`,
    `${bare}"`,
    `${bare}$(id)`,
    `${bare}/../..`,
    `${bare}é`,
    `${bare}\u202E`,
    bare.padEnd(4_097, 'x'),
  ];
  const whole = [bare.padEnd(4_096, '_'), `__proto__.${bare}`, `${bare}--`, `-.${bare}.-`];
  const text = JSON.stringify(random.pick([...broken, ...whole]));
  return random.pick([text, text, text, `[${text}]`, `{"authToken":${text}}`, '12345678', 'true']);
}

/** A whole body that is none of those that were asked for. */
export function oddBody(random: Random): string {
  const token = `${forbidden}-token-1`;
  const pin = `"code":"7RQZ","expiresIn":876,"authToken":"${token}"`;
  // The pins of others, in forms that are nearly right.
  const foreign = [
    `{"id":424242,${pin}}`,
    `[{"id":424242,${pin}}]`,
    `{"id":424242,"clientIdentifier":"somebody-else",${pin}}`,
    `{"pin":{"id":424242,${pin}}}`,
    `{"__proto__":{"id":424242,${pin}}}`,
    `{"constructor":{"prototype":{"authToken":"${token}"}}}`,
  ];
  if (random.chance(0.4)) return random.pick(foreign);
  return random.pick([
    '',
    ' \n',
    'null',
    '[]',
    '"text"',
    token,
    `{"errors":[{"code":1020,"message":"${token}"}]}`,
    `{"id":424242,"errors":[{"code":"1020"}],${pin}}`,
    `{"errors":{"code":1020},"authToken":"${token}"}`,
    '{"errors":[]}',
    '{"errors":[null,1020]}',
    `<!DOCTYPE html><title>Sign in</title><script>var authToken="${token}"</script>`,
    `<?xml version="1.0"?><errors><error code="1001" message="${token}"/></errors>`,
    `<errors>${'<error>'.repeat(200)}`,
    `<MediaContainer><Device token="${token}"/></MediaContainer>`,
    `<MediaContainer><Device clientIdentifier="a" clientIdentifier="${token}"/></MediaContainer>`,
    `<MediaContainer><Device clientIdentifier="&token;" token="${token}"/></MediaContainer>`,
    bomb,
    `<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]><MediaContainer>&file;</MediaContainer>`,
    `${'<a>'.repeat(random.between(10, 20_000))}`,
    `)]}',\n{"id":424242,${pin}}`,
    `\uFEFF{"id":424242,${pin}}`,
    `callback({"id":424242,${pin}})`,
  ]);
}

/** A thousand million laughs, for whoever expands what is declared. */
const bomb = [
  '<?xml version="1.0"?><!DOCTYPE MediaContainer [<!ENTITY l0 "ha">',
  ...Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`),
  ']><MediaContainer><Device clientIdentifier="&l9;" id="1">&l9;</Device></MediaContainer>',
].join('');
