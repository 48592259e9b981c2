import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reasons } from '../../src/core/state.ts';
import { readAccount, signOut } from '../../src/plex/account.ts';
import type { Outcome, Plex } from '../../src/plex/ask.ts';
import { readAvatar } from '../../src/plex/avatar.ts';
import { checkPin, createPin } from '../../src/plex/pins.ts';
import { plexAnswering, raw } from './answers.ts';

/** The same answers in every run: what is found today must be found tomorrow. */
const parameters = { seed: 7, numRuns: 2_000 };

/** Stands in every text of every answer, in its names and in its errors: it is found again anywhere. */
const marker = 'MaRkEr';

const pinId = 308667304;

/** Every request that there is. */
const requests: Record<string, (plex: Plex) => Promise<Outcome<object | null>>> = {
  createPin: plex => createPin(plex, 'strong'),
  checkPin: plex => checkPin(plex, pinId),
  readAccount: plex => readAccount(plex, 'secret-token'),
  signOut: plex => signOut(plex, 'secret-token'),
  readAvatar: plex => readAvatar(plex.fetch, 'https://plex.tv/users/1/avatar'),
};

/** What may be in a value, each in its bounds and in its form; anything else may not. */
const shown = /^[^\p{Cc}\p{Cs}\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]+$/u;
const isText = (longest: number, form: RegExp) => (value: unknown) =>
  typeof value === 'string' && value.length <= longest && form.test(value);
const orNull = (is: (value: unknown) => boolean) => (value: unknown) => value === null || is(value);
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isSeconds = (value: unknown) => Number(value) >= 0 && Number(value) <= 3_600;
const isWait = (value: unknown) => Number(value) >= 0 && Number(value) <= 3_600_000;
const bounds: Record<string, (value: unknown) => boolean> = {
  id: value => Number.isSafeInteger(value) && Number(value) > 0,
  code: isText(64, /^[A-Za-z0-9]{4,}$/),
  expiresIn: orNull(isSeconds),
  location: orNull(isText(202, shown)),
  trusted: isBoolean,
  authToken: orNull(isText(4_096, /^[\w.-]{8,}$/)),
  isNewAccount: isBoolean,
  name: isText(200, shown),
  email: orNull(isText(254, shown)),
  thumb: orNull(isText(2_000, /^https:/)),
  hasPass: orNull(isBoolean),
  role: orNull(value => value === 'home' || value === 'managed'),
};

const hostileText = fc
  .oneof(
    fc.constantFrom(
      '',
      'abcd',
      '-token.1',
      '\n',
      '\u202E',
      '\uD83D',
      '@example.org',
      'x'.repeat(5_000),
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )
  .map(text => `${marker}${text}`);

const hostileValue = fc.oneof(
  hostileText,
  hostileText.map(text => `https://${text}`),
  fc.constantFrom(null, true, false, 0, 1, -1, 1.5, 876, 1e300, -1e300, pinId, [], {}, '', ' '),
  hostileText.map(text => [text]),
  fc.dictionary(hostileText, hostileText, { maxKeys: 2 }),
  fc.record({ city: hostileText, country: hostileText, active: hostileText, code: hostileText }),
);

/** Every field that anybody reads, with anything in it. */
const fields = [
  'id code expiresIn createdAt expiresAt authToken newRegistration location trusted product qr',
  'clientIdentifier friendlyName title username email thumb home restricted subscription errors',
].flatMap(names => names.split(' '));

const hostileObject = fc.record(Object.fromEntries(fields.map(field => [field, hostileValue])), {
  requiredKeys: [],
});

/** Nearly a pin and an account, so that much of it is read: only a few of the fields are hostile. */
const nearly = fc
  .tuple(hostileObject, fc.uniqueArray(fc.constantFrom(...fields), { maxLength: 4 }))
  .map(([hostile, spoilt]) => ({
    id: pinId,
    code: '7RQZ',
    username: marker,
    ...Object.fromEntries(Object.entries(hostile).filter(([field]) => spoilt.includes(field))),
  }));

const body = fc.oneof(
  { weight: 4, arbitrary: nearly.map(value => JSON.stringify(value)) },
  { weight: 2, arbitrary: hostileObject.map(value => JSON.stringify(value)) },
  hostileText,
  hostileText.map(text => `{"authToken":"${text}`),
  hostileText.map(text => `<!DOCTYPE html><title>${text}</title>`),
  hostileText.map(text => `<?xml version="1.0"?><errors><error m="${text}"/></errors>`),
  hostileText.map(text => JSON.stringify({ errors: [{ code: 1020, message: text }, text] })),
  fc.json({ stringUnit: 'binary' }),
  fc.constant(''),
);

const type = fc.oneof(
  { weight: 3, arbitrary: fc.constant('application/json') },
  fc.constantFrom('text/json', 'application/xml', 'text/html', 'image/png', marker, null),
);
const status = fc.oneof(
  fc.constantFrom(200, 201, 202, 204, 401, 404, 422),
  fc.integer({ min: 200, max: 599 }),
);
const retryAfter = fc.option(fc.constantFrom(marker, '9'.repeat(400), '-1', '7'));

/** An answer, made anew for each request, for it can be read only once. */
const answer = fc
  .record({ status, type, body, retryAfter })
  .map(({ status, type, body, retryAfter }) => () => {
    const response = raw(status, body, type);
    if (retryAfter !== null) response.headers.set('retry-after', retryAfter);
    return response;
  });

/** The fields in which words of the answer belong. */
const spoken = ['code', 'location', 'authToken', 'name', 'email', 'thumb'];

/** A failure is made of nothing that was answered, and a value of nothing that does not belong. */
function judge(outcome: Outcome<object | null>, status: number): void {
  if (outcome.ok) {
    for (const [field, value] of Object.entries(outcome.value ?? {})) {
      expect([field, value, bounds[field]?.(value)]).toEqual([field, value, true]);
      if (!spoken.includes(field)) expect(String(value)).not.toContain(marker);
    }
    return;
  }
  expect(JSON.stringify(outcome)).not.toContain(marker);
  const { reason, retryAfter, ...rest } = outcome;
  expect(reasons).toContain(reason);
  expect(orNull(isWait)(retryAfter)).toBe(true);
  // Of an avatar it is enough to know that there is none.
  expect([status, null]).toContain(rest.status);
  expect(Object.keys(rest).sort()).toEqual(['ok', 'status']);
}

describe.each(Object.entries(requests))('%s', (_, request) => {
  test('survives whatever is answered, and believes no more than it may', async () => {
    const believed: boolean[] = [];
    await fc.assert(
      fc.asyncProperty(answer, async respond => {
        const outcome = await request(plexAnswering(respond).plex);
        believed.push(outcome.ok);
        judge(outcome, respond().status);
      }),
      parameters,
    );
    // Were everything refused, or nothing, the property would not say much.
    expect(new Set(believed)).toEqual(new Set([true, false]));
  });

  test('survives a network that fails in any way', async () => {
    const failing = fc.oneof(
      fc.constant(new TypeError(marker)),
      fc.constant(marker),
      fc.anything(),
    );
    const failure = { ok: false, reason: 'unreachable', status: null, retryAfter: null };
    await fc.assert(
      fc.asyncProperty(failing, async error => {
        const { plex } = plexAnswering(() => Promise.reject(error));
        expect(await request(plex)).toEqual(failure);
      }),
      { ...parameters, numRuns: 100 },
    );
  });
});
