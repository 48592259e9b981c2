import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Answer, api, app, ask, makePin } from './ask.ts';
import { refusal } from './expect-refusal.ts';
import { type PlexTv, startPlexTv } from './index.ts';

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

function check(id: number, headers: Record<string, string> = app): Promise<Answer> {
  return ask(plexTv, 'GET', `${api}/pins/${id}`, { headers });
}

const shortCode = /^[0-9A-Z]{4}$/;
const strongCode = /^[0-9a-z]{25}$/;

const location = {
  code: 'VI',
  continent_code: 'NA',
  country: 'United States Virgin Islands',
  city: 'Amsterdam',
  european_union_member: true,
  time_zone: 'America/St_Thomas',
  postal_code: 802,
  in_privacy_restricted_country: true,
  in_privacy_restricted_region: true,
  subdivisions: 'Saint Thomas',
  coordinates: '18.3381, -64.8941',
};

describe('a pin is made', () => {
  test('with every field of the documents', async () => {
    const { status, json } = await ask(plexTv, 'POST', `${api}/pins`);
    const [pin] = plexTv.pins;
    expect(status).toBe(201);
    expect(json).toEqual({
      id: pin?.id,
      code: pin?.code,
      product: 'App',
      trusted: false,
      qr: `https://plex.tv/api/v2/pins/qr/${pin?.code}`,
      clientIdentifier: 'app-1',
      location,
      expiresIn: 900,
      createdAt: '2026-01-01T00:00:00Z',
      expiresAt: '2026-01-01T00:15:00Z',
      authToken: null,
      newRegistration: null,
    });
  });

  const jsonBody = (body: unknown) => ({
    headers: { ...app, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

  test.each([
    ['short without more', '', {}, shortCode, 900],
    ['short by a query', '?strong=false', {}, shortCode, 900],
    ['strong by a query', '?strong=true', {}, strongCode, 1_800],
    ['short by a JSON body', '', jsonBody({ strong: false }), shortCode, 900],
    ['strong by a JSON body', '', jsonBody({ strong: true }), strongCode, 1_800],
  ])('%s', async (_, query, said, code, expiresIn) => {
    expect(await ask(plexTv, 'POST', `${api}/pins${query}`, said)).toMatchObject({
      status: 201,
      json: { code: expect.stringMatching(code), expiresIn },
    });
  });

  test('on either host, under an id and a code of its own', async () => {
    for (const host of ['clients.plex.tv', 'plex.tv']) {
      expect((await ask(plexTv, 'POST', `https://${host}/api/v2/pins`)).status).toBe(201);
    }
    const [first, second] = plexTv.pins;
    expect(first?.id).not.toBe(second?.id);
    expect(first?.code).not.toBe(second?.code);
  });

  test('as XML for those who do not ask for JSON', async () => {
    const headers = { 'X-Plex-Client-Identifier': 'app-1', 'X-Plex-Product': 'A "<b>" & co' };
    const answer = await ask(plexTv, 'POST', `${api}/pins`, { headers });
    expect(answer).toMatchObject({
      status: 201,
      headers: { 'content-type': 'application/xml; charset=utf-8' },
    });
    const [pin] = plexTv.pins;
    expect(answer.text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<pin .*\/>\n$/);
    expect(answer.text).toContain(`id="${pin?.id}" code="${pin?.code}"`);
    expect(answer.text).toContain('product="A &quot;&lt;b&gt;&quot; &amp; co"');
    expect(answer.text).not.toContain('authToken');
  });
});

describe('a pin is checked', () => {
  test('on either host, and pending until somebody approves it', async () => {
    const { id, code } = await makePin(plexTv);
    for (const host of ['clients.plex.tv', 'plex.tv']) {
      const answer = await ask(plexTv, 'GET', `https://${host}/api/v2/pins/${id}`);
      expect(answer).toMatchObject({ status: 200, json: { id, code, authToken: null } });
    }
    plexTv.approve(code);
    const authToken = plexTv.tokens[0]?.token;
    expect(authToken).toEqual(expect.any(String));
    expect(await check(id)).toMatchObject({ status: 200, json: { id, code, authToken } });
  });

  test('and has less time left as the clock of plex.tv goes on', async () => {
    const { id } = await makePin(plexTv);
    const expiresAt = '2026-01-01T00:15:00Z';
    expect((await check(id)).json).toMatchObject({ expiresIn: 900, expiresAt });
    plexTv.advance(24_000);
    expect((await check(id)).json).toMatchObject({ expiresIn: 876, expiresAt });
    plexTv.advance(875_001);
    expect((await check(id)).json).toMatchObject({ expiresIn: 0, expiresAt });
  });

  test('as XML for those who do not ask for JSON', async () => {
    const { id, code } = await makePin(plexTv);
    plexTv.approve(code);
    const answer = await check(id, { 'X-Plex-Client-Identifier': 'app-1' });
    expect(answer.headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(answer.text).toContain(`authToken="${plexTv.tokens[0]?.token}"`);
  });
});

describe('a pin is not found', () => {
  test('that was never made', async () => {
    const { id } = await makePin(plexTv);
    expect(await check(id + 1)).toMatchObject(refusal(404, 1020));
  });

  test('by another client identifier', async () => {
    const { id } = await makePin(plexTv);
    const headers = { ...app, 'X-Plex-Client-Identifier': 'app-2' };
    expect(await check(id, headers)).toMatchObject(refusal(404, 1020));
    expect((await check(id)).status).toBe(200);
  });

  test.each([
    ['short', '', 900_000],
    ['strong', '?strong=true', 1_800_000],
  ])('from the very end of its time, a %s one', async (_, query, lifetime) => {
    const { id } = await makePin(plexTv, query);
    plexTv.advance(lifetime - 1);
    expect((await check(id)).status).toBe(200);
    plexTv.advance(1);
    expect(await check(id)).toMatchObject(refusal(404, 1020));
  });

  test('once it is expired by hand, alone of its kind', async () => {
    const [one, other] = [await makePin(plexTv), await makePin(plexTv)];
    plexTv.expire(one.code);
    expect(await check(one.id)).toMatchObject(refusal(404, 1020));
    expect((await check(other.id)).status).toBe(200);
  });

  test('once it is denied, by hand or on the page', async () => {
    const [one, other] = [await makePin(plexTv), await makePin(plexTv)];
    plexTv.deny(one.code);
    expect(await check(one.id)).toMatchObject(refusal(404, 1020));
    expect((await check(other.id)).status).toBe(200);
    const body = `code=${other.code}`;
    await ask(plexTv, 'POST', 'https://app.plex.tv/api/v2/pins/stand-in/deny', { body });
    expect(await check(other.id)).toMatchObject(refusal(404, 1020));
  });

  test('and is told so in XML where nobody asks for JSON', async () => {
    const answer = await check(1, { 'X-Plex-Client-Identifier': 'app-1' });
    expect(answer.status).toBe(404);
    expect(answer.text).toMatch(/<errors><error [^>]*code="1020"[^>]*\/><\/errors>/);
  });
});

describe('a pin outlives its time', () => {
  test('as if it were pending, where plex.tv is set to that', async () => {
    const { id, code } = await makePin(plexTv);
    plexTv.settings.expiredPins = 'pending';
    plexTv.advance(901_000);
    const json = { id, code, authToken: null, expiresIn: 0 };
    expect(await check(id)).toMatchObject({ status: 200, json });
  });

  test('with its token, unless plex.tv is set to forget it', async () => {
    const { id, code } = await makePin(plexTv);
    plexTv.approve(code);
    plexTv.advance(901_000);
    expect((await check(id)).json).toMatchObject({ authToken: plexTv.tokens[0]?.token });
    plexTv.settings.forgetClaimedPins = true;
    expect(await check(id)).toMatchObject(refusal(404, 1020));
  });
});
