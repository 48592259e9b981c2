import { describe, expect, test } from 'vitest';
import { checkPin, createPin } from '../../src/plex/pins.ts';
import { javaPin, json, notFound, plexAnswering, seedPin } from './answers.ts';

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
    ['as the SDKs have it', seedPin, { id: 308667304, code: '7RQZ', expiresIn: 876 }],
    ['as the older one has it', javaPin, { id: 1272322473, code: javaPin.code, expiresIn: 1800 }],
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
    ['its place only in part', { ...seedPin, location: { code: 'VI' } }, lasting(876)],
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
    ['blank', ' '],
  ])('and pending while its token is %s', async (_, authToken) => {
    expect(await checked({ ...seedPin, authToken })).toEqual({
      ok: true,
      value: { authToken: null, expiresIn: 876 },
    });
  });

  test('and claimed when it has a token, in both dialects', async () => {
    const claimed = { ok: true, value: expect.objectContaining({ authToken: 'secret' }) };
    const approved = { authToken: 'secret', newRegistration: { id: 1 } };
    expect(await checked({ ...seedPin, ...approved })).toEqual(claimed);
    expect(await checked({ ...javaPin, ...approved }, 1272322473)).toEqual(claimed);
    expect(await checked({ code: javaPin.code, ...approved }, 1272322473)).toEqual(claimed);
    expect(await checked({ id: '308667304', ...approved })).toEqual(claimed);
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
        value: { authToken: null, expiresIn: null },
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
      'its token is no string',
      json(200, { ...seedPin, authToken: { token: 'x' } }),
      'unexpectedBody',
    ],
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
