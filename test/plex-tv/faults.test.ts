import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Answer, api, ask, linkApp, type Said, signedIn } from './ask.ts';
import { type PlexTv, startPlexTv } from './index.ts';

/** Longer than any test lasts, ms. */
const ages = 3_600_000;

let plexTv: PlexTv;
let headers: Record<string, string>;

beforeEach(async () => {
  plexTv = await startPlexTv();
  headers = signedIn(await linkApp(plexTv));
});

afterEach(() => plexTv.close());

function user(said: Said = {}): Promise<Answer> {
  return ask(plexTv, 'GET', `${api}/user`, { headers, ...said });
}

function ping(): Promise<Answer> {
  return ask(plexTv, 'GET', `${api}/ping`, { headers });
}

/** Sends a request that is not answered yet, and gives it once it has arrived. */
async function unanswered(said: Said = {}): Promise<{ answer: Promise<Answer> }> {
  const arrived = once(plexTv.server, 'request');
  const answer = user(said);
  await arrived;
  return { answer };
}

describe('what goes wrong', () => {
  test.each([500, 502, 503])('is an outage in HTML with status %i', async status => {
    plexTv.fault({ status });
    expect(await user()).toMatchObject({
      status,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      text: expect.stringMatching(/^<!doctype html>/),
    });
  });

  test('is a page in place of JSON, although the status is right', async () => {
    plexTv.fault({ status: 200 });
    expect(await user()).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      json: undefined,
    });
  });

  test.each(['7', 'Thu, 01 Jan 2026 00:00:07 GMT'])('says to retry after %s', async after => {
    plexTv.fault({ status: 429, headers: { 'Retry-After': after } });
    expect(await user()).toMatchObject({ status: 429, headers: { 'retry-after': after } });
  });

  test('is half of the right answer', async () => {
    const right = await user();
    plexTv.fault({ truncate: true });
    const half = await user();
    expect(half).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      text: right.text.slice(0, right.text.length / 2),
      json: undefined,
    });
  });

  test('is the right answer with something else in it', async () => {
    const right = await user();
    plexTv.fault({ rewrite: text => text.replace('Ada Example', 'Mallory') });
    const other = await user();
    expect(other).toMatchObject({ status: 200, json: { friendlyName: 'Mallory' } });
    expect(other.text).toBe(right.text.replace('Ada Example', 'Mallory'));
  });

  test('is the right answer under a wrong type', async () => {
    const right = await user();
    plexTv.fault({ headers: { 'Content-Type': 'text/plain' } });
    expect(await user()).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/plain' },
      text: right.text,
    });
  });

  test('is a connection that breaks', async () => {
    plexTv.fault({ drop: 'reset', times: 1 });
    await expect(user()).rejects.toMatchObject({ code: 'ECONNRESET' });
    const broken = plexTv.requested(({ path }) => path === '/api/v2/user');
    expect(await broken).toMatchObject({ status: null, endedAt: expect.any(Number) });
    expect((await user()).status).toBe(200);
  });

  test('is an answer that never comes, while others do', async () => {
    plexTv.fault({ path: /user$/, drop: 'hang' });
    const impatience = new AbortController();
    const { answer } = await unanswered({ signal: impatience.signal });
    const others = ping();
    expect(await Promise.race([answer, others])).toBe(await others);
    expect(plexTv.requests.at(-2)).toMatchObject({
      path: '/api/v2/user',
      status: null,
      endedAt: null,
    });
    impatience.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });

  test.each<[string, () => void]>([
    ['by a fault', () => plexTv.fault({ path: /user$/, latencyMs: ages })],
    [
      'by a setting',
      () => {
        plexTv.settings.latencyMs = ages;
        plexTv.fault({ path: /ping$/, latencyMs: 0 });
      },
    ],
    [
      'on its way back',
      () => {
        plexTv.settings.returnMs = ages;
        plexTv.fault({ path: /ping$/, latencyMs: 0 });
      },
    ],
  ])('is an answer that takes long, %s, until plex.tv is closed', async (_, slowDown) => {
    slowDown();
    const { answer } = await unanswered();
    const others = ping();
    expect(await Promise.race([answer, others])).toBe(await others);
    await Promise.all([
      expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' }),
      plexTv.close(),
    ]);
    expect(plexTv.requests.at(-2)).toMatchObject({ path: '/api/v2/user', status: null });
  });

  test('is nothing but the time that it takes, where nothing else is said', async () => {
    const right = await user();
    plexTv.fault({ latencyMs: 1 });
    expect(await user()).toMatchObject({ status: 200, text: right.text });
  });

  test('is an answer that is not true any more when it is there', async () => {
    plexTv.settings.returnMs = 300;
    const { answer } = await unanswered();
    await vi.waitFor(() => expect(plexTv.requests.at(-1)?.path).toBe('/api/v2/user'));
    plexTv.revoke(headers['X-Plex-Token'] ?? '');
    expect((await answer).status).toBe(200);
    expect((await user()).status).toBe(401);
  });

  test('is an outage that comes late', async () => {
    plexTv.fault({ latencyMs: 1, status: 504 });
    expect((await user()).status).toBe(504);
  });
});
