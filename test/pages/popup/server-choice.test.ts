import { describe, expect, test } from 'vitest';
import {
  choiceOf,
  choicesOf,
  placeOf,
  sharedOf,
  shortAddress,
  typedChoice,
} from '../../../src/pages/popup/server-choice.ts';
import type { Server } from '../../../src/protocol.ts';

type Address = Server['addresses'][number];

function address(address: string, kind = 'localHttp', isDockerBridge = false): Address {
  return { address, kind, isDockerBridge };
}

const nas: Server = {
  name: 'NAS',
  machineIdentifier: 'nas',
  owner: null,
  addresses: [
    address('http://192.168.1.12:32400'),
    address('https://1-2-3-4.abc.plex.direct:32400', 'remoteHttps'),
    address('http://172.17.0.2:32400', 'localHttp', true),
  ],
};

const attic: Server = {
  name: 'Attic',
  machineIdentifier: 'attic',
  owner: null,
  addresses: [address('http://192.168.1.13:32400')],
};

const shared: Server = { name: 'Bo’s', machineIdentifier: 'bo', owner: 'Bo', addresses: [] };

const nothing = { picked: null, typed: '' };

describe('the choices', () => {
  test('are the addresses of own servers in their order, those of Docker last', () => {
    expect(choicesOf([nas, shared, attic]).map(choice => choice.address)).toEqual([
      'http://192.168.1.12:32400',
      'https://1-2-3-4.abc.plex.direct:32400',
      'http://192.168.1.13:32400',
      'http://172.17.0.2:32400',
    ]);
    expect(choicesOf([nas]).map(({ isRemote }) => isRemote)).toEqual([false, true, false]);
    expect(choicesOf([nas]).map(({ isDockerBridge }) => isDockerBridge)).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('have names of their own', () => {
    const ids = choicesOf([nas, attic]).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('are nothing that no tool could read, and nothing of others', () => {
    expect(choicesOf([{ ...attic, addresses: [address('http://a\nb'), address('')] }])).toEqual([]);
    expect(choicesOf([{ ...shared, addresses: attic.addresses }])).toEqual([]);
    expect(sharedOf([nas, shared])).toEqual([shared]);
  });
});

describe('what goes into the form', () => {
  test('is the best address until another is chosen', () => {
    expect(placeOf([nas, attic], nothing)).toMatchObject({
      address: 'http://192.168.1.12:32400',
      machineIdentifier: 'nas',
    });
    const [, , third] = choicesOf([nas, attic]);
    expect(placeOf([nas, attic], { picked: third?.id ?? '', typed: 'x' })).toMatchObject({
      address: 'http://192.168.1.13:32400',
      machineIdentifier: 'attic',
    });
  });

  test('is the best address where the chosen one is gone', () => {
    const gone = { picked: choicesOf([attic])[0]?.id ?? '', typed: '' };
    expect(placeOf([nas], gone).machineIdentifier).toBe('nas');
    expect(choiceOf(choicesOf([nas]), gone)).toEqual(choicesOf([nas])[0]);
  });

  test('is the chosen address wherever it stands in the list by now', () => {
    const [, second] = choicesOf([nas]);
    const longer = { ...nas, addresses: [address('http://nas:32400'), ...nas.addresses] };
    const chosen = { picked: second?.id ?? '', typed: '' };
    expect(placeOf([longer], chosen).address).toBe('https://1-2-3-4.abc.plex.direct:32400');
  });

  test.each([
    [[nas], 'plex:32400', { address: 'http://plex:32400', machineIdentifier: 'nas' }],
    [[nas, shared], 'plex:32400', { address: 'http://plex:32400', machineIdentifier: 'nas' }],
    [[nas, attic], 'plex:32400', { address: 'http://plex:32400', machineIdentifier: null }],
    [[nas], 'a b', { address: null, machineIdentifier: 'nas' }],
    [[], '', { address: null, machineIdentifier: null }],
  ])('is what was typed, with the only server there is: %#', (servers, typed, place) => {
    expect(placeOf(servers, { picked: typedChoice, typed })).toEqual(place);
  });

  test('is typed where there is nothing to choose', () => {
    expect(choiceOf([], nothing)).toBeNull();
    expect(choiceOf(choicesOf([nas]), nothing)).not.toBeNull();
    expect(choiceOf(choicesOf([nas]), { picked: typedChoice, typed: '' })).toBeNull();
    expect(placeOf([shared], { picked: null, typed: 'plex' }).address).toBe('http://plex');
  });
});

test.each([
  ['http://192.168.1.12:32400', '192.168.1.12'],
  ['http://192.168.1.12:32401', '192.168.1.12:32401'],
  ['http://plex.local', 'plex.local'],
  ['https://plex.example.org', 'https://plex.example.org'],
  ['https://192-168-1-12.0a1b.plex.direct:32400', '192.168.1.12 · plex.direct'],
  ['https://192-168-1-12.0a1b.plex.direct:8443', '192.168.1.12:8443 · plex.direct'],
  ['https://2001-db8-0-0-0-0-0-1.0a1b.plex.direct:32400', '2001:db8:0:0:0:0:0:1 · plex.direct'],
  ['https://2001-470-1-2-0-0-0-5.0a1b.plex.direct:32400', '2001:470:1:2:0:0:0:5 · plex.direct'],
  [
    'https://2001-db8-0-0-0-0-0-1.0a1b.plex.direct:8443',
    '[2001:db8:0:0:0:0:0:1]:8443 · plex.direct',
  ],
  ['http://[fe80::1]:32400', '[fe80::1]'],
])('%s is %s in short', (address, short) => {
  expect(shortAddress(address)).toBe(short);
});
