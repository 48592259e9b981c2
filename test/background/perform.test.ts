import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PlexFor } from '../../src/background/perform.ts';
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

const id = 'grant-1';
const ours = { ...client, clientIdentifier: id };

const outage = { reason: 'outage', retryAfter: 7_000, status: 503 };
const away = () => json(503, {}, { 'retry-after': '7' });

/** A plex.tv that gives this one answer to whichever grant asks; and who asked for what. */
function answering(answer: () => Response) {
  const { plex, sent } = plexAnswering(answer);
  const plexFor: PlexFor = clientIdentifier => ({
    ...plex,
    client: { ...client, clientIdentifier },
  });
  const asked = () =>
    sent.map(({ url, init }) => [url, new Headers(init.headers).get('X-Plex-Client-Identifier')]);
  return { plexFor, asked };
}

beforeEach(() => vi.clearAllMocks());

describe('a pin that is asked for', () => {
  const create = { type: 'createPin', id } as const;

  test.each([
    ['browser', '/api/v2/pins?strong=true'],
    ['device', '/api/v2/pins'],
  ] as const)('for approval by %s comes with its end on our clock', async (way, path) => {
    const pin = { ...seedPin, clientIdentifier: id, location: { city: 'Amsterdam' } };
    const { plexFor, asked } = answering(() => json(201, pin));
    expect(await perform(plexFor, { ...create, way })).toEqual({
      type: 'pinCreated',
      id,
      pin: {
        id: seedPin.id,
        code: '7RQZ',
        expiresAt: now + 876_000,
        expiresIn: 876,
        graceGiven: false,
        location: 'Amsterdam',
        trusted: false,
      },
    });
    expect(asked()).toEqual([[`https://clients.plex.tv${path}`, id]]);
  });

  test('and does not come says why', async () => {
    const { plexFor } = answering(away);
    const event = { type: 'pinNotCreated', id, failure: outage };
    expect(await perform(plexFor, { ...create, way: 'device' })).toEqual(event);
  });
});

describe('a pin that is checked', () => {
  const pin = { ...seedPin, id: 7, clientIdentifier: id };

  test.each([
    ['pending', json(200, pin), { type: 'pinPending', sentAt: now, expiresIn: 876 }],
    [
      'claimed',
      json(200, { ...pin, authToken: 'secret-token' }),
      { type: 'pinClaimed', authToken: 'secret-token', isNewAccount: false },
    ],
    [
      'claimed, by a new account',
      json(200, { ...pin, authToken: 'secret-token', newRegistration: true }),
      { type: 'pinClaimed', authToken: 'secret-token', isNewAccount: true },
    ],
    ['gone', json(404, notFound), { type: 'pinGone' }],
    ['not known', away(), { type: 'pinNotChecked', failure: outage }],
  ])('is %s', async (_, answer, event) => {
    const { plexFor, asked } = answering(() => answer);
    expect(await perform(plexFor, { type: 'checkPin', id, pinId: 7 })).toEqual({ ...event, id });
    expect(asked()).toEqual([['https://clients.plex.tv/api/v2/pins/7', id]]);
  });
});

describe('the approval page', () => {
  test('is opened for who asks, and closed, and nobody needs to know', async () => {
    const { plexFor, asked } = answering(away);
    expect(await perform(plexFor, { type: 'openApproval', id, code: 'x' })).toBeNull();
    expect(openApproval).toHaveBeenCalledExactlyOnceWith(approvalAddress(ours, 'x'));
    expect(closeApproval).not.toHaveBeenCalled();
    expect(await perform(plexFor, { type: 'closeApproval' })).toBeNull();
    expect(openApproval).toHaveBeenCalledOnce();
    expect(closeApproval).toHaveBeenCalledOnce();
    expect(announce).not.toHaveBeenCalled();
    expect(asked()).toEqual([]);
  });
});

test('a link is announced when the page that was in front is gone', async () => {
  const { plexFor } = answering(away);
  expect(await perform(plexFor, { type: 'announce' })).toBeNull();
  expect(announce).toHaveBeenCalledOnce();
  expect(closeApproval.mock.invocationCallOrder[0]).toBeLessThan(
    announce.mock.invocationCallOrder[0] ?? 0,
  );
});

describe('of the account', () => {
  const read = { type: 'readAccount', id, token: 'secret-token' } as const;

  test('comes its name and where its picture is', async () => {
    const { plexFor, asked } = answering(() =>
      json(200, { title: 'Ada', thumb: 'https://plex.tv/a' }),
    );
    const unknown = { email: null, hasPass: null, role: null };
    expect(await perform(plexFor, read)).toEqual({
      type: 'accountRead',
      id,
      account: { name: 'Ada', ...unknown, thumb: 'https://plex.tv/a' },
    });
    expect(asked()).toEqual([['https://plex.tv/api/v2/user', id]]);
  });

  test('comes why it is not known', async () => {
    const event = { type: 'accountNotRead', id, failure: outage };
    expect(await perform(answering(away).plexFor, read)).toEqual(event);
  });
});

describe('an avatar', () => {
  const read = { type: 'readAvatar', id, thumb: 'https://plex.tv/a' } as const;

  test('comes small, and nobody is told who asks for it', async () => {
    const headers = { 'content-type': 'image/png' };
    const { plexFor, asked } = answering(() => new Response('picture', { headers }));
    expect(await perform(plexFor, read)).toEqual({
      type: 'avatarRead',
      id,
      thumb: 'https://plex.tv/a',
      avatar: 'small image/png',
    });
    expect(asked()).toEqual([['https://plex.tv/a', null]]);
  });

  test('that cannot be had is done without', async () => {
    expect(await perform(answering(away).plexFor, read)).toBeNull();
  });
});

describe('a token that is signed out', () => {
  const end = { type: 'signOut', id, token: 'secret-token' } as const;

  test('is ended', async () => {
    const { plexFor, asked } = answering(() => json(204, null));
    expect(await perform(plexFor, end)).toEqual({ type: 'signedOut', id });
    expect(asked()).toEqual([['https://plex.tv/api/v2/users/signout', id]]);
  });

  test('or is not, and says why', async () => {
    const event = { type: 'notSignedOut', id, failure: outage };
    expect(await perform(answering(away).plexFor, end)).toEqual(event);
  });
});
