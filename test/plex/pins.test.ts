import { describe, expect, test } from 'vitest';
import { checkPin, createPin } from '../../src/plex/pins.ts';
import { client, javaPin, json, notFound, plexAnswering, seedPin } from './answers.ts';

/** What the seed's pin says of this computer. */
const seen = { location: 'Amsterdam, United States Virgin Islands', trusted: false };

/** As it is where nothing is said. */
const unseen = { location: null, trusted: false };

async function created(body: unknown) {
  return createPin(plexAnswering(() => json(201, body)).plex, 'short');
}

async function checked(body: unknown, id: number = seedPin.id) {
  return checkPin(plexAnswering(() => json(200, body)).plex, id);
}

describe('a pin is made', () => {
  test('short, or strong, on the host that has an IPv6 address', async () => {
    const { plex, sent } = plexAnswering(() => json(201, seedPin));
    await createPin(plex, 'short');
    await createPin(plex, 'strong');
    expect(sent.map(({ url, init }) => `${init.method} ${url}`)).toEqual([
      'POST https://clients.plex.tv/api/v2/pins',
      'POST https://clients.plex.tv/api/v2/pins?strong=true',
    ]);
  });

  const lasting = (expiresIn: number) => expect.objectContaining({ expiresIn });
  const untimed = { ...seedPin, expiresIn: undefined };
  const dated = { ...untimed, expiresAt: '2024-07-16T17:17:40Z' };

  test.each([
    ['all that the SDKs have', seedPin, { id: 308667304, code: '7RQZ', expiresIn: 876, ...seen }],
    [
      'all that the older one has',
      javaPin,
      { id: 1272322473, code: javaPin.code, expiresIn: 1800, ...unseen },
    ],
    [
      'no more than it needs',
      { id: 1, code: '7RQZ', expiresIn: 900 },
      { id: 1, code: '7RQZ', expiresIn: 900, ...unseen },
    ],
    ['its numbers as strings', { ...seedPin, id: '308667304', expiresIn: '876' }, lasting(876)],
    [
      'its id as a double in a string',
      { ...seedPin, id: '1.272322473E9' },
      expect.objectContaining({ id: 1272322473 }),
    ],
    ['its end only as a date', { ...dated, expiresIn: undefined }, lasting(875)],
    [
      'its end only as a Java date',
      { ...javaPin, expiresIn: null, expiresAt: '2023-04-12 19:29:02 +0200 CEST' },
      lasting(1739),
    ],
    ['its end as a date, and its time as none', { ...dated, expiresIn: 0 }, lasting(875)],
    ['its end as a date without a beginning', { ...untimed, createdAt: undefined }, lasting(900)],
    ['its beginning as a date without an end', { ...untimed, expiresAt: undefined }, lasting(900)],
    ['a short one without its end', { id: 1, code: '7RQZ' }, lasting(900)],
    ['a strong one without its end', { id: 1, code: javaPin.code }, lasting(1800)],
    [
      'its end as nonsense',
      { id: 1, code: '7RQZ', expiresIn: {}, createdAt: 7, expiresAt: 'soon' },
      lasting(900),
    ],
    [
      'its end before its beginning',
      { ...seedPin, expiresIn: 0, expiresAt: seedPin.createdAt },
      lasting(900),
    ],
    ['an end in an hour', { ...seedPin, expiresIn: 3600 }, lasting(3600)],
    ['an end in more', { ...seedPin, expiresIn: 3601 }, lasting(3600)],
    ['an end in 31 years', { ...seedPin, expiresIn: '1e9' }, lasting(3600)],
    [
      'an end in a year by its dates',
      { ...dated, expiresAt: '2025-07-16T17:03:05Z' },
      lasting(3600),
    ],
    ['an end that has passed', { ...seedPin, expiresIn: -1 }, lasting(900)],
    ['our client identifier missing', { ...seedPin, clientIdentifier: null }, lasting(876)],
    ['our client identifier empty', { ...seedPin, clientIdentifier: '' }, lasting(876)],
    ['another product', { ...seedPin, product: 'Plex SSO', qr: 7 }, lasting(876)],
    ['a code of 64', { ...seedPin, code: 'a'.repeat(64) }, lasting(876)],
  ])('and read with %s', async (_, body, pin) => {
    expect(await created(body)).toEqual({ ok: true, value: pin });
  });

  test.each([
    ['without an id', { ...seedPin, id: undefined }],
    ['with an id that is none', { ...seedPin, id: 'seven' }],
    ['with a broken id', { ...seedPin, id: 1.5 }],
    ['with an empty id', { ...seedPin, id: '' }],
    ['without a code', { ...seedPin, code: undefined }],
    ['with an empty code', { ...seedPin, code: '' }],
    ['with a code of three', { ...seedPin, code: '7RQ' }],
    ['with a code of 65', { ...seedPin, code: 'a'.repeat(65) }],
    ['with a code that is a number', { ...seedPin, code: 1234 }],
    ['with a code and a line break', { ...seedPin, code: '7RQZ\n' }],
    ["with somebody else's client identifier", { ...seedPin, clientIdentifier: 'install-2' }],
    ['with a client identifier that is none', { ...seedPin, clientIdentifier: 7 }],
    ['with a code that is markup', { ...seedPin, code: '<b>' }],
    ['with a code that ends in markup', { ...seedPin, code: '7RQZ<' }],
    ['with a code that begins with markup', { ...seedPin, code: '>7RQZ' }],
    ['that is a list', [seedPin]],
    ['that is null', null],
  ])('and refused %s', async (_, body) => {
    expect(await created(body)).toEqual({
      ok: false,
      reason: 'unexpectedBody',
      status: 201,
      retryAfter: null,
    });
  });
});

describe('a pin says where plex.tv sees this computer', () => {
  const city = 'Amsterdam';
  const country = 'Netherlands';
  const long = 'a'.repeat(100);

  test.each([
    ['by city and country', { city, country, code: 'NL' }, 'Amsterdam, Netherlands'],
    ['by country', { country }, 'Netherlands'],
    ['by country, the city empty', { city: ' ', country }, 'Netherlands'],
    ['by city', { city, country: null }, 'Amsterdam'],
    ['by country, the city being none', { city: ['x'], country }, 'Netherlands'],
    ['within bounds', { city: long, country: long }, `${long}, ${long}`],
    ['cut to bounds', { city: `${long}b`, country: `${long}c` }, `${long}, ${long}`],
    ['without controls', { city: 'A\u0000m\u009F', country: '\u001B' }, 'Am'],
    ['without turns', { city: '\u202EmA\u2069', country: '\u200F' }, 'mA'],
    ['without what has no width', { city: 'A\u200Bm\u200C\u200D\uFEFF\u2060' }, 'Am'],
    ['by nothing but its code', { code: 'VI' }, null],
    ['by what has no width', { city: '\u200D', country: '\u200B' }, null],
    ['as a text', 'Amsterdam', null],
    ['as a list', [city, country], null],
    ['as null', null, null],
    ['not at all', undefined, null],
  ])('%s', async (_, location, expected) => {
    const value = expect.objectContaining({ id: seedPin.id, expiresIn: 876, location: expected });
    expect(await created({ ...seedPin, location })).toEqual({ ok: true, value });
  });

  test.each([
    [true, true],
    ['true', true],
    [1, true],
    [false, false],
    ['0', false],
    [null, false],
    [undefined, false],
    ['perhaps', false],
    [{}, false],
  ])('and whether it is trusted: %j', async (trusted, expected) => {
    const value = expect.objectContaining({ id: seedPin.id, trusted: expected });
    expect(await created({ ...seedPin, trusted })).toEqual({ ok: true, value });
  });
});

test('a pin that cannot be made says why', async () => {
  const { plex } = plexAnswering(() => json(503, seedPin));
  const failure = { ok: false, reason: 'outage', status: 503, retryAfter: null };
  expect(await createPin(plex, 'short')).toEqual(failure);
});

describe('a pin is checked', () => {
  test('under its id', async () => {
    const { plex, sent } = plexAnswering(() => json(200, seedPin));
    await checkPin(plex, seedPin.id);
    expect(sent[0]).toMatchObject({
      url: 'https://clients.plex.tv/api/v2/pins/308667304',
      init: { method: 'GET' },
    });
  });

  test.each([
    ['null', null],
    ['absent', undefined],
    ['empty', ''],
    ['blank', ' \n'],
  ])('and pending while its token is %s', async (_, authToken) => {
    expect(await checked({ ...seedPin, authToken })).toEqual({
      ok: true,
      value: { authToken: null, expiresIn: 876, isNewAccount: false },
    });
  });

  test('and claimed when it has a token, in both dialects', async () => {
    const claimed = { ok: true, value: expect.objectContaining({ authToken: 'secret-1' }) };
    const approved = { authToken: 'secret-1', newRegistration: { id: 1 } };
    expect(await checked({ ...seedPin, ...approved })).toEqual(claimed);
    expect(await checked({ ...javaPin, ...approved }, 1272322473)).toEqual(claimed);
    expect(await checked({ code: javaPin.code, ...approved }, 1272322473)).toEqual(claimed);
    expect(await checked({ id: '308667304', ...approved })).toEqual(claimed);
  });

  test.each([
    ['true', true, true],
    ['an object', { id: 1 }, true],
    ['an empty object', {}, true],
    ['false', false, false],
    ['null', null, false],
    ['absent', undefined, false],
    ['a text', 'true', false],
    ['a number', 1, false],
    ['a list', [{}], false],
  ])('and of a new account or not where that is %s', async (_, newRegistration, isNewAccount) => {
    const value = { authToken: 'secret-1', expiresIn: 876, isNewAccount };
    const body = { ...seedPin, authToken: 'secret-1', newRegistration };
    expect(await checked(body)).toEqual({ ok: true, value });
  });

  test.each(['12345678', 'A-b_c.9Z', 'x'.repeat(4_096)])('and claimed by %s', async authToken => {
    const value = expect.objectContaining({ authToken });
    expect(await checked({ ...seedPin, authToken })).toEqual({ ok: true, value });
  });

  test.each([
    ['too short', '1234567'],
    ['too long', 'x'.repeat(4_097)],
    ['in two lines', 'secret-1\nX-Evil: 1'],
    ['with a line break at its end', 'secret-1\n'],
    ['with a space', ' secret-1'],
    ['with a quote', 'secret-1"; rm'],
    ['with another letter', 'secret-é1'],
    ['for a new server', 'claim-x8Jq2vTzR4wLpYs9Ab7K'],
    ['for two days', 'transient-6f1a2b3c-4d5e-4f60-8a7b-9c0d1e2f3a4b'],
    ['a number', 123_456_789],
    ['a boolean', true],
    ['a list', ['secret-1']],
    ['an object', { token: 'secret-1' }],
  ])('and unknown where its token is %s', async (_, authToken) => {
    const failure = { ok: false, reason: 'unexpectedBody', status: 200, retryAfter: null };
    expect(await checked({ ...seedPin, authToken })).toEqual(failure);
    expect(await checked({ code: javaPin.code, authToken }, 1)).toEqual(failure);
  });

  test.each([
    [3_600, 3_600],
    [3_601, 3_600],
    [1e300, 3_600],
    ['876', 876],
    [0, 0],
    [-1e300, 0],
  ])('and has %j seconds left as %i', async (expiresIn, expected) => {
    const value = expect.objectContaining({ expiresIn: expected });
    expect(await checked({ ...seedPin, expiresIn })).toEqual({ ok: true, value });
  });

  test('and ours by whatever names us', async () => {
    for (const clientIdentifier of [client.clientIdentifier, null, undefined, '']) {
      expect(await checked({ ...seedPin, clientIdentifier })).toMatchObject({ ok: true });
    }
    const answer = await checked({ ...seedPin, product: 'x', trusted: {}, location: 'y', qr: 7 });
    expect(answer).toMatchObject({ ok: true });
  });

  test('and gone when plex.tv says so', async () => {
    const { plex } = plexAnswering(() => json(404, notFound));
    expect(await checkPin(plex, 7)).toEqual({ ok: true, value: null });
  });

  test('and gone when plex.tv says so among other things', async () => {
    const errors = [{ code: 1 }, ...notFound.errors, { code: 2 }];
    const { plex } = plexAnswering(() => json(404, { errors }));
    expect(await checkPin(plex, 7)).toEqual({ ok: true, value: null });
  });

  test('and pending without a time where plex.tv does not say one', async () => {
    for (const expiresIn of [undefined, null, ' ', 'soon', {}]) {
      expect(await checked({ ...seedPin, expiresIn })).toEqual({
        ok: true,
        value: { authToken: null, expiresIn: null, isNewAccount: false },
      });
    }
  });

  test.each([
    ['somebody else says not found', json(404, { message: 'not found' }), 'unexpectedBody'],
    [
      'plex.tv has not found something else',
      json(404, { errors: [{ code: 1 }] }),
      'unexpectedBody',
    ],
    ['plex.tv names no error', json(404, { errors: [] }), 'unexpectedBody'],
    [
      'a page says not found',
      new Response('<h1>404</h1>', { status: 404, headers: { 'content-type': 'text/html' } }),
      'unexpectedContentType',
    ],
    ['it is another pin', json(200, { ...seedPin, id: 9 }), 'unexpectedBody'],
    ['it is no pin', json(200, {}), 'unexpectedBody'],
    [
      'it is approved for another client',
      json(200, { ...seedPin, clientIdentifier: 'install-2', authToken: 'secret-1' }),
      'unexpectedBody',
    ],
    [
      'its client is none',
      json(200, { ...seedPin, clientIdentifier: { id: 'install-1' } }),
      'unexpectedBody',
    ],
    ['its code is none, and its id is missing', json(200, { code: '7' }), 'unexpectedBody'],
    ['it has the status of a new pin', json(201, seedPin), 'unexpectedStatus'],
  ])('and unknown where %s', async (_, answer, reason) => {
    const { plex } = plexAnswering(() => answer);
    const { status } = answer;
    expect(await checkPin(plex, 308667304)).toEqual({
      ok: false,
      reason,
      status,
      retryAfter: null,
    });
  });
});
