import { beforeEach, describe, expect, test, vi } from 'vitest';
import { approvalAddress } from '../../src/plex/addresses.ts';
import { client, json, notFound, plexAnswering, seedPin } from '../plex/answers.ts';

const openApproval = vi.hoisted(() => vi.fn(async (_address: string) => undefined));
const closeApproval = vi.hoisted(() => vi.fn(async () => undefined));
const announce = vi.hoisted(() => vi.fn(async () => undefined));

vi.mock('../../src/background/approval-window.ts', () => ({ openApproval, closeApproval }));
vi.mock('../../src/background/badge.ts', () => ({ announce }));
vi.mock('../../src/background/small-picture.ts', () => ({
  smallPicture: async (picture: Blob) => `small ${picture.type}`,
}));

const { perform } = await import('../../src/background/perform.ts');

/** The time at which plex.tv is asked here. */
const now = Date.UTC(2026, 0, 1);

const outage = { reason: 'outage', retryAfter: 7_000, status: 503 };
const away = () => json(503, {}, { 'retry-after': '7' });

beforeEach(() => vi.clearAllMocks());

describe('a pin that is asked for', () => {
  const create = { type: 'createPin', attempt: 'first' } as const;

  test.each([
    ['browser', '/api/v2/pins?strong=true', approvalAddress(client, '7RQZ')],
    ['device', '/api/v2/pins', 'https://plex.tv/link/?pin=7RQZ'],
  ] as const)('for approval by %s comes with its address and end', async (way, path, address) => {
    const { plex, sent } = plexAnswering(() => json(201, seedPin));
    expect(await perform(plex, { ...create, way })).toEqual({
      type: 'pinCreated',
      attempt: 'first',
      pin: {
        id: seedPin.id,
        code: '7RQZ',
        address,
        expiresAt: now + 876_000,
        expiresIn: 876,
        doubted: false,
      },
    });
    expect(sent.map(({ url }) => url)).toEqual([`https://clients.plex.tv${path}`]);
  });

  test('and does not come says why', async () => {
    expect(await perform(plexAnswering(away).plex, { ...create, way: 'device' })).toEqual({
      type: 'pinNotCreated',
      attempt: 'first',
      failure: outage,
    });
  });
});

describe('a pin that is checked', () => {
  test.each([
    [
      'pending',
      json(200, { ...seedPin, id: 7 }),
      { type: 'pinPending', sentAt: now, expiresIn: 876 },
    ],
    [
      'claimed',
      json(200, { ...seedPin, id: 7, authToken: 'secret' }),
      { type: 'pinClaimed', authToken: 'secret' },
    ],
    ['gone', json(404, notFound), { type: 'pinGone' }],
    ['not known', away(), { type: 'pinNotChecked', failure: outage }],
  ])('is %s', async (_, answer, event) => {
    const { plex } = plexAnswering(() => answer);
    expect(await perform(plex, { type: 'checkPin', pinId: 7 })).toEqual({ ...event, pinId: 7 });
  });
});

describe('the approval page', () => {
  test('is opened and closed, and nobody needs to know', async () => {
    const { plex, sent } = plexAnswering(away);
    const address = 'https://app.plex.tv/auth#?code=x';
    expect(await perform(plex, { type: 'openApproval', address })).toBeNull();
    expect(openApproval).toHaveBeenCalledExactlyOnceWith(address);
    expect(closeApproval).not.toHaveBeenCalled();
    expect(await perform(plex, { type: 'closeApproval' })).toBeNull();
    expect(openApproval).toHaveBeenCalledOnce();
    expect(closeApproval).toHaveBeenCalledOnce();
    expect(announce).not.toHaveBeenCalled();
    expect(sent).toEqual([]);
  });
});

test('a link is announced when the page that was in front is gone', async () => {
  const { plex } = plexAnswering(away);
  expect(await perform(plex, { type: 'announce' })).toBeNull();
  expect(announce).toHaveBeenCalledOnce();
  expect(closeApproval.mock.invocationCallOrder[0]).toBeLessThan(
    announce.mock.invocationCallOrder[0] ?? 0,
  );
});

describe('of the account', () => {
  const read = { type: 'readAccount', token: 'secret' } as const;

  test('comes its name and where its picture is', async () => {
    const { plex } = plexAnswering(() => json(200, { title: 'Ada', thumb: 'https://plex.tv/a' }));
    expect(await perform(plex, read)).toEqual({
      type: 'accountRead',
      token: 'secret',
      sentAt: now,
      account: {
        name: 'Ada',
        email: null,
        hasPass: null,
        role: null,
        thumb: 'https://plex.tv/a',
      },
    });
  });

  test('comes why it is not known', async () => {
    expect(await perform(plexAnswering(away).plex, read)).toEqual({
      type: 'accountNotRead',
      token: 'secret',
      failure: outage,
    });
  });
});

describe('an avatar', () => {
  const read = { type: 'readAvatar', linkedAt: 5, thumb: 'https://plex.tv/a' } as const;

  test('comes small, for the link that asked', async () => {
    const headers = { 'content-type': 'image/png' };
    const { plex, sent } = plexAnswering(() => new Response('picture', { headers }));
    expect(await perform(plex, read)).toEqual({
      type: 'avatarRead',
      linkedAt: 5,
      thumb: 'https://plex.tv/a',
      avatar: 'small image/png',
    });
    expect(sent.map(({ url }) => url)).toEqual(['https://plex.tv/a']);
  });

  test('that cannot be had is done without', async () => {
    expect(await perform(plexAnswering(away).plex, read)).toBeNull();
  });
});

describe('a token that is signed out', () => {
  const end = { type: 'signOut', token: 'secret' } as const;

  test('is ended', async () => {
    const { plex } = plexAnswering(() => json(204, null));
    expect(await perform(plex, end)).toEqual({ type: 'signedOut', token: 'secret' });
  });

  test('or is not, and says why', async () => {
    expect(await perform(plexAnswering(away).plex, end)).toEqual({
      type: 'notSignedOut',
      token: 'secret',
      failure: outage,
    });
  });
});
