import { describe, expect, test } from 'vitest';
import { addressesOf } from '../../src/plex/server-addresses.ts';
import type { Connection, Server } from '../../src/plex/server-schema.ts';

const hash = '0123abcd.plex.direct';

/** A local way to a server, encrypted as plex.tv tells it. */
function local(address: string, more: Partial<Connection> = {}): Connection {
  return {
    uri: `https://${address.replace(/[.:]+/g, '-')}.${hash}:32400`,
    address,
    port: 32_400,
    isLocal: true,
    isRelay: false,
    isIPv6: address.includes(':'),
    isHttps: true,
    ...more,
  };
}

function remote(address: string, more: Partial<Connection> = {}): Connection {
  return { ...local(address), isLocal: false, ...more };
}

const relay = remote('198.51.100.9', { isRelay: true, port: 8_443 });
const plain = { uri: 'http://plex.example.org:32400', isHttps: false };

function urlsOf(connections: Connection[], more: Partial<Server> = {}): string[] {
  return addressesOf({ ...serverWith(connections), ...more }).map(({ url }) => url);
}

function serverWith(connections: Connection[]): Server {
  return {
    name: 'NAS',
    machineIdentifier: '0123',
    isOwned: true,
    owner: null,
    requiresHttps: false,
    connections,
  };
}

describe('the addresses of a server', () => {
  test('are in the order in which tools want them, and say what they are', () => {
    const connections = [
      remote('192.0.2.7', plain),
      remote('192.0.2.7'),
      relay,
      local('172.17.0.1'),
      local('fd00::12'),
      local('192.168.1.12'),
    ];
    const usual = { isDockerBridge: false };
    const docker = { isDockerBridge: true };
    expect(addressesOf(serverWith(connections))).toEqual([
      { url: 'http://192.168.1.12:32400', kind: 'localHttp', ...usual },
      { url: 'http://[fd00::12]:32400', kind: 'localHttp', ...usual },
      { url: `https://192-168-1-12.${hash}:32400`, kind: 'localHttps', ...usual },
      { url: `https://fd00-12.${hash}:32400`, kind: 'localHttps', ...usual },
      { url: `https://192-0-2-7.${hash}:32400`, kind: 'remoteHttps', ...usual },
      { url: 'http://plex.example.org:32400', kind: 'remoteHttp', ...usual },
      { url: 'http://172.17.0.1:32400', kind: 'localHttp', ...docker },
      { url: `https://172-17-0-1.${hash}:32400`, kind: 'localHttps', ...docker },
    ]);
  });

  test('begin with those that work where the server wants encryption', () => {
    const connections = [remote('203.0.113.5', plain), local('192.168.1.12'), remote('192.0.2.7')];
    expect(urlsOf(connections, { requiresHttps: true })).toEqual([
      `https://192-168-1-12.${hash}:32400`,
      `https://192-0-2-7.${hash}:32400`,
      'http://192.168.1.12:32400',
      'http://plex.example.org:32400',
    ]);
  });

  test('stay in plex.tv’s order where nothing else decides', () => {
    const connections = [local('10.0.0.9'), local('10.0.0.5'), local('10.0.0.7')];
    expect(urlsOf(connections).slice(0, 3)).toEqual([
      'http://10.0.0.9:32400',
      'http://10.0.0.5:32400',
      'http://10.0.0.7:32400',
    ]);
  });

  test('are each there once', () => {
    const told = { uri: 'http://192.168.1.12:32400', isHttps: false };
    const connections = [local('192.168.1.12'), local('192.168.1.12', told), local('192.168.1.12')];
    expect(urlsOf(connections)).toEqual([
      'http://192.168.1.12:32400',
      `https://192-168-1-12.${hash}:32400`,
    ]);
  });

  test('are plain twice where plex.tv tells a plain name of a local one', () => {
    const told = { uri: 'http://nas.local:32400', isHttps: false };
    expect(addressesOf(serverWith([local('192.168.1.12', told)]))).toEqual([
      { url: 'http://192.168.1.12:32400', kind: 'localHttp', isDockerBridge: false },
      { url: 'http://nas.local:32400', kind: 'localHttp', isDockerBridge: false },
    ]);
  });

  test('have the port of each', () => {
    expect(urlsOf([local('nas.local', { port: 80, uri: 'https://nas.local:443' })])).toEqual([
      'http://nas.local:80',
      'https://nas.local:443',
    ]);
  });

  test('are none of a relay, also where there is nothing else', () => {
    expect(urlsOf([relay])).toEqual([]);
    expect(urlsOf([{ ...relay, isLocal: true }])).toEqual([]);
    expect(urlsOf([])).toEqual([]);
  });

  test.each([
    ['172.16.255.255', false],
    ['172.17.0.0', true],
    ['172.18.0.3', true],
    ['172.20.0.1', true],
    ['172.29.1.2', true],
    ['172.30.1.2', true],
    ['172.31.255.255', true],
    ['172.32.0.0', false],
    ['172.170.0.1', false],
    ['172.1.7.1', false],
    ['10.172.17.1', false],
    ['192.168.172.17', false],
    ['172.17.0.1.example.org', false],
    ['172.17.example.org', false],
    ['a172.17.0.1', false],
    ['fd00::172:17:0:1', false],
  ])('are perhaps a Docker bridge’s with %s: %s', (address, isDockerBridge) => {
    const addresses = addressesOf(serverWith([local(address)]));
    expect(addresses.map(each => each.isDockerBridge)).toEqual([isDockerBridge, isDockerBridge]);
  });

  test('are those of a Docker bridge where there are no others', () => {
    expect(urlsOf([local('172.18.0.3')])).toEqual([
      'http://172.18.0.3:32400',
      `https://172-18-0-3.${hash}:32400`,
    ]);
  });
});
