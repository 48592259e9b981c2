import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { api, ask, linkApp, makePin, signedIn } from './ask.ts';
import { type Dialect, type PlexTv, startPlexTv } from './index.ts';

let plexTv: PlexTv;

beforeEach(async () => {
  // Only the clock stands still: the net has to go on.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) });
  plexTv = await startPlexTv();
});

afterEach(async () => {
  await plexTv.close();
  vi.useRealTimers();
});

/** A pin in that dialect, before and after its approval, and the id and code that it has. */
async function pinIn(dialect: Dialect) {
  const pin = await makePin(plexTv, '?strong=true');
  plexTv.settings.dialect = dialect;
  const pending = await ask(plexTv, 'GET', `${api}/pins/${pin.id}`);
  plexTv.approve(pin.code);
  const approved = await ask(plexTv, 'GET', `${api}/pins/${pin.id}`);
  const authToken = plexTv.tokens[0]?.token;
  expect(authToken).toEqual(expect.any(String));
  return { ...pin, pending, approved, authToken };
}

describe('a pin', () => {
  test('has nulls, and dates of ISO 8601, as plex.tv sends it today', async () => {
    const { id, code, pending, approved, authToken } = await pinIn('current');
    const always = {
      id,
      code,
      trusted: false,
      expiresIn: 1_800,
      createdAt: '2026-01-01T00:00:00Z',
      expiresAt: '2026-01-01T00:30:00Z',
      newRegistration: null,
    };
    expect(pending.json).toMatchObject({ ...always, authToken: null });
    expect(approved.json).toMatchObject({ ...always, authToken });
  });

  test('has a double for an id, dates of Go and no nulls, as the older Java SDK reads it', async () => {
    const { id, code, pending, approved, authToken } = await pinIn('java');
    expect(pending.text).toMatch(/^\{"id":\d\.\d+E8,/);
    expect(pending.json).toMatchObject({
      id,
      code,
      expiresIn: 1_800,
      createdAt: '2026-01-01 00:00:00 +0000 UTC',
      expiresAt: '2026-01-01 00:30:00 +0000 UTC',
    });
    expect(pending.text).not.toContain('null');
    expect(pending.json).not.toHaveProperty('authToken');
    expect(approved.json).toMatchObject({ id, authToken });
  });

  test('has its id, its code and at last its token where every other field is missing', async () => {
    const { id, code, pending, approved, authToken } = await pinIn('sparse');
    expect(pending.json).toEqual({ id, code });
    expect(approved.json).toEqual({ id, code, authToken });
  });

  test('has strings for its numbers and truths', async () => {
    const { id, code, pending, approved, authToken } = await pinIn('strings');
    const always = { id: String(id), code, expiresIn: '1800', trusted: 'false' };
    expect(pending.json).toMatchObject({ ...always, authToken: null });
    expect(approved.json).toMatchObject({ ...always, authToken });
  });

  test.each<Dialect>(['current', 'java', 'sparse', 'strings'])(
    'is made in the dialect that is set from the start: %s',
    async dialect => {
      const other = await startPlexTv({ dialect });
      try {
        const made = await ask(other, 'POST', `${api}/pins`);
        const checked = await ask(other, 'GET', `${api}/pins/${other.pins[0]?.id}`);
        expect(made.status).toBe(201);
        expect(checked.status).toBe(200);
        expect(made.text).toBe(checked.text);
      } finally {
        await other.close();
      }
    },
  );
});

describe('an account', () => {
  test.each<[Dialect, Record<string, unknown>]>([
    ['current', { id: 1, username: 'ada', home: false, subscription: { active: true } }],
    ['java', { id: 1, username: 'ada', home: false, subscription: { active: true } }],
    ['strings', { id: '1', username: 'ada', home: 'false', joinedAt: '1400000000' }],
  ])('speaks %s too', async (dialect, fields) => {
    const headers = signedIn(await linkApp(plexTv));
    plexTv.settings.dialect = dialect;
    expect((await ask(plexTv, 'GET', `${api}/user`, { headers })).json).toMatchObject(fields);
  });

  test('has a name and nothing else where fields are missing', async () => {
    const headers = signedIn(await linkApp(plexTv));
    plexTv.settings.dialect = 'sparse';
    expect((await ask(plexTv, 'GET', `${api}/user`, { headers })).json).toEqual({
      username: 'ada',
    });
  });
});
