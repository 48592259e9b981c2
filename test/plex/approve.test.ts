import { describe, expect, test } from 'vitest';
import { approvePin } from '../../src/plex/pins.ts';
import { json, notFound, plexAnswering, raw } from './answers.ts';

const page = '<!doctype html><title>Sign in</title>';
const errors = JSON.stringify(notFound);

async function outcomeOf(answer: () => Response) {
  return approvePin(plexAnswering(answer).plex, 'strongcode', 'secret-token');
}

describe('a pin is approved', () => {
  test('by its code in a form, with the token in its header and in no address', async () => {
    const { plex, sent } = plexAnswering(() => json(204, null));
    expect(await approvePin(plex, 'strongcode', 'secret-token')).toEqual({
      ok: true,
      value: 'approved',
    });
    expect(sent).toMatchObject([
      {
        url: 'https://plex.tv/api/v2/pins/link',
        init: {
          method: 'PUT',
          body: 'code=strongcode',
          credentials: 'omit',
          redirect: 'manual',
          referrerPolicy: 'no-referrer',
          headers: {
            Accept: 'application/json',
            'Content-Type': 'application/x-www-form-urlencoded',
            'X-Plex-Token': 'secret-token',
            'X-Plex-Product': 'Pinlink',
          },
        },
      },
    ]);
  });

  test('with a code that cannot end its field', async () => {
    const { plex, sent } = plexAnswering(() => json(204, null));
    await approvePin(plex, 'a&code=b c', 'secret-token');
    expect(sent[0]?.init.body).toBe('code=a%26code%3Db+c');
  });

  test.each([
    ['204', raw(204, '', null)],
    ['200 without a word', raw(200, '', null)],
    ['200 with a pin', json(200, { code: 'strongcode' })],
    ['200 with broken JSON', raw(200, '{"code"', 'application/json')],
    ['200 in XML', raw(200, '<pin/>', 'application/xml')],
    ['200 with nothing of a page', raw(200, ' ', 'text/html')],
    ['201', json(201, {})],
    ['202', raw(202, '', null)],
    ['299', raw(299, 'OK', 'text/plain')],
  ])('as %s says', async (_, answer) => {
    expect(await outcomeOf(() => answer)).toEqual({ ok: true, value: 'approved' });
  });
});

describe('a pin that is gone', () => {
  test.each(['application/json', 'application/json; charset=utf-8', 'text/json'])(
    'is so by Plex’s own error as %s',
    async type => {
      const outcome = await outcomeOf(() => raw(404, errors, type));
      expect(outcome).toEqual({ ok: true, value: 'gone' });
    },
  );

  test.each([
    ['a page', page, 'text/html', 'unexpectedContentType'],
    ['Plex’s error in a page', errors, 'text/html', 'unexpectedContentType'],
    ['Plex’s error as text', errors, 'text/plain', 'unexpectedContentType'],
    ['a word in XML', '<errors/>', 'application/xml', 'unexpectedContentType'],
    ['nothing', '', null, 'unexpectedContentType'],
    ['nothing in JSON', '', 'application/json', 'unexpectedBody'],
    ['another error', '{"errors":[{"code":1000}]}', 'application/json', 'unexpectedBody'],
    ['no error', '{"errors":[]}', 'application/json', 'unexpectedBody'],
    ['something else', '{"message":"Not Found"}', 'application/json', 'unexpectedBody'],
    ['broken JSON', errors.slice(0, -3), 'application/json', 'unexpectedBody'],
  ])('is not so by a 404 with %s', async (_, body, type, reason) => {
    const outcome = await outcomeOf(() => raw(404, body, type));
    expect(outcome).toEqual({ ok: false, reason, status: 404, retryAfter: null });
  });
});

describe('a pin is not approved', () => {
  test.each([
    ['a page', raw(200, page, 'text/html'), 'unexpectedContentType'],
    ['a page with 204’s neighbour', raw(203, page, 'text/html'), 'unexpectedContentType'],
    ['a redirection', raw(302, '', null), 'unexpectedStatus'],
    ['300', raw(300, '', null), 'unexpectedStatus'],
    ['400', json(400, { errors: [{ code: 1000 }] }), 'unexpectedStatus'],
    ['the error of a pin that is gone, with 400', json(400, notFound), 'unexpectedStatus'],
    ['403', json(403, {}), 'unexpectedStatus'],
    ['409', json(409, {}), 'unexpectedStatus'],
    ['410', json(410, notFound), 'unexpectedStatus'],
    ['Plex’s 401', json(401, { errors: [{ code: 1001 }] }), 'unauthorized'],
    ['a 401 without a word', raw(401, '', null), 'bareUnauthorized'],
    ['a 401 of a page', raw(401, page, 'text/html'), 'unexpectedContentType'],
    ['«Invalid token»', json(422, { errors: [{ message: 'Invalid token' }] }), 'unauthorized'],
    ['an outage', raw(503, page, 'text/html'), 'outage'],
  ])('by %s', async (_, answer, reason) => {
    const { status } = answer;
    const outcome = await outcomeOf(() => answer);
    expect(outcome).toEqual({ ok: false, reason, status, retryAfter: null });
    expect(JSON.stringify(outcome)).not.toMatch(/secret|strongcode|Sign in/);
  });

  test('by a plex.tv that wants to be left alone', async () => {
    const outcome = await outcomeOf(() => json(429, { code: 1003 }, { 'retry-after': '7' }));
    expect(outcome).toMatchObject({ reason: 'rateLimited', retryAfter: 7_000 });
  });

  test('without a network', async () => {
    const { plex } = plexAnswering(() => Promise.reject(new TypeError('secret-token')));
    const failure = { ok: false, reason: 'unreachable', status: null, retryAfter: null };
    expect(await approvePin(plex, 'strongcode', 'secret-token')).toEqual(failure);
  });
});
