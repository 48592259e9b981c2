import { afterEach, describe, expect, test, vi } from 'vitest';
import { readAccount, signOut } from '../../src/plex/account.ts';
import { readAvatar } from '../../src/plex/avatar.ts';
import { json, plexAnswering } from './answers.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** An account of which plex.tv says no more than its name. */
const nothing = { email: null, thumb: null, hasPass: null, role: null };

describe('the account', () => {
  test('is asked for with the token in its header', async () => {
    const { plex, sent } = plexAnswering(() => json(200, { username: 'ada' }));
    await readAccount(plex, 'secret');
    expect(sent[0]).toMatchObject({
      url: 'https://plex.tv/api/v2/user',
      init: { method: 'GET', headers: { 'X-Plex-Token': 'secret' } },
    });
  });

  test.each([
    ['friendly name', { friendlyName: 'Ada', title: 'A', username: 'ada' }, 'Ada'],
    ['title', { friendlyName: '', title: 'A', username: 'ada' }, 'A'],
    ['username', { friendlyName: null, username: 'ada' }, 'ada'],
  ])('is named by its %s', async (_, body, name) => {
    const { plex } = plexAnswering(() => json(200, body));
    expect(await readAccount(plex, 'secret')).toEqual({ ok: true, value: { ...nothing, name } });
  });

  test('has the address of its picture', async () => {
    const thumb = 'https://plex.tv/users/1/avatar';
    const { plex } = plexAnswering(() => json(200, { title: 'Ada', thumb }));
    const value = { ...nothing, name: 'Ada', thumb };
    expect(await readAccount(plex, 'secret')).toEqual({ ok: true, value });
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
    expect(await readAccount(plex, 'secret')).toEqual({ ok: true, value });
  });

  test.each([
    ['without a name', {}],
    ['with a name that is none', { title: 7 }],
    ['that is a list', []],
  ])('is refused %s', async (_, body) => {
    const { plex } = plexAnswering(() => json(200, body));
    expect(await readAccount(plex, 'secret')).toMatchObject({ reason: 'unexpectedBody' });
  });

  test('is unauthorized by a 401 alone', async () => {
    const reasonFor = async (status: number) =>
      readAccount(plexAnswering(() => json(status, {})).plex, 'secret');
    expect(await reasonFor(401)).toMatchObject({ reason: 'unauthorized' });
    for (const status of [403, 404, 429, 500, 503]) {
      expect(await reasonFor(status)).not.toMatchObject({ reason: 'unauthorized' });
    }
  });
});

describe('a sign-out', () => {
  test('deletes the session of its token', async () => {
    const { plex, sent } = plexAnswering(() => json(204, null));
    expect(await signOut(plex, 'secret')).toEqual({ ok: true, value: null });
    expect(sent[0]).toMatchObject({
      url: 'https://plex.tv/api/v2/users/signout',
      init: { method: 'DELETE', headers: { 'X-Plex-Token': 'secret' } },
    });
  });

  test('counts only as 204', async () => {
    const { plex } = plexAnswering(() => json(200, {}));
    expect(await signOut(plex, 'secret')).toMatchObject({ reason: 'unexpectedStatus' });
  });
});

describe('an avatar', () => {
  const picture = (headers: Record<string, string>, bytes = 10) =>
    new Response(new Uint8Array(bytes), { headers });
  const png = { 'content-type': 'image/png' };

  test('is fetched without anything that says who asks', async () => {
    const { plex, sent } = plexAnswering(() => picture(png));
    const avatar = await readAvatar(plex.fetch, 'https://plex.tv/users/1/avatar?c=1');
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
    expect(await readAvatar(plex.fetch, thumb)).toMatchObject({ reason: 'unexpectedBody' });
    expect(sent).toEqual([]);
  });

  test.each(['plex.tv', 'clients.plex.tv'])('is taken from %s, of up to 2 MB', async host => {
    const { plex } = plexAnswering(() => picture(png, 2_000_000));
    const avatar = await readAvatar(plex.fetch, `https://${host}/users/1/avatar`);
    expect(avatar.ok && avatar.value.size).toBe(2_000_000);
  });

  test('that takes longer than 10 s is done without', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    const { plex } = plexAnswering(() => Promise.reject(new DOMException('', 'TimeoutError')));
    const avatar = await readAvatar(plex.fetch, 'https://plex.tv/a');
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
    expect(await readAvatar(plex.fetch, 'https://plex.tv/a')).toMatchObject({ ok: false, reason });
  });
});
