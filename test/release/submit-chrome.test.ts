import { describe, expect, test } from 'vitest';
import { type Account, accountIn, submit } from '../../tools/submit-chrome.ts';

const account: Account = {
  publisherId: 'pub',
  itemId: 'item',
  clientId: 'id',
  clientSecret: 'a-secret',
  refreshToken: 'a-refresh-token',
};

const zip = new TextEncoder().encode('a package');

/** What Google answers, in order, and what it was asked. */
function google(...answers: readonly (Record<string, string> | number | string)[]) {
  const asked: string[] = [];
  const bodies: string[] = [];
  const left = [{ access_token: 'an-access-token' }, ...answers];
  let pauses = 0;
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    asked.push(`${init.method} ${url}`);
    bodies.push(init.body === null ? '' : await new Response(init.body ?? null).text());
    const signed = new Headers(init.headers).get('authorization');
    if (asked.length > 1) expect(signed).toBe('Bearer an-access-token');
    const answer = left.shift();
    if (typeof answer === 'number') return new Response('a-secret', { status: answer });
    return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer));
  };
  const pause = async () => {
    pauses++;
  };
  return { fetch, pause, asked, bodies, pauses: () => pauses };
}

const item = 'publishers/pub/items/item';
const upload = `POST https://chromewebstore.googleapis.com/upload/v2/${item}:upload`;
const status = `GET https://chromewebstore.googleapis.com/v2/${item}:fetchStatus`;
const publish = `POST https://chromewebstore.googleapis.com/v2/${item}:publish`;
const token = 'POST https://oauth2.googleapis.com/token';

describe('a package for the Chrome Web Store', () => {
  test('is uploaded and submitted', async () => {
    const world = google({ uploadState: 'SUCCEEDED' }, { state: 'PENDING_REVIEW' });
    expect(await submit(zip, account, world)).toBe('PENDING_REVIEW');
    expect(world.asked).toEqual([token, upload, publish]);
    expect(Object.fromEntries(new URLSearchParams(world.bodies[0]))).toEqual({
      grant_type: 'refresh_token',
      client_id: 'id',
      client_secret: 'a-secret',
      refresh_token: 'a-refresh-token',
    });
    expect(world.bodies[1]).toBe('a package');
  });

  test.each(['IN_PROGRESS', 'UPLOAD_IN_PROGRESS'])('is waited for while it is %s', async state => {
    const world = google(
      { uploadState: state },
      { lastAsyncUploadState: state },
      { lastAsyncUploadState: 'SUCCEEDED' },
      { state: 'PUBLISHED' },
    );
    expect(await submit(zip, account, world)).toBe('PUBLISHED');
    expect(world.asked).toEqual([token, upload, status, status, publish]);
    expect(world.pauses()).toBe(2);
  });

  test('is not waited for in vain', async () => {
    const answers = Array.from({ length: 99 }, () => ({ lastAsyncUploadState: 'IN_PROGRESS' }));
    const world = google({ uploadState: 'IN_PROGRESS' }, ...answers);
    await expect(submit(zip, account, world)).rejects.toThrow('The upload is IN_PROGRESS.');
    expect(world.asked).not.toContain(publish);
    expect(world.pauses()).toBe(60);
  });

  test.each([
    ['refused', [{ uploadState: 'FAILED' }], 'The upload is FAILED.'],
    ['not mentioned', [{}], 'The upload is unknown.'],
    ['answered by an error', [403], 'Google answered 403 to /upload/v2/publishers/pub/items/'],
    ['answered by nonsense', ['<html>'], 'Google answered nonsense to /upload/v2/'],
  ] as const)('that is %s is not submitted', async (_, answers, message) => {
    const world = google(...answers);
    await expect(submit(zip, account, world)).rejects.toThrow(message);
    expect(world.asked).toEqual([token, upload]);
  });

  test.each(['REJECTED', 'CANCELLED'])('that is %s is no success', async state => {
    const world = google({ uploadState: 'SUCCEEDED' }, { state });
    await expect(submit(zip, account, world)).rejects.toThrow(`The submission is ${state}.`);
  });

  test('gives no secret away in an error', async () => {
    for (const failing of [400, 'a-secret a-refresh-token', { error: 'a-secret' }]) {
      const world = google();
      world.fetch = async () =>
        typeof failing === 'number'
          ? new Response('a-secret', { status: failing })
          : new Response(JSON.stringify(failing));
      const error = await submit(zip, account, world).catch(String);
      expect(error).toMatch(/^Error: Google /);
      expect(error).not.toMatch(/secret|refresh-token/);
    }
  });
});

describe('the account', () => {
  const env = {
    CHROME_PUBLISHER_ID: 'pub',
    CHROME_ITEM_ID: 'item',
    CHROME_CLIENT_ID: 'id',
    CHROME_CLIENT_SECRET: 'a-secret',
    CHROME_REFRESH_TOKEN: 'a-refresh-token',
  };

  test('comes from the environment', () => {
    expect(accountIn(env)).toEqual(account);
  });

  test('is none where nothing is set, also to nothing', () => {
    expect(accountIn({})).toBeNull();
    expect(accountIn({ CHROME_ITEM_ID: '' })).toBeNull();
  });

  test('is no half one: what is missing is named, and nothing else', () => {
    const { CHROME_CLIENT_SECRET: _, ...rest } = env;
    expect(() => accountIn(rest)).toThrow(/^Not set: CHROME_CLIENT_SECRET\.$/);
  });
});
