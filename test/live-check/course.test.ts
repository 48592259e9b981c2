import { describe, expect, test } from 'vitest';
import { allFacts } from '../../tools/live-check/facts.ts';
import { fetchTo } from '../plex-tv/fetch-to.ts';
import { startPlexTv } from '../plex-tv/index.ts';
import { factsWith, runAt, said } from './run.ts';
import { valuesAt } from './secrets.ts';
import { StandIn } from './stand-in.ts';

describe('a check to which all is allowed', () => {
  test.each(['current', 'java', 'strings'] as const)(
    'finds all as expected in %s',
    async dialect => {
      const standIn = new StandIn({ dialect });
      const { report, isClean, questions } = await runAt(standIn);
      expect(factsWith(report, 'as expected')).toEqual(allFacts);
      expect(questions).toHaveLength(6);
      expect(isClean).toBe(true);
      expect(standIn.plex.tokens).toHaveLength(2);
      expect(standIn.alive).toEqual([]);
    },
  );

  test('cannot tell whose a token is where no account has a uuid', async () => {
    const standIn = new StandIn({ dialect: 'sparse' });
    const { report, isClean } = await runAt(standIn);
    expect(factsWith(report, 'otherwise')).toEqual(['uuid']);
    expect(factsWith(report, 'not checked')).toEqual(['avatar', 'sameAccount']);
    expect(isClean).toBe(true);
    expect(standIn.alive).toEqual([]);
  });

  test('looks for no picture where the account has none, nor for an address without a server', async () => {
    const standIn = new StandIn({ resources: ['player', 'sharedServer'] });
    standIn.plex.account.hasAvatar = false;
    const { report } = await runAt(standIn);
    expect(factsWith(report, 'otherwise')).toEqual([]);
    expect(factsWith(report, 'not checked')).toEqual(['avatar', 'ownServer']);
    expect(said(report, 'avatar')).toContain('the account has no picture');
    expect(said(report, 'ownServer')).toContain('Pinlink reads no server of the account’s own');
  });

  test('asks without a token for a picture, which may be as large as Pinlink takes it', async () => {
    const standIn = new StandIn();
    const { plex, now } = standIn;
    let token: string | null = null;
    const fetch: typeof standIn.fetch = async (input, init) => {
      if (!String(input).includes('/avatar')) return standIn.fetch(input, init);
      token = new Headers(init?.headers).get('x-plex-token');
      const picture = new Uint8Array(1_900_000).fill(255);
      return new Response(picture, { headers: { 'content-type': 'image/jpeg' } });
    };
    const { report } = await runAt({ plex, fetch, now });
    expect(said(report, 'avatar')).toMatch(/^as expected.*200, image\/jpeg, a picture/s);
    expect(token).toBeNull();
  });

  test('finds the same over a real connection', async () => {
    const plexTv = await startPlexTv();
    const now = () => Date.now() + plexTv.aheadMs;
    const { report } = await runAt({ plex: plexTv, fetch: fetchTo(plexTv), now });
    expect(factsWith(report, 'as expected')).toEqual(allFacts);
    expect(plexTv.tokens.filter(({ alive }) => alive)).toEqual([]);
    await plexTv.close();
  });

  test('asks plex.tv no more than once a second, and names no two things alike', async () => {
    const standIn = new StandIn();
    await runAt(standIn);
    const gaps = standIn.sentAt.slice(1).map((at, index) => at - (standIn.sentAt[index] ?? at));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
    const makers = standIn.plex.pins.map(({ clientIdentifier }) => clientIdentifier);
    expect(new Set(makers).size).toBe(3);
  });

  test('never approves a code that somebody may have', async () => {
    const standIn = new StandIn();
    await runAt(standIn);
    const approved = standIn.requests
      .filter(({ method }) => method === 'PUT')
      .map(({ body }) => new URLSearchParams(body).get('code'));
    const made = standIn.plex.pins.at(-1)?.code;
    expect(approved).toEqual([made, made, expect.stringMatching(/^[0-9a-f]{25}$/)]);
  });

  test('ends no device but that of its own tool', async () => {
    const standIn = new StandIn();
    await runAt(standIn);
    const removed = standIn.requests.filter(({ path }) => /^\/devices\/\d/.test(path));
    const tool = standIn.plex.tokens.find(({ product }) => product === 'Live check');
    const path = `/devices/${tool?.deviceId}.xml`;
    expect(removed.map(request => request.path)).toEqual([path, path]);
  });
});

describe('a report', () => {
  test('says of each fact what was seen, and shows the shapes', async () => {
    const { report } = await runAt(new StandIn());
    expect(said(report, 'unknownPin')).toContain('404, application/json, JSON, error 1020');
    expect(said(report, 'approval')).toContain('204, no content type, no body');
    expect(report).toContain(`A strong pin (201, application/json, JSON)
  object
    id: number
    code: string
    product: string
    trusted: boolean`);
    expect(report).toContain(`  array of object
    product: string
    productVersion: string`);
    expect(report).toContain('    sourceTitle: null');
    expect(report).toContain(`    MediaContainer: object
      publicAddress: text
      size: text like a number
      Device: array of object
        name: text`);
    expect(report).toContain('31 as expected, 0 otherwise, 0 not checked.');
    expect(report).toContain('Nothing is left behind at plex.tv.');
  });

  test.each([
    ['current', 'json'],
    ['java', 'xml'],
    ['sparse', 'html'],
    ['strings', 'empty'],
  ] as const)('has none of the values that were told in %s and %s', async (dialect, refusal) => {
    const standIn = new StandIn({
      dialect,
      refusal,
      resources: ['player', 'server', 'containerServer', 'sharedServer'],
      newRegistration: { subscription: null },
    });
    const { report } = await runAt(standIn);
    const values = valuesAt(standIn);
    expect(values.length).toBeGreaterThan(20);
    expect(values.filter(value => report.includes(value))).toEqual([]);
  });

  test('has none either that is the name of a field', async () => {
    const standIn = new StandIn();
    const { account } = standIn.plex;
    const secrets = () => [
      account.email,
      account.username,
      `u${account.uuid}`,
      ...standIn.plex.tokens.map(({ token }) => token),
    ];
    standIn.retell = value =>
      Array.isArray(value)
        ? value
        : {
            ...Object(value),
            also: secrets(),
            ...Object.fromEntries(secrets().map(name => [name, { [name]: name }])),
          };
    const { report } = await runAt(standIn);
    expect(report).toContain('(a name that is not shown): object');
    expect(secrets().filter(secret => report.includes(secret))).toEqual([]);
  });
});
