import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf, splitAddress } from '../../src/catalogue/address.ts';
import { parameters, typedAddresses } from './hostile.ts';

describe('an address', () => {
  test.each([
    ['192.168.1.12:32400', 'http://192.168.1.12:32400'],
    [' 192.168.1.12:32400\n', 'http://192.168.1.12:32400'],
    ['HTTP://192.168.1.12:32400/', 'http://192.168.1.12:32400'],
    ['１９２.168.1.12:32400', 'http://192.168.1.12:32400'],
    ['plex.local', 'http://plex.local'],
    ['plex.local:32400', 'http://plex.local:32400'],
    ['localhost:32400/', 'http://localhost:32400'],
    ['plex:32400', 'http://plex:32400'],
    ['plex_server:32400', 'http://plex_server:32400'],
    ['PLEX.Local', 'http://plex.local'],
    ['https://x.plex.direct:32400/', 'https://x.plex.direct:32400'],
    ['HTTPS://plex.example.org:443', 'https://plex.example.org'],
    ['http://plex.example.org/', 'http://plex.example.org'],
    ['https://plex.example.org/~ada/plex-1//', 'https://plex.example.org/~ada/plex-1'],
    ['plex.example.org/a/../b', 'http://plex.example.org/b'],
    ['[fe80::1]:32400', 'http://[fe80::1]:32400'],
    ['http://[2001:DB8::0:1]/', 'http://[2001:db8::1]'],
    ['plex.übung.example', 'http://plex.xn--bung-zra.example'],
    [`${'a.'.repeat(149)}aa`, `http://${'a.'.repeat(149)}aa`],
  ])('is made of %j', (typed, address) => {
    expect(addressOf(typed)).toBe(address);
  });

  test.each([
    '',
    ' ',
    'http://',
    'http:',
    ':32400',
    'plex:99999',
    '32400',
    '3232235788:32400',
    '192.168.1:32400',
    'https://192.168.1:32400/web',
    '192.168.1.012',
    '010.0.0.5',
    '0xc0.168.1.12',
    'fe80::1',
    'ftp://plex.local',
    'ftp://plex.local/http://plex.local',
    's3://plex.local',
    'http//plex.local',
    'https//plex.local/web',
    '9http://plex.local',
    'mailto:ada@example.org',
    'javascript:alert()',
    'file:///etc/passwd',
    'http://ada:secret@plex.local',
    'ada@plex.local',
    '@plex.local',
    'plex.local?',
    'plex.local?X-Plex-Token=a',
    'plex.local#',
    'plex.local:32400/web/index.html#!/',
    'plex.local\nPLEX_TOKEN=a',
    'plex.lo\rcal',
    'plex.lo\tcal',
    'plex local',
    'plex.local\u0000',
    'plex.lo\u00ADcal',
    'plex.lo\u200Bcal',
    'plex.local\u2028a',
    'plex.local/a b',
    'plex.local/%20',
    'plex.local/ü',
    'plex.local/$HOME',
    'plex.local/a;b',
    'plex.local/a,b',
    "plex.local/'a'",
    'plex.local/"a"',
    'plex.local/a:b',
    'plex$HOME.local',
    '"plex.local"',
    "'plex.local'",
    '*plex.local',
    '&plex.local',
    '!plex.local',
    '{{ plex.local }}',
    'plex.local, other.local',
    '<plex.local>',
    `${'a.'.repeat(150)}a`,
  ])('is not made of %j', typed => {
    expect(addressOf(typed)).toBeNull();
  });

  test('is plain, whatever was typed, and stays what it is', () => {
    fc.assert(
      fc.property(typedAddresses, typed => {
        const address = addressOf(typed);
        if (address === null) return;
        expect(address).toMatch(/^https?:\/\/[\w.[\]:~/-]*[^/]$/);
        expect(addressOf(address)).toBe(address);
      }),
      { ...parameters, numRuns: 3_000 },
    );
  });
});

describe('the parts of an address', () => {
  test.each([
    ['http://192.168.1.12:32400', '192.168.1.12', '32400', false],
    ['https://plex.example.org/plex', 'plex.example.org', '443', true],
    ['http://plex.local', 'plex.local', '80', false],
    ['https://[fe80::1]:32400', '[fe80::1]', '32400', true],
  ])('of %s', (address, host, port, isSecure) => {
    expect(splitAddress(address)).toEqual({ host, port, isSecure });
  });
});
