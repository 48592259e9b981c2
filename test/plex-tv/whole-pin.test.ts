import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { api, ask, linkApp, makePin, signedIn } from './ask.ts';
import { type PlexTv, type Settings, startPlexTv } from './index.ts';

let plexTv: PlexTv;

beforeEach(async () => {
  plexTv = await startPlexTv();
});

afterEach(() => plexTv.close());

/** A pin as it is told while it is pending, and once it is approved. */
async function pinWith(settings: Partial<Settings>) {
  Object.assign(plexTv.settings, settings);
  const { id, code } = await makePin(plexTv);
  const pending = await ask(plexTv, 'GET', `${api}/pins/${id}`);
  plexTv.approve(code);
  const approved = await ask(plexTv, 'GET', `${api}/pins/${id}`);
  return { pending: pending.json, approved: approved.json };
}

const country = {
  code: 'VI',
  continent_code: 'NA',
  country: 'United States Virgin Islands',
  european_union_member: true,
  time_zone: 'America/St_Thomas',
  in_privacy_restricted_country: true,
  in_privacy_restricted_region: true,
};

describe('a pin', () => {
  test('was made in a country, or nobody knows where', async () => {
    const somewhere = await pinWith({ location: 'country' });
    expect(somewhere.pending).toHaveProperty('location', country);
    const nowhere = await pinWith({ location: 'none' });
    expect(nowhere.pending).not.toHaveProperty('location');
  });

  test('is trusted, and of another product', async () => {
    const { pending } = await pinWith({ trusted: true, product: 'Plex Web' });
    expect(pending).toMatchObject({ trusted: true, product: 'Plex Web' });
  });

  test.each([true, { subscription: null }])('says %j of a new account', async newRegistration => {
    const { pending, approved } = await pinWith({ newRegistration });
    expect(pending).toMatchObject({ newRegistration: null });
    expect(approved).toMatchObject({ newRegistration });
  });

  test('says no client identifier, or a foreign one, and is found by its own', async () => {
    const absent = await pinWith({ clientIdentifier: 'absent' });
    expect(absent.approved).not.toHaveProperty('clientIdentifier');
    const foreign = await pinWith({ clientIdentifier: 'foreign' });
    expect(foreign.approved).toMatchObject({ clientIdentifier: 'somebody-else' });
    expect(plexTv.tokens.at(-1)).toMatchObject({ clientIdentifier: 'app-1', alive: true });
  });

  test('is described to who may approve it as it is', async () => {
    const headers = signedIn(await linkApp(plexTv));
    Object.assign(plexTv.settings, { clientIdentifier: 'foreign', product: 'Plex Web' });
    const { code } = await makePin(plexTv);
    const { json } = await ask(plexTv, 'GET', `${api}/pins/info?code=${code}`, { headers });
    expect(json).toMatchObject({ clientIdentifier: 'app-1', product: 'App' });
  });
});
