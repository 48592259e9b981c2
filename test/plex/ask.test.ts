import { afterEach, describe, expect, test, vi } from 'vitest';
import { ask } from '../../src/plex/ask.ts';
import { json, plexAnswering } from './answers.ts';

const question = { method: 'GET', url: 'https://plex.tv/api/v2/x', statuses: [200] } as const;

async function outcomeOf(answer: () => Response | Promise<Response>) {
  return ask(plexAnswering(answer).plex, question);
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a request', () => {
  test('says who asks, generically, and nothing else', async () => {
    const { plex, sent } = plexAnswering(() => json(200, {}));
    await ask(plex, question);
    expect(sent[0]?.init.headers).toStrictEqual({
      Accept: 'application/json',
      'X-Plex-Client-Identifier': 'install-1',
      'X-Plex-Product': 'Pinlink',
      'X-Plex-Version': '0.1.0',
      'X-Plex-Platform': 'Firefox',
      'X-Plex-Device': 'Firefox',
      'X-Plex-Device-Name': 'Pinlink (Firefox)',
    });
  });

  test('takes no cookies along, follows nobody and tells nobody whence it comes', async () => {
    const { plex, sent } = plexAnswering(() => json(200, {}));
    await ask(plex, question);
    expect(sent[0]?.init).toMatchObject({
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
  });

  test('carries a token in its header, never in its address', async () => {
    const { plex, sent } = plexAnswering(() => json(200, {}));
    await ask(plex, { ...question, token: 'secret' });
    expect(sent[0]?.init.headers).toMatchObject({ 'X-Plex-Token': 'secret' });
    expect(sent[0]?.url).not.toContain('secret');
  });
});

describe('an answer', () => {
  test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])(
    'counts as %s',
    async type => {
      const answer = json(200, { a: 1 }, { 'content-type': type });
      expect(await outcomeOf(() => answer)).toEqual({
        ok: true,
        value: { status: 200, body: { a: 1 } },
      });
    },
  );

  test('counts as 204 without a body', async () => {
    const { plex } = plexAnswering(() => json(204, null));
    expect(await ask(plex, { ...question, statuses: [204] })).toEqual({
      ok: true,
      value: { status: 204, body: null },
    });
  });

  const html = (status: number) =>
    new Response('<h1>secret</h1>', { status, headers: { 'content-type': 'text/html' } });

  test.each([
    ['401', json(401, {}), 'unauthorized'],
    ['422 «Invalid token»', json(422, { error: 'Invalid token' }), 'unauthorized'],
    ['422 of another kind', json(422, {}), 'unexpectedStatus'],
    ['«Invalid token» by another name', json(400, { error: 'Invalid token' }), 'unexpectedStatus'],
    ['429', json(429, {}), 'rateLimited'],
    ['500', html(500), 'outage'],
    ['503', html(503), 'outage'],
    ['400, client identifier missing', json(400, { errors: [{ code: 1000 }] }), 'unexpectedStatus'],
    ['403', html(403), 'unexpectedStatus'],
    ['201 where 200 belongs', json(201, {}), 'unexpectedStatus'],
    ['a page', html(200), 'unexpectedContentType'],
    ['no type at all', new Response(new Uint8Array([123, 125])), 'unexpectedContentType'],
    [
      'JSON with a wrong type',
      json(200, {}, { 'content-type': 'text/json-like' }),
      'unexpectedContentType',
    ],
    [
      'JSON with a type that only ends like it',
      json(200, {}, { 'content-type': 'text/html, application/json' }),
      'unexpectedContentType',
    ],
    [
      'JSON that breaks off',
      new Response('{"authToken":"secr', { headers: { 'content-type': 'application/json' } }),
      'unexpectedBody',
    ],
    [
      'an empty body',
      new Response('', { headers: { 'content-type': 'application/json' } }),
      'unexpectedBody',
    ],
  ])('that is %s is %s', async (_, answer, reason) => {
    const outcome = await outcomeOf(() => answer);
    expect(outcome).toEqual({ ok: false, reason, status: answer.status, retryAfter: null });
    expect(JSON.stringify(outcome)).not.toContain('secr');
  });

  test('that never comes for want of a network is unreachable', async () => {
    const outcome = await outcomeOf(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(outcome).toEqual({
      ok: false,
      reason: 'unreachable',
      status: null,
      retryAfter: null,
    });
  });

  test('that takes longer than 10 s is timed out', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    const outcome = await outcomeOf(() => Promise.reject(new DOMException('', 'TimeoutError')));
    expect(outcome).toMatchObject({ ok: false, reason: 'timedOut' });
    expect(timeout).toHaveBeenCalledWith(10_000);
  });
});

describe('a wait that plex.tv asks for', () => {
  test.each([
    ['in seconds', '7', 7_000],
    ['in more seconds', '60', 60_000],
    ['none', '0', 0],
    ['as a date', 'Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['as a date of the other form', '2026-01-01T00:01:00+00:00', 60_000],
    ['as a date that has passed', 'Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['of more than an hour', '86400', 3_600_000],
    ['as nonsense', 'later', null],
    ['as nothing', '', null],
  ])('is read %s', async (_, header, retryAfter) => {
    const outcome = await outcomeOf(() => json(429, {}, { 'retry-after': header }));
    expect(outcome).toEqual({ ok: false, reason: 'rateLimited', status: 429, retryAfter });
  });
});
