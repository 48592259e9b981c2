import { afterEach, describe, expect, test, vi } from 'vitest';
import { readAccount, signOut } from '../../src/plex/account.ts';
import { readAvatar } from '../../src/plex/avatar.ts';
import { json, notFound, plexAnswering, raw } from './answers.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** An account of which plex.tv says no more than its name. */
const nothing = { uuid: null, email: null, thumb: null, hasPass: null, role: null };

describe('the account', () => {
  test('is asked for with the token in its header', async () => {
    const { plex, sent } = plexAnswering(() => json(200, { username: 'ada' }));
    await readAccount(plex, 'secret-token');
    expect(sent[0]).toMatchObject({
      url: 'https://plex.tv/api/v2/user',
      init: { method: 'GET', headers: { 'X-Plex-Token': 'secret-token' } },
    });
  });

  test.each([
    ['friendly name', { friendlyName: 'Ada', title: 'A', username: 'ada' }, 'Ada'],
    ['title', { friendlyName: '', title: 'A', username: 'ada' }, 'A'],
    ['username', { friendlyName: null, username: 'ada' }, 'ada'],
  ])('is named by its %s', async (_, body, name) => {
    const { plex } = plexAnswering(() => json(200, body));
    expect(await readAccount(plex, 'secret-token')).toEqual({
      ok: true,
      value: { ...nothing, name },
    });
  });

  test('has the address of its picture', async () => {
    const thumb = 'https://plex.tv/users/1/avatar';
    const { plex } = plexAnswering(() => json(200, { title: 'Ada', thumb }));
    const value = { ...nothing, name: 'Ada', thumb };
    expect(await readAccount(plex, 'secret-token')).toEqual({ ok: true, value });
  });

  test.each([
    ['an e-mail address', { email: 'ada@example.org' }, { email: 'ada@example.org' }],
    ['a Plex Pass', { subscription: { active: true } }, { hasPass: true }],
    ['a Plex Pass in words', { subscription: { active: 'true' } }, { hasPass: true }],
    ['a Plex Pass as a number', { subscription: { active: 1 } }, { hasPass: true }],
    ['no Plex Pass', { subscription: { active: false } }, { hasPass: false }],
    ['no Plex Pass as a number', { subscription: { active: '0' } }, { hasPass: false }],
    ['no word of a Plex Pass', { subscription: {} }, {}],
    ['nonsense for a Plex Pass', { subscription: { active: 'perhaps' } }, {}],
    ['nonsense for a subscription', { subscription: 'Active' }, {}],
    ['a Plex Home', { home: true, restricted: false }, { role: 'home' }],
    ['no Plex Home', { home: false, restricted: false }, {}],
    ['somebody who manages it', { home: true, restricted: true }, { role: 'managed' }],
    ['somebody who manages it, in words', { restricted: 'true' }, { role: 'managed' }],
    ['nonsense for a home', { home: 'x', restricted: {} }, {}],
  ])('has %s', async (_, fields, known) => {
    const { plex } = plexAnswering(() => json(200, { title: 'Ada', ...fields }));
    const value = { ...nothing, name: 'Ada', ...known };
    expect(await readAccount(plex, 'secret-token')).toEqual({ ok: true, value });
  });

  test.each([
    ['without a name', {}],
    ['with a name that is none', { title: 7 }],
    ['that is a list', []],
  ])('is refused %s', async (_, body) => {
    const { plex } = plexAnswering(() => json(200, body));
    expect(await readAccount(plex, 'secret-token')).toMatchObject({ reason: 'unexpectedBody' });
  });

  test('is unauthorized by a 401 of Plex alone', async () => {
    const reasonFor = async (status: number, body: unknown = { errors: [{ code: 1001 }] }) =>
      readAccount(plexAnswering(() => json(status, body)).plex, 'secret-token');
    expect(await reasonFor(401)).toMatchObject({ reason: 'unauthorized', status: 401 });
    expect(await reasonFor(401, {})).toMatchObject({ reason: 'unexpectedBody', status: 401 });
    for (const status of [403, 404, 429, 500, 503]) {
      expect(await reasonFor(status)).not.toMatchObject({ reason: 'unauthorized' });
    }
  });
});

describe('what an account says of itself', () => {
  const mail = (length: number) => `${'a'.repeat(length - 12)}@example.org`;
  const picture = (length: number) => 'https://plex.tv/'.padEnd(length, 'a');

  async function read(fields: object) {
    const { plex } = plexAnswering(() => json(200, { username: 'ada', ...fields }));
    const account = await readAccount(plex, 'secret-token');
    return account.ok ? account.value : account;
  }

  test.each([
    ['of 200 characters is whole', 'a'.repeat(200), 'a'.repeat(200)],
    ['that is longer is cut', 'a'.repeat(201), 'a'.repeat(200)],
    ['that is very long is cut', 'ab'.repeat(100_000), 'ab'.repeat(100)],
    ['loses its controls', 'A\u0000d\u001B\u007F\u009Fa', 'Ada'],
    ['loses what turns it round', '\u202EadA\u2066\u2069', 'adA'],
    ['that is nothing but controls is missing', '\u0000\u0007', 'ada'],
    ['that is nothing but turns is missing', '\u202E\u2066 \u200F', 'ada'],
    ['that has no width is missing', '\u200B\u200D\uFEFF', 'ada'],
  ])('has a name that %s', async (_, title, name) => {
    expect(await read({ title })).toMatchObject({ name });
  });

  test('has no name where all of them are controls', async () => {
    const unnamed = { friendlyName: '\u202E', title: '\u0000', username: '\u200B' };
    expect(await read(unnamed)).toMatchObject({ reason: 'unexpectedBody', status: 200 });
  });

  test.each([
    ['of 254 characters', mail(254), mail(254)],
    ['of more', mail(255), null],
    ['that is turned round', 'ada\u202E@example.org', null],
    ['that is empty', ' ', null],
    ['that is a number', 7, null],
  ])('has an e-mail address %s', async (_, email, expected) => {
    expect(await read({ email })).toMatchObject({ name: 'ada', email: expected });
  });

  test.each([
    ['of 2000 characters', picture(2_000), picture(2_000)],
    ['of more', picture(2_001), null],
    ['without encryption', 'http://plex.tv/a', null],
    ['that is a program', 'javascript:alert(1)', null],
    ['that is a picture', 'data:image/png;base64,AA==', null],
    ['that leads nowhere', 'https://', null],
    ['that is relative', '/users/1/avatar', null],
    ['that is broken over two lines', 'https://plex.tv/\na', null],
    ['that is a list', ['https://plex.tv/a'], null],
  ])('has a picture %s', async (_, thumb, expected) => {
    expect(await read({ thumb })).toMatchObject({ name: 'ada', thumb: expected });
  });
});

describe('whose account it is', () => {
  test.each([
    ['of 64 characters', 'a'.repeat(64), 'a'.repeat(64)],
    ['of one', '7', '7'],
    ['with dashes', '5f0c9f9e-3a53_X', '5f0c9f9e-3a53_X'],
    ['of 65 characters', 'a'.repeat(65), null],
    ['that is empty', '', null],
    ['in two lines', 'a\nb', null],
    ['with a line break at its end', 'ab\n', null],
    ['that is markup', '<b>', null],
    ['that is a number', 7, null],
    ['that is a list', ['a'], null],
    ['that is null', null, null],
    ['that is missing', undefined, null],
  ])('is known by a uuid %s', async (_, told, expected) => {
    const { plex } = plexAnswering(() => json(200, { username: 'ada', uuid: told }));
    expect(await readAccount(plex, 'secret-token')).toMatchObject({
      value: { name: 'ada', uuid: expected },
    });
  });
});

describe('a sign-out', () => {
  test('deletes the session of its token', async () => {
    const { plex, sent } = plexAnswering(() => json(204, null));
    expect(await signOut(plex, 'secret-token')).toEqual({ ok: true, value: null });
    expect(sent[0]).toMatchObject({
      url: 'https://plex.tv/api/v2/users/signout',
      init: { method: 'DELETE', headers: { 'X-Plex-Token': 'secret-token' } },
    });
  });

  const outcome = async (answer: Response) =>
    signOut(plexAnswering(() => answer).plex, 'secret-token');

  test.each([
    ['200 with JSON', raw(200, '{}', 'application/json')],
    ['200 with XML', raw(200, '<ok/>', 'text/xml')],
    ['200 with nothing', raw(200, '', 'text/html')],
    ['202', raw(202, '', null)],
    ['204', raw(204, '', null)],
  ])('is done by a %s', async (_, answer) => {
    expect(await outcome(answer)).toEqual({ ok: true, value: null });
  });

  test.each([
    ['a page', raw(200, '<h1>Sign in</h1>', 'text/html'), 'unexpectedContentType'],
    ['a page with 202', raw(202, '<h1>Sign in</h1>', 'text/html'), 'unexpectedContentType'],
    ['201', json(201, {}), 'unexpectedStatus'],
    ['205', raw(205, '', null), 'unexpectedStatus'],
    ['403', json(403, {}), 'unexpectedStatus'],
    ['404', json(404, notFound), 'unexpectedStatus'],
    ['410', raw(410, '', null), 'unexpectedStatus'],
    ['401 of Plex', json(401, { errors: [] }), 'unauthorized'],
    ['401 without a word', raw(401, '', null), 'bareUnauthorized'],
    ['401 of a page', raw(401, '<h1>Sign in</h1>', 'text/html'), 'unexpectedContentType'],
    ['500', json(500, {}), 'outage'],
  ])('is not done by %s', async (_, answer, reason) => {
    const { status } = answer;
    expect(await outcome(answer)).toEqual({ ok: false, reason, status, retryAfter: null });
  });
});

describe('an avatar', () => {
  const picture = (headers: Record<string, string>, bytes = 10) =>
    new Response(new Uint8Array(bytes), { headers });
  const png = { 'content-type': 'image/png' };

  test('is fetched without anything that says who asks', async () => {
    const { plex, sent } = plexAnswering(() => picture(png));
    const avatar = await readAvatar(plex, 'https://plex.tv/users/1/avatar?c=1');
    expect(avatar.ok && avatar.value.type).toBe('image/png');
    expect(sent[0]?.init).toMatchObject({
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
    expect(sent[0]?.init.headers).toBeUndefined();
  });

  test.each([
    ['on another host', 'https://example.org/avatar'],
    ['on a host that only looks like it', 'https://notplex.tv/avatar'],
    ['without encryption', 'http://plex.tv/avatar'],
    ['nowhere', 'avatar.png'],
  ])('is not even asked for %s', async (_, thumb) => {
    const { plex, sent } = plexAnswering(() => picture(png));
    expect(await readAvatar(plex, thumb)).toMatchObject({ reason: 'unexpectedBody' });
    expect(sent).toEqual([]);
  });

  test.each(['plex.tv', 'clients.plex.tv'])('is taken from %s, of up to 2 MB', async host => {
    const { plex } = plexAnswering(() => picture(png, 2_000_000));
    const avatar = await readAvatar(plex, `https://${host}/users/1/avatar`);
    expect(avatar.ok && avatar.value.size).toBe(2_000_000);
  });

  test('that takes longer than 10 s is done without', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    const { plex } = plexAnswering(() => Promise.reject(new DOMException('', 'TimeoutError')));
    const avatar = await readAvatar(plex, 'https://plex.tv/a');
    expect(avatar).toMatchObject({ ok: false, reason: 'timedOut' });
    expect(timeout).toHaveBeenCalledWith(10_000);
  });

  test.each([
    ['no picture', () => picture({ 'content-type': 'text/html' }), 'unexpectedContentType'],
    ['too large', () => picture(png, 2_000_001), 'unexpectedBody'],
    ['not found', () => new Response('', { status: 404, headers: png }), 'unexpectedStatus'],
    ['redirected', () => Promise.reject(new TypeError()), 'unreachable'],
  ])('is done without where it is %s', async (_, answer, reason) => {
    const { plex } = plexAnswering(answer);
    expect(await readAvatar(plex, 'https://plex.tv/a')).toMatchObject({ ok: false, reason });
  });

  test('that is asked for too often comes with the pause that plex.tv wants', async () => {
    const { plex } = plexAnswering(() => json(429, {}, { 'retry-after': '7' }));
    expect(await readAvatar(plex, 'https://plex.tv/a')).toEqual({
      ok: false,
      reason: 'rateLimited',
      status: 429,
      retryAfter: 7_000,
    });
  });
});
