import { describe, expect, test } from 'vitest';
import { approvalAddress } from '../../src/plex/addresses.ts';
import { clientHeaders, deviceName, identifierOf } from '../../src/plex/client.ts';
import { client } from './answers.ts';

const uuid = '5f0c9f9e-3a53-4f3e-9f0a-0f6f1b1d2c3e';

describe('a grant', () => {
  test.each([
    ['its own', uuid, uuid],
    ['that of its install', `${uuid}/2`, uuid],
    ['that of its install, whatever its number', `${uuid}/2/13\n4`, uuid],
  ])('is known to plex.tv by %s identifier', (_, id, sent) => {
    expect(identifierOf(id)).toBe(sent);
  });

  test('that was taken over does not tell its number', () => {
    const known = { ...client, clientIdentifier: identifierOf('install-1/2') };
    expect(clientHeaders(known)).toStrictEqual(clientHeaders(client));
    expect(approvalAddress(known, '7RQZ')).toBe(approvalAddress(client, '7RQZ'));
  });
});

describe('a tool', () => {
  const named = (tool: string) => clientHeaders({ ...client, tool });

  test('is known by its own name, by who has let it in, and by no version of ours', () => {
    expect(named('Kometa')).toStrictEqual({
      Accept: 'application/json',
      'X-Plex-Client-Identifier': 'install-1',
      'X-Plex-Product': 'Kometa',
      'X-Plex-Platform': 'Firefox',
      'X-Plex-Device': 'Firefox',
      'X-Plex-Device-Name': 'Kometa (Pinlink)',
    });
  });

  test('has a name that a header can carry', () => {
    expect(named('Zoë’s\r\nNAS')).toMatchObject({
      'X-Plex-Product': "Zoe's NAS",
      'X-Plex-Device-Name': "Zoe's NAS (Pinlink)",
    });
    expect(named('日本')).toMatchObject({
      'X-Plex-Product': 'Tool',
      'X-Plex-Device-Name': 'Tool (Pinlink)',
    });
  });

  test.each([
    ['a'.repeat(30), `${'a'.repeat(30)} (Pinlink)`],
    ['a'.repeat(31), `${'a'.repeat(30)} (Pinlink)`],
    [`${'a'.repeat(29)} b`, `${'a'.repeat(29)} (Pinlink)`],
  ])('keeps its maker where its name is long: %s', (tool, expected) => {
    expect(deviceName({ ...client, tool })).toBe(expected);
    expect(named(tool)['X-Plex-Product']).toBe(tool);
  });

  test.each([
    'Plex',
    'plex',
    'Plex Web',
    'PLEX for Android',
    'Plexamp',
    'Plexamp 4',
    'Ｐｌｅｘ　Web',
  ])('is no product of Plex, though it is called %s', tool => {
    const headers = named(tool);
    expect(headers['X-Plex-Product']).toBe('Pinlink');
    expect(headers['X-Plex-Device-Name']).toMatch(/^plex.* \(Pinlink\)$/i);
  });

  test.each(['Plexist', 'Plex-Auto-Languages', 'PlexTraktSync', 'My Plex', 'Plexamps'])(
    'may be called %s, which is no product of Plex',
    tool => {
      expect(named(tool)['X-Plex-Product']).toBe(tool);
    },
  );
});
