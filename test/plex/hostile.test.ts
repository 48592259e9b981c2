import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reasons } from '../../src/core/state.ts';
import { readAccount, signOut } from '../../src/plex/account.ts';
import type { Outcome, Plex } from '../../src/plex/ask.ts';
import { readAvatar } from '../../src/plex/avatar.ts';
import { endDevice, readDevices } from '../../src/plex/devices.ts';
import { approvePin, checkPin, createPin } from '../../src/plex/pins.ts';
import { readServers } from '../../src/plex/servers.ts';
import { plexAnswering } from './answers.ts';
import { hostileAnswer, marker, pinId } from './hostile-answers.ts';

/** The same answers in every run: what is found today must be found tomorrow. */
const parameters = { seed: 7, numRuns: 2_000 };

/** Every request that there is. */
const requests: Record<string, (plex: Plex) => Promise<Outcome<unknown>>> = {
  createPin: plex => createPin(plex, 'strong'),
  checkPin: plex => checkPin(plex, pinId),
  readAccount: plex => readAccount(plex, 'secret-token'),
  signOut: plex => signOut(plex, 'secret-token'),
  approvePin: plex => approvePin(plex, 'strongcode', 'secret-token'),
  readServers: plex => readServers(plex, 'secret-token'),
  readDevices: plex => readDevices(plex, 'secret-token'),
  endDevice: plex => endDevice(plex, 7, 'secret-token'),
  readAvatar: plex => readAvatar(plex, 'https://plex.tv/users/1/avatar'),
};

/** What may be in a value, each in its bounds and in its form; anything else may not. */
const shown = /^[^\p{Cc}\p{Cs}\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]+$/u;
const isText = (longest: number, form: RegExp) => (value: unknown) =>
  typeof value === 'string' && value.length <= longest && form.test(value);
const orNull = (is: (value: unknown) => boolean) => (value: unknown) => value === null || is(value);
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isSeconds = (value: unknown) => Number(value) >= 0 && Number(value) <= 3_600;
const isWait = (value: unknown) => Number(value) >= 0 && Number(value) <= 3_600_000;
const isWithin = (least: number, most: number) => (value: unknown) =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
const bounds: Record<string, (value: unknown) => boolean> = {
  // What is no more than a word, or nothing at all, is a value by itself.
  '': value => [null, 'approved', 'ended', 'gone'].some(word => word === value),
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
  uuid: orNull(isText(64, /^[\w-]+$/)),
  machineIdentifier: isText(100, /^[\w.-]+$/),
  isOwned: isBoolean,
  owner: orNull(isText(200, shown)),
  requiresHttps: isBoolean,
  uri: isText(300, /^https?:\/\/[^/@?#\s"]+(?:\/[!-~]+)?$/),
  address: isText(255, /^[\w.:-]+$/),
  port: isWithin(1, 65_535),
  isLocal: isBoolean,
  isRelay: isBoolean,
  isIPv6: isBoolean,
  isHttps: isBoolean,
  clientIdentifier: isText(200, /^[!-~]+$/),
  deviceId: orNull(isWithin(1, Number.MAX_SAFE_INTEGER)),
  lastSeenAt: orNull(isWithin(1_000, 9_999_999_999_000)),
  role: orNull(value => value === 'home' || value === 'managed'),
};

/** The fields in which words of the answer belong. */
const spoken = [
  'code location authToken name email thumb uuid machineIdentifier owner uri address',
  'clientIdentifier',
].flatMap(names => names.split(' '));

/** Every field that is in a value, and in whatever it consists of. */
function fieldsOf(value: unknown, field = ''): [field: string, value: unknown][] {
  if (Array.isArray(value)) return value.flatMap(item => fieldsOf(item, field));
  if (typeof value !== 'object' || value === null) return [[field, value]];
  return Object.entries(value).flatMap(([name, part]) => fieldsOf(part, name));
}

/** A failure is made of nothing that was answered, and a value of nothing that does not belong. */
function judge(outcome: Outcome<unknown>, status: number): void {
  if (outcome.ok) {
    for (const [field, value] of fieldsOf(outcome.value)) {
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
      fc.asyncProperty(hostileAnswer, async respond => {
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
