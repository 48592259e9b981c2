import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { approvalAddress, linkAddress } from '../../src/plex/addresses.ts';
import { client } from './answers.ts';

test('the approval address names pin and device behind the hash, and no return address', () => {
  const url = new URL(approvalAddress(client, 'strongcode'));
  expect(url.origin + url.pathname + url.search).toBe('https://app.plex.tv/auth');
  expect(url.hash).toMatch(/^#\?[^+ ]+$/);
  expect(Object.fromEntries(new URLSearchParams(url.hash.slice(2)))).toEqual({
    clientID: 'install-1',
    code: 'strongcode',
    'context[device][product]': 'Pinlink',
    'context[device][version]': '0.1.0',
    'context[device][platform]': 'Firefox',
    'context[device][device]': 'Firefox',
    'context[device][deviceName]': 'Pinlink (Firefox)',
  });
});

test('the link address fills the code in', () => {
  expect(linkAddress('7RQZ')).toBe('https://plex.tv/link/?pin=7RQZ');
});

test('the addresses can be made on pages: nothing comes along that asks plex.tv', () => {
  const importsOf = (file: string) => {
    const source = readFileSync(new URL(`../../src/plex/${file}`, import.meta.url), 'utf8');
    return [...source.matchAll(/(?:from|import) '([^']+)'/g)].map(([, name]) => name);
  };
  expect(importsOf('addresses.ts')).toEqual(['./client.ts']);
  expect(importsOf('client.ts')).toEqual(['./header-name.ts']);
  expect(importsOf('header-name.ts')).toEqual([]);
});
