import fc from 'fast-check';

/** The same values in every run: what is found today must be found tomorrow. */
export const parameters = { seed: 7, numRuns: 300 };

/** Pieces that mean something to some format, and some that people type. */
const pieces = [
  ...['http://', 'https://', 'HTTP://', 'ftp://', 'plex', 'plex.local', '192.168.1.12', '[::1]'],
  ...[':32400', ':', '/', '//', '..', '~', 'a', 'Z', '9', '0x1F', 'true', 'null', '_', '-', '.'],
  ...['"', "'", '`', '#', ' #', ': ', ' ', '\\', ';', '%', '%(a)s', '%20', '$', '$HOME', '$(a)'],
  ...['*', '&', '!', '|', '>', '@', '?', '=', ',', '{', '}', '{token}', '{{A}}', '[', ']', '<<'],
  ...['ü', '李', '\u202E', '\u2028', '\u0085', '\uFEFF', '\u00AD', '😀', '\uD83D'],
  ...['\n', '\r\n', '\t', '\0', '\u007F'],
];

/** What somebody might type or paste for an address: much of it close to one, some far from it. */
export const typedAddresses = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map(parts => parts.join('')),
  fc
    .tuple(
      fc.constantFrom('', 'http://', 'https://'),
      fc.oneof(
        fc.domain(),
        fc.ipV4(),
        fc.ipV6().map(address => `[${address}]`),
      ),
      fc.oneof(
        fc.constant(''),
        fc.nat(65_535).map(port => `:${port}`),
      ),
      fc.array(fc.oneof(fc.constantFrom(...pieces), fc.stringMatching(/^[\w.~-]{1,8}$/)), {
        maxLength: 3,
      }),
    )
    .map(([scheme, host, port, path]) => `${scheme}${host}${port}/${path.join('/')}`),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

/** Tokens that YAML or INI might take for something else. */
export const oddTokens = [
  ...['12345678', '01234567', '00000010', '1e100000', '1.5e-100', '1_000_000', '0x1234567'],
  ...['0b101010', '0o777777', '-1234567', '12345678.', '.1234567', '1.2.3.4.5', '-.inf...'],
  ...['2024-01-01', '2024-1-1', '--------', '---.....', '........', '________', '_1234567'],
  ...['-.------', '-a-b-c-d', 'nullnull', 'falsefal', 'on-on-on', 'NaN.NaN.', 'infinity'],
];

const tokens = fc.oneof(
  fc.constantFrom(...oddTokens),
  fc.stringMatching(/^[\w.-]{8,40}$/),
  fc.stringMatching(/^[\d_.e-]{8,20}$/),
  fc.stringMatching(/^[-._]{8,12}$/),
);

/** Identifiers of servers come from plex.tv; those of clients are our own. */
export const hostileValues = fc.record({
  address: typedAddresses,
  token: tokens,
  machineIdentifier: fc.string({ unit: 'binary', minLength: 1 }),
  clientIdentifier: fc.uuid(),
});
