import { describe, expect, test } from 'vitest';
import { approvalAddress } from '../../src/plex/addresses.ts';
import { clientHeaders, identifierOf } from '../../src/plex/client.ts';
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
