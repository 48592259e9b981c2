import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ask, askForXml, order } from '../../src/plex/ask.ts';
import { successes } from '../../src/plex/question.ts';
import { json, plexAnswering, raw } from './answers.ts';

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
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
    });
  });

  test('that is redirected is answered, and goes nowhere else', async () => {
    const paths: string[] = [];
    const server = createServer(({ url = '' }, response) => {
      paths.push(url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const plex = { ...plexAnswering(() => json(200, {})).plex, fetch };
    const url = `http://127.0.0.1:${port}/asked`;
    const outcome = await ask(plex, { ...question, url, token: 'secret-token' });
    server.close();
    expect(outcome).toMatchObject({ reason: 'unexpectedStatus', status: 302 });
    expect(paths).toEqual(['/asked']);
  });

  test('that is redirected is answered also where a browser says no more than that', async () => {
    const redirection = Object.defineProperty(new Response(null), 'status', { value: 0 });
    const outcome = await outcomeOf(() => redirection);
    expect(outcome).toMatchObject({ reason: 'unexpectedStatus', status: 0 });
  });

  test('carries a token in its header, never in its address', async () => {
    const { plex, sent } = plexAnswering(() => json(200, {}));
    await ask(plex, { ...question, token: 'secret-token' });
    expect(sent[0]?.init.headers).toMatchObject({ 'X-Plex-Token': 'secret-token' });
    expect(sent[0]?.url).not.toContain('secret-token');
  });
});

describe('a request that says something', () => {
  test('says it in a form, and in no address', async () => {
    const { plex, sent } = plexAnswering(() => json(200, {}));
    await ask(plex, { ...question, method: 'PUT', form: { a: '1&2', b: 'ä =' } });
    expect(sent[0]).toMatchObject({
      url: question.url,
      init: {
        method: 'PUT',
        body: 'a=1%262&b=%C3%A4+%3D',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      },
    });
  });

  test('has no body where it says nothing', async () => {
    const { plex, sent } = plexAnswering(() => json(200, {}));
    await ask(plex, question);
    expect(sent[0]?.init).not.toHaveProperty('body');
  });
});

test('every status that begins with a 2 says that something is done, and no other', () => {
  expect([successes.length, successes[0], successes[4], successes.at(-1)]).toEqual([
    100, 200, 204, 299,
  ]);
});

describe('an answer in XML', () => {
  const outcome = async (answer: Response) => askForXml(plexAnswering(() => answer).plex, question);

  test('is asked for as such', async () => {
    const { plex, sent } = plexAnswering(() => raw(200, '<a/>', 'text/xml'));
    await askForXml(plex, question);
    expect(sent[0]?.init.headers).toMatchObject({ Accept: 'application/xml' });
  });

  test.each(['application/xml; charset=utf-8', 'text/xml', 'Application/XML'])(
    'counts as %s, without the space around it',
    async type => {
      const answer = raw(200, '\uFEFF <a>secret</a>\n', type);
      expect(await outcome(answer)).toEqual({ ok: true, value: '<a>secret</a>' });
    },
  );

  test.each([
    ['JSON', raw(200, '{}', 'application/json'), 'unexpectedContentType'],
    ['a page', raw(200, '<a/>', 'text/html'), 'unexpectedContentType'],
    ['of no type', raw(200, '<a/>', null), 'unexpectedContentType'],
    ['too long', raw(200, '<a/>'.padEnd(1_000_001), 'text/xml'), 'unexpectedBody'],
    ['of another status', raw(404, '<a/>', 'text/xml'), 'unexpectedStatus'],
    ['refused', raw(401, '<errors/>', 'text/xml'), 'unauthorized'],
    ['an outage', raw(500, '<a/>', 'text/xml'), 'outage'],
  ])('does not count where it is %s', async (_, answer, reason) => {
    const { status } = answer;
    expect(await outcome(answer)).toEqual({ ok: false, reason, status, retryAfter: null });
  });
});

describe('an answer', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json ;charset=utf-8',
    'application/json, application/json',
    'Application/JSON',
    'text/json',
  ])('counts as %s', async type => {
    const answer = json(200, { a: 1 }, { 'content-type': type });
    expect(await outcomeOf(() => answer)).toEqual({
      ok: true,
      value: { status: 200, body: { a: 1 } },
    });
  });

  const html = (status: number) =>
    new Response('<h1>secret</h1>', { status, headers: { 'content-type': 'text/html' } });

  test.each([
    ['429', json(429, {}), 'rateLimited'],
    ['500', html(500), 'outage'],
    ['503', html(503), 'outage'],
    ['400, client identifier missing', json(400, { errors: [{ code: 1000 }] }), 'unexpectedStatus'],
    ['403', html(403), 'unexpectedStatus'],
    ['201 where 200 belongs', json(201, {}), 'unexpectedStatus'],
    ['a page', html(200), 'unexpectedContentType'],
    ['XML', raw(200, '<user/>', 'application/xml'), 'unexpectedContentType'],
    ['204 where 200 belongs', json(204, null), 'unexpectedStatus'],
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

describe('a token is refused', () => {
  const declared = '<?xml version="1.0" encoding="UTF-8"?>';

  test.each([
    ['401 with errors', 401, '{"errors":[{"code":1001,"status":401}]}', 'application/json'],
    ['401 with errors that it does not name', 401, '{"errors":[]}', 'application/json'],
    ['401 with errors as text/json', 401, ' {"errors":[]}\n', 'text/json; charset=utf-8'],
    ['401 in XML', 401, '<errors><error code="1001"/></errors>', 'application/xml'],
    ['401 in XML as text', 401, '<errors><error/></errors>', 'text/xml; charset=utf-8'],
    ['401 in XML, declared', 401, `${declared}\n<errors>\n  x\n</errors>`, 'application/xml'],
    ['401 in XML, spaced', 401, ` \n${declared}<errors></errors>\n`, 'Application/XML'],
    ['401 in XML, marked', 401, '\uFEFF<errors a="b"><error/></errors>', 'application/xml'],
    ['401 in XML of one element', 401, '<errors/>', 'application/xml'],
    ['401 in XML of one described element', 401, '<errors status="401" />', 'application/xml'],
    ['422 «Invalid token»', 422, '{"errors":[{"message":"Invalid token"}]}', 'application/json'],
    ['422 in XML', 422, '<errors><error m="invalid token"/></errors>', 'application/xml'],
  ])('by a %s', async (_, status, body, type) => {
    const outcome = await outcomeOf(() => raw(status, body, type));
    expect(outcome).toEqual({ ok: false, reason: 'unauthorized', status, retryAfter: null });
  });

  test.each(['application/json', 'application/xml', 'text/html', 'text/plain', null])(
    'perhaps by a 401 as %s that says nothing',
    async type => {
      for (const body of ['', ' \r\n\t']) {
        const outcome = await outcomeOf(() => raw(401, body, type));
        expect(outcome).toMatchObject({ reason: 'bareUnauthorized', status: 401 });
      }
    },
  );

  const errors = '{"errors":[{"code":1001,"message":"Invalid token"}]}';
  const xml = '<errors><error/></errors>';
  const page = `<!DOCTYPE html><html><body>${xml}</body></html>`;

  test.each([
    ['a page', 401, page, 'text/html', 'unexpectedContentType'],
    ['a page that shows errors', 401, errors, 'text/html; charset=utf-8', 'unexpectedContentType'],
    ['a page that is XML', 401, xml, 'text/html', 'unexpectedContentType'],
    ['a page that says so', 401, xml, 'application/xhtml+xml', 'unexpectedContentType'],
    ['errors of no type', 401, errors, null, 'unexpectedContentType'],
    ['errors as text', 401, errors, 'text/plain', 'unexpectedContentType'],
    ['errors of a type like XML', 401, xml, 'application/xml-dtd', 'unexpectedContentType'],
    ['errors of a type that ends like XML', 401, xml, 'x-text/xml', 'unexpectedContentType'],
    ['a page that is called XML', 401, page, 'text/xml', 'unexpectedBody'],
    ['a page that is called JSON', 401, page, 'application/json', 'unexpectedBody'],
    ['JSON that is called XML', 401, errors, 'application/xml', 'unexpectedBody'],
    ['XML that is called JSON', 401, xml, 'application/json', 'unexpectedBody'],
    ['another object', 401, '{"error":"unauthorized"}', 'application/json', 'unexpectedBody'],
    [
      'errors that are none',
      401,
      '{"errors":"Invalid token"}',
      'application/json',
      'unexpectedBody',
    ],
    ['errors that break off', 401, '{"errors":[', 'application/json', 'unexpectedBody'],
    ['a list', 401, '[{"errors":[]}]', 'application/json', 'unexpectedBody'],
    ['null', 401, 'null', 'application/json', 'unexpectedBody'],
    ['another element', 401, '<error/>', 'application/xml', 'unexpectedBody'],
    ['another element like it', 401, '<errors-x></errors>', 'application/xml', 'unexpectedBody'],
    ['XML that breaks off', 401, '<errors><error/>', 'application/xml', 'unexpectedBody'],
    ['XML that goes on', 401, '<errors></errors><a/>', 'application/xml', 'unexpectedBody'],
    ['errors further in', 401, `<html>${xml}</html>`, 'application/xml', 'unexpectedBody'],
    ['errors behind something', 401, `x${xml}`, 'application/xml', 'unexpectedBody'],
    ['422 of another kind', 422, '{"errors":[]}', 'application/json', 'unexpectedStatus'],
    ['422 in another form', 422, '{"e":"Invalid token"}', 'application/json', 'unexpectedStatus'],
    ['422 from a page', 422, `Invalid token ${page}`, 'text/html', 'unexpectedStatus'],
    ['422 without a word', 422, '', 'application/json', 'unexpectedStatus'],
    ['«Invalid token» with 400', 400, errors, 'application/json', 'unexpectedStatus'],
    ['«Invalid token» with 403', 403, errors, 'application/json', 'unexpectedStatus'],
  ])('by nobody with %s', async (_, status, body, type, reason) => {
    const outcome = await outcomeOf(() => raw(status, body, type));
    expect(outcome).toEqual({ ok: false, reason, status, retryAfter: null });
  });
});

describe('a body', () => {
  const ofLength = (length: number) => `"${'x'.repeat(length - 2)}"`;

  test('of a million characters is read, and no longer one', async () => {
    const outcome = async (length: number) =>
      outcomeOf(() => raw(200, ofLength(length), 'application/json'));
    expect(await outcome(1_000_000)).toMatchObject({ ok: true });
    expect(await outcome(1_000_001)).toEqual({
      ok: false,
      reason: 'unexpectedBody',
      status: 200,
      retryAfter: null,
    });
  });

  test('that is announced as longer is not read at all', async () => {
    const announced = async (length: string) => {
      const response = json(200, {}, { 'content-length': length });
      const read = vi.spyOn(response.body ?? new ReadableStream(), 'pipeThrough');
      const outcome = await outcomeOf(() => response);
      return [outcome, read.mock.calls.length, response.bodyUsed];
    };
    expect(await announced('1000001')).toEqual([
      { ok: false, reason: 'unexpectedBody', status: 200, retryAfter: null },
      0,
      true,
    ]);
    expect(await announced('1000000')).toMatchObject([{ ok: true }, 1, true]);
    expect(await announced('many')).toMatchObject([{ ok: true }, 1, true]);
  });

  test('may be as long as it is known to become', async () => {
    const outcome = async (length: number) => {
      const answer = () => raw(200, ofLength(length), 'application/json');
      return ask(plexAnswering(answer).plex, { ...question, longest: 20 });
    };
    expect(await outcome(20)).toMatchObject({ ok: true });
    expect(await outcome(21)).toMatchObject({ ok: false, reason: 'unexpectedBody' });
  });

  test('that is too long takes nothing from the status', async () => {
    const padded = (status: number, start: string) =>
      raw(status, start.padEnd(1_000_001), 'application/json');
    const reasonFor = async (status: number, start: string) =>
      outcomeOf(() => padded(status, start));
    expect(await reasonFor(429, '{}')).toMatchObject({ reason: 'rateLimited', status: 429 });
    expect(await reasonFor(503, '{}')).toMatchObject({ reason: 'outage', status: 503 });
    expect(await reasonFor(404, '{}')).toMatchObject({ reason: 'unexpectedStatus', status: 404 });
    expect(await reasonFor(401, '{"errors":[]}')).toMatchObject({ reason: 'unexpectedBody' });
    expect(await reasonFor(401, '')).toMatchObject({ reason: 'unexpectedBody', status: 401 });
  });

  test('that breaks off on its way is as none', async () => {
    const broken = new ReadableStream({ pull: controller => controller.error(new TypeError('')) });
    const type = { 'content-type': 'application/json' };
    const outcome = await outcomeOf(() => new Response(broken, { headers: type }));
    expect(outcome).toMatchObject({ reason: 'unreachable', status: null });
  });
});

describe('an answer without an end', () => {
  test('is read no further than it may be long, whatever length it names', async () => {
    let chunks = 0;
    const cancel = vi.fn();
    const endless = new ReadableStream({
      cancel,
      pull(controller) {
        chunks += 1;
        if (chunks > 30) controller.error(new TypeError('It was read too far.'));
        else controller.enqueue(new Uint8Array(100_000).fill(32));
      },
    });
    const type = { 'content-type': 'application/json' };
    const answer = new Response(endless, { status: 200, headers: type });
    const outcome = await ask(plexAnswering(() => answer).plex, { ...question, statuses: [200] });
    expect(outcome).toMatchObject({ reason: 'unexpectedBody', status: 200 });
    expect(cancel).toHaveBeenCalledOnce();
  });
});

describe('an order', () => {
  const declared = '<?xml version="1.0"?>\n';
  const done = { ok: true, value: null };
  const outcome = async (answer: Response) =>
    order(plexAnswering(() => answer).plex, { ...question, statuses: [200, 204] });

  test.each([
    ['JSON', raw(200, '{"token":"secret"}', 'application/json')],
    ['broken JSON', raw(200, '{"token":"sec', 'application/json')],
    ['XML', raw(200, '<a/>', 'application/xml')],
    ['a word', raw(200, 'OK', 'text/plain')],
    ['a word of no type', raw(200, 'OK', null)],
    ['what begins like a page', raw(200, '<htmlish/>', 'application/xml')],
    ['a page further in', raw(200, '{"title":"<html>"}', 'application/json')],
    ['nothing', raw(200, '', null)],
    ['nothing at all', raw(204, '', null)],
    ['nothing of a page', raw(200, ' \n', 'text/html')],
    ['a word of a type that only ends like a page', raw(200, 'OK', 'x-text/html')],
    ['too much', raw(200, ' '.repeat(1_000_001), 'application/json')],
  ])('is carried out with %s in the answer', async (_, answer) => {
    expect(await outcome(answer)).toEqual(done);
  });

  test.each([
    ['a page', raw(200, '<h1>Sign in</h1>', 'text/html'), 'unexpectedContentType'],
    ['a short page', raw(200, 'OK', 'Text/HTML; charset=utf-8'), 'unexpectedContentType'],
    ['a page in XML', raw(200, '<html/>', 'application/xhtml+xml'), 'unexpectedContentType'],
    ['a long page', raw(200, ' '.repeat(1_000_001), 'text/html'), 'unexpectedContentType'],
    [
      'a page of no type',
      raw(200, '<!doctype html><h1>Sign in</h1>', null),
      'unexpectedContentType',
    ],
    ['a page as text', raw(200, '\n<HTML lang="en">', 'text/plain'), 'unexpectedContentType'],
    ['a page as XML', raw(200, `${declared}\n<html/>`, 'text/xml'), 'unexpectedContentType'],
    ['a page in one line', raw(200, '<?xml version="1.0"?><html/>', null), 'unexpectedContentType'],
    ['a page in wide type', raw(200, '<!doctype  html>', null), 'unexpectedContentType'],
    ['a page of a type of two words', raw(200, 'OK', 'text/html ; a=b'), 'unexpectedContentType'],
    ['too much of no type', raw(200, 'x'.repeat(1_000_001), null), 'unexpectedContentType'],
    ['another status', raw(202, '', null), 'unexpectedStatus'],
    ['an error', json(503, {}), 'outage'],
  ])('is not carried out with %s', async (_, answer, reason) => {
    const { status } = answer;
    expect(await outcome(answer)).toEqual({ ok: false, reason, status, retryAfter: null });
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
