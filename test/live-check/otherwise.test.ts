import { describe, expect, test } from 'vitest';
import type { Fact } from '../../tools/live-check/facts.ts';
import type { Settings } from '../plex-tv/settings.ts';
import { factsWith, runAt, said } from './run.ts';
import { StandIn } from './stand-in.ts';

const refusals: Fact[] = ['invalidToken', 'removedToken', 'signedOutToken', 'signOutAgain'];

const cases: [settings: Partial<Settings>, otherwise: Fact[], note: string][] = [
  [{ approvalStatus: 200 }, ['approval'], 'the status is not 204'],
  [{ approvalStatus: 403 }, ['approval'], 'unexpectedStatus'],
  [{ removalStatus: 200 }, ['removal'], '200, no content type, no body'],
  [{ devicesListed: 'onceUsed' }, ['listedAtOnce'], 'only after it was used'],
  [{ devicesTold: 'cut' }, ['askerListed', 'listedAtOnce'], 'it is missing'],
  [{ devicesTold: 'foreign' }, ['askerListed', 'listedAtOnce'], 'it is missing'],
  [{ deviceTimes: 'hidden' }, ['askerSeen'], 'no time is read'],
  [{ endedDevices: 'listed' }, ['removedRow'], 'it is there still'],
  [{ avatars: 'elsewhere' }, ['avatar'], '302, no content type, no body'],
  [{ deviceTokens: 'hidden' }, ['rowsWithTokens'], 'no'],
  [{ invalidToken: 422 }, refusals, '422, application/json, JSON, error 1001'],
  [{ refusal: 'empty' }, refusals, 'bareUnauthorized'],
  [{ refusal: 'html' }, refusals, '401, text/html, a page'],
  [{ approvedFor: 'stranger' }, ['sameAccount'], 'another account'],
  [{ clientIdentifier: 'foreign' }, ['strongPin', 'shortPin'], 'unexpectedBody'],
  [{ signOut: { status: 200, ends: true } }, ['signOut', 'signOutAgain'], 'the status is not 204'],
  [{ signOut: { status: 403, ends: true } }, ['signOut'], 'unexpectedStatus'],
];

describe('what is otherwise at plex.tv', () => {
  test.each(cases)('is reported for %j', async (settings, otherwise, note) => {
    const standIn = new StandIn(settings);
    const { report } = await runAt(standIn);
    expect(factsWith(report, 'otherwise')).toEqual(expect.arrayContaining(otherwise));
    expect(otherwise.some(fact => said(report, fact).includes(note))).toBe(true);
  });

  test.each(cases)(
    'changes nothing else for %j, and leaves nothing behind',
    async (settings, otherwise) => {
      const standIn = new StandIn(settings);
      const { report } = await runAt(standIn);
      expect(factsWith(report, 'otherwise').filter(fact => !otherwise.includes(fact))).toEqual([]);
      expect(standIn.alive).toEqual([]);
    },
  );

  test('is a refusal in XML only as far as its form goes', async () => {
    const { report } = await runAt(new StandIn({ refusal: 'xml' }));
    expect(factsWith(report, 'otherwise')).toEqual([]);
    expect(said(report, 'invalidToken')).toContain('401, application/xml, XML, error 1001');
  });

  test('is a token that is given out twice: nothing more is done with it', async () => {
    const standIn = new StandIn({ sameToken: true });
    const { report, isClean } = await runAt(standIn);
    expect(factsWith(report, 'otherwise')).toEqual(['ownToken']);
    expect(factsWith(report, 'not checked')).toEqual([
      'listedAtOnce',
      'removal',
      'removedToken',
      'removedRow',
      'removalAgain',
    ]);
    expect(standIn.alive).toEqual([]);
    expect(isClean).toBe(true);
  });

  test.each([
    [2, 'at answer 3'],
    [100, 'in none of 5 answers'],
  ])('is a token that is not there in the first %i answers', async (answers, note) => {
    const standIn = new StandIn();
    let late = answers;
    standIn.retell = value => {
      const isTool = Object(value).product === 'Live check' && Object(value).authToken !== null;
      if (isTool) late -= 1;
      return isTool && late >= 0 ? { ...Object(value), authToken: null } : value;
    };
    const { report, isClean } = await runAt(standIn);
    expect(factsWith(report, 'otherwise')).toEqual(['tokenAtOnce']);
    expect(said(report, 'tokenAtOnce')).toContain(note);
    expect(isClean).toBe(standIn.alive.length === 0);
  });

  test('is an account without a uuid, or with one that Pinlink does not read', async () => {
    for (const uuid of [undefined, null, 7, 'ada@example.org']) {
      const standIn = new StandIn();
      standIn.retell = value => ('email' in Object(value) ? { ...Object(value), uuid } : value);
      const { report } = await runAt(standIn);
      expect(factsWith(report, 'otherwise')).toEqual(['uuid']);
      expect(factsWith(report, 'not checked')).toEqual(['sameAccount']);
    }
  });

  test('is a picture at another host, or in the open: nobody is asked for it', async () => {
    for (const thumb of ['https://avatars.example/ada.png', 'http://plex.tv/users/1/avatar']) {
      const standIn = new StandIn();
      standIn.retell = value => ('thumb' in Object(value) ? { ...Object(value), thumb } : value);
      const { report } = await runAt(standIn);
      expect(factsWith(report, 'otherwise')).toEqual(['avatar']);
      expect(said(report, 'avatar')).toContain('its address is none of plex.tv');
      expect(report).not.toContain('ada.png');
      expect(standIn.requests.filter(({ path }) => /ada|avatar/.test(path))).toEqual([]);
    }
  });

  test('is a picture that is none', async () => {
    const { plex, now, fetch } = new StandIn();
    const { report } = await runAt({
      plex,
      now,
      fetch: async (input, init) =>
        String(input).includes('/avatar') ? Response.json({}) : fetch(input, init),
    });
    expect(factsWith(report, 'otherwise')).toEqual(['avatar']);
    expect(said(report, 'avatar')).toContain('200, application/json, JSON');
  });

  test('is a server of one’s own to which no address leads', async () => {
    const standIn = new StandIn({ resources: ['server', 'sharedServer'] });
    standIn.retell = value =>
      Array.isArray(value)
        ? value.map(entry => (entry.sourceTitle === null ? { ...entry, connections: [] } : entry))
        : value;
    const { report } = await runAt(standIn);
    expect(factsWith(report, 'otherwise')).toEqual(['ownServer']);
    expect(said(report, 'ownServer')).toContain('none of them has an address');
  });

  test('is no list of devices that is cut by the time of the removal: it proves nothing', async () => {
    const standIn = new StandIn();
    standIn.trouble = (_, { method, path }) => {
      if (method === 'DELETE' && path.startsWith('/devices/')) standIn.settings.devicesTold = 'cut';
      return null;
    };
    const { report } = await runAt(standIn);
    expect(factsWith(report, 'otherwise')).toEqual([]);
    expect(factsWith(report, 'not checked')).toEqual(['removedRow']);
    expect(said(report, 'removedRow')).toContain('lacks even the device that asked');
  });

  test('is a token in a form that Pinlink does not take, and it is ended all the same', async () => {
    const standIn = new StandIn();
    const odd = (token: unknown) => (typeof token === 'string' ? `${token}=` : token);
    standIn.retell = value => {
      const { authToken } = Object(value);
      return authToken === undefined ? value : { ...Object(value), authToken: odd(authToken) };
    };
    const { fetch } = standIn;
    const plain = (headers: Headers) => {
      headers.set('x-plex-token', headers.get('x-plex-token')?.replace(/=$/, '') ?? '');
      return headers;
    };
    const asked = { ...standIn, now: standIn.now };
    const { report } = await runAt({
      ...asked,
      fetch: (input, init) => fetch(input, { ...init, headers: plain(new Headers(init?.headers)) }),
    });
    expect(said(report, 'claimedPin')).toContain('unexpectedBody');
    expect(standIn.plex.tokens.length).toBeGreaterThan(0);
    expect(standIn.alive).toEqual([]);
  });
});
