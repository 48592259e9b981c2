import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PlexFor } from '../../src/background/perform.ts';
import { approvalAddress } from '../../src/plex/addresses.ts';
import { client, json, notFound, plexAnswering, seedPin } from '../plex/answers.ts';

const openApproval = vi.hoisted(() => vi.fn(async (_grant: string, _address: string) => undefined));
const closeApproval = vi.hoisted(() => vi.fn(async () => undefined));
const announce = vi.hoisted(() => vi.fn(async () => undefined));

vi.mock('../../src/background/approval-window.ts', () => ({ openApproval, closeApproval }));
vi.mock('../../src/background/announce.ts', () => ({ announce }));
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

/** A plex.tv that gives these answers, one after the other, to whichever grant asks; and who asked for what. */
function answering(...answers: (() => Response)[]) {
  const { plex, sent } = plexAnswering(() => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return answer?.() ?? away();
  });
  const plexFor: PlexFor = (clientIdentifier, tool) => ({
    ...plex,
    client: { ...client, clientIdentifier, ...(tool === undefined ? {} : { tool }) },
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
    expect(openApproval).toHaveBeenCalledExactlyOnceWith(id, approvalAddress(ours, 'x'));
    expect(closeApproval).not.toHaveBeenCalled();
    expect(await perform(plexFor, { type: 'closeApproval', id: 'mine' })).toBeNull();
    expect(openApproval).toHaveBeenCalledOnce();
    expect(closeApproval).toHaveBeenCalledOnce();
    expect(announce).not.toHaveBeenCalled();
    expect(asked()).toEqual([]);
  });
});

test('a link is announced, which ends the approval page', async () => {
  const { plexFor } = answering(away);
  expect(await perform(plexFor, { type: 'announce' })).toBeNull();
  expect(announce).toHaveBeenCalledOnce();
  expect(closeApproval).not.toHaveBeenCalled();
});

describe('of the account', () => {
  const read = { type: 'readAccount', id, token: 'secret-token' } as const;

  test('comes its name and where its picture is', async () => {
    const { plexFor, asked } = answering(() =>
      json(200, { title: 'Ada', thumb: 'https://plex.tv/a' }),
    );
    const unknown = { uuid: null, email: null, hasPass: null, role: null };
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
    const failure = { reason: 'unexpectedStatus', status: 503, retryAfter: null };
    const event = { type: 'avatarNotRead', id, failure };
    expect(await perform(answering(away).plexFor, read)).toEqual(event);
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

describe('the pin of a tool', () => {
  const tool = 'Kometa';
  const strong = { ...seedPin, code: '3patfx1a78ukcbr7x0n9bl26t', clientIdentifier: id };
  const create = { type: 'createPin', id, way: null, tool } as const;
  const approve = { type: 'approvePin', id, by: 'link', token: 'secret-token', tool } as const;

  test('is a strong one, and its code is told to nobody', async () => {
    const { plexFor, asked } = answering(() => json(201, strong));
    const event = await perform(plexFor, create);
    expect(event).toMatchObject({ type: 'pinCreated', id, pin: { id: seedPin.id, code: '0000' } });
    expect(JSON.stringify(event)).not.toContain(strong.code);
    expect(asked()).toEqual([['https://clients.plex.tv/api/v2/pins?strong=true', id]]);
  });

  test.each([
    ['approved', () => json(204, null), { type: 'pinApproved' }],
    [
      'gone',
      () => json(404, notFound),
      { type: 'pinNotApproved', failure: { reason: 'gone', status: 404, retryAfter: null } },
    ],
    ['not approved', away, { type: 'pinNotApproved', failure: outage }],
  ])('is %s by the link, once', async (_, answer, event) => {
    const { plexFor, asked } = answering(() => json(201, strong), answer);
    await perform(plexFor, create);
    expect(await perform(plexFor, approve)).toEqual({ ...event, id });
    const interrupted = { reason: 'interrupted', status: null, retryAfter: null };
    expect(await perform(plexFor, approve)).toEqual({
      type: 'pinNotApproved',
      id,
      failure: interrupted,
    });
    expect(asked().slice(1)).toEqual([['https://plex.tv/api/v2/pins/link', 'link']]);
  });

  test('is approved for nobody who has not asked for it here', async () => {
    const { plexFor, asked } = answering(() => json(201, strong));
    await perform(plexFor, create);
    expect(await perform(plexFor, { ...approve, id: 'grant-2' })).toMatchObject({
      type: 'pinNotApproved',
      id: 'grant-2',
    });
    expect(asked()).toHaveLength(1);
  });
});

describe('devices', () => {
  const read = { type: 'readDevices', id, token: 'secret-token' } as const;
  const list = 'https://plex.tv/devices.xml';

  test('come with when plex.tv has last seen them, and with nothing else', async () => {
    const { plexFor, asked } = answering(
      listing(
        '<Device clientIdentifier="a" id="7" lastSeenAt="1628211599" token="secret" name="A"/>',
        '<Device clientIdentifier="b" token="secret"/>',
      ),
    );
    expect(await perform(plexFor, read)).toEqual({
      type: 'devicesRead',
      id,
      devices: [
        { clientIdentifier: 'a', seenAt: 1_628_211_599_000 },
        { clientIdentifier: 'b', seenAt: 0 },
      ],
      hasAsker: false,
    });
    expect(asked()).toEqual([[list, id]]);
  });

  test.each([id, `${id}/2`])('come with whether who asks is among them: %s', async asker => {
    const { plexFor } = answering(listing('<Device clientIdentifier="b"/>', row));
    const event = { type: 'devicesRead', id: asker, hasAsker: true };
    expect(await perform(plexFor, { ...read, id: asker })).toMatchObject(event);
  });

  test('come not, and why', async () => {
    const event = { type: 'devicesNotRead', id, failure: outage };
    expect(await perform(answering(away).plexFor, read)).toEqual(event);
  });

  const row = `<Device clientIdentifier="${id}" id="7" lastSeenAt="1628211599"/>`;
  const other = '<Device clientIdentifier="grant-2" id="8" lastSeenAt="1628211599"/>';
  const asker = '<Device clientIdentifier="link" id="9"/>';
  const by = { by: 'link', token: 'secret-token', isListed: true };
  const end = { type: 'removeDevice', id, ...by } as const;

  test.each([
    ['ended', [listing(other, row), () => json(204, null)], { type: 'deviceRemoved' }],
    ['not listed', [listing(other, asker)], { type: 'deviceNotListed' }],
    [
      'not listed, and who asks is not either',
      [listing(other)],
      {
        type: 'deviceNotRemoved',
        failure: { reason: 'gone', status: 200, retryAfter: null },
      },
    ],
    ['not listed as far as anybody can say', [away], { type: 'deviceNotRemoved', failure: outage }],
    ['not ended', [listing(other, row), away], { type: 'deviceNotRemoved', failure: outage }],
    [
      'gone, although it was just listed',
      [listing(row), () => new Response('', { status: 404 })],
      {
        type: 'deviceNotRemoved',
        failure: { reason: 'gone', status: 404, retryAfter: null },
      },
    ],
    [
      'listed without what it could be ended by',
      [listing(`<Device clientIdentifier="${id}" lastSeenAt="1628211599"/>`)],
      {
        type: 'deviceNotRemoved',
        failure: { reason: 'unexpectedBody', status: 200, retryAfter: null },
      },
    ],
  ])('of which one is to be ended, with the token of the link: %s', async (_, answers, event) => {
    const { plexFor, asked } = answering(...answers);
    expect(await perform(plexFor, { ...end, tool: 'Kometa' })).toEqual({ ...event, id });
    const ended = answers.length > 1 ? [['https://plex.tv/devices/7.xml', 'link']] : [];
    expect(asked()).toEqual([[list, 'link'], ...ended]);
  });

  test('are not ended before it is kept that they were listed', async () => {
    const { plexFor, asked } = answering(listing(other, row));
    const listed = { type: 'deviceListed', id, seenAt: 1_628_211_599_000 };
    expect(await perform(plexFor, { ...end, isListed: false })).toEqual(listed);
    expect(asked()).toEqual([[list, 'link']]);
  });

  test('that an older version has made are known by what plex.tv was told', async () => {
    const { plexFor } = answering(listing(row), () => json(204, null));
    const older = { ...end, id: `${id}/2` };
    expect(await perform(plexFor, older)).toEqual({ type: 'deviceRemoved', id: `${id}/2` });
  });
});

/** A list of devices with these rows. */
function listing(...rows: string[]): () => Response {
  const headers = { 'content-type': 'application/xml' };
  return () => new Response(`<MediaContainer>${rows.join('')}</MediaContainer>`, { headers });
}
