import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, api, app, ask, linkApp, makePin, signedIn, statusOf } from './ask.ts';
import { refusal } from './expect-refusal.ts';
import { type PlexTv, startPlexTv } from './index.ts';
import { makeAccount } from './tokens.ts';

const otherApp = { ...app, 'X-Plex-Client-Identifier': 'app-2' };

let plexTv: PlexTv;

beforeEach(async () => {
  plexTv = await startPlexTv();
});

afterEach(() => plexTv.close());

/** Somebody who is signed in with another app, as who approves always is. */
async function somebody(account = plexTv.account): Promise<Record<string, string>> {
  return signedIn(await linkApp(plexTv, otherApp, account));
}

function info(code: string, headers: Record<string, string>): Promise<Answer> {
  return ask(plexTv, 'GET', `${api}/pins/info?code=${code}`, { headers });
}

function link(code: string, said: Record<string, string>): Promise<Answer> {
  const headers = { ...said, 'Content-Type': 'application/x-www-form-urlencoded' };
  return ask(plexTv, 'PUT', 'https://plex.tv/api/v2/pins/link', { headers, body: `code=${code}` });
}

async function tokenOf(id: number): Promise<unknown> {
  return JSON.parse((await ask(plexTv, 'GET', `${api}/pins/${id}`)).text).authToken;
}

const kinds = [
  ['short', ''],
  ['strong', '?strong=true'],
] as const;

describe.each(kinds)('a %s pin', (_, query) => {
  test('is shown to who may approve it, by a code in either case', async () => {
    const { id, code } = await makePin(plexTv, query);
    const headers = await somebody();
    const json = { id, code, product: 'App', clientIdentifier: 'app-1', authToken: null };
    for (const typed of [code.toUpperCase(), code.toLowerCase()]) {
      expect(await info(typed, headers)).toMatchObject({ status: 200, json });
    }
  });

  test('is approved for the account of the token, by a code in either case', async () => {
    const bea = makeAccount(2, 'Bea Example');
    const headers = await somebody(bea);
    for (const typed of ['toUpperCase', 'toLowerCase'] as const) {
      const { id, code } = await makePin(plexTv, query);
      expect(await tokenOf(id)).toBeNull();
      expect((await link(code[typed](), headers)).status).toBe(204);
      const token = await tokenOf(id);
      expect(token).toEqual(expect.any(String));
      const user = await ask(plexTv, 'GET', `${api}/user`, { headers: signedIn(String(token)) });
      expect(user.json).toMatchObject({ id: 2, username: 'bea' });
    }
  });

  test('is neither shown nor approved without a token', async () => {
    const { id, code } = await makePin(plexTv, query);
    expect(await info(code, otherApp)).toMatchObject(refusal(401, 1001));
    expect(await link(code, otherApp)).toMatchObject(refusal(401, 1001));
    expect(await tokenOf(id)).toBeNull();
  });

  test.each<[string, (code: string) => void]>([
    ['approved', code => plexTv.approve(code)],
    ['denied', code => plexTv.deny(code)],
    ['expired', code => plexTv.expire(code)],
  ])('is neither shown nor approved once it is %s', async (_, end) => {
    const { code } = await makePin(plexTv, query);
    const headers = await somebody();
    end(code);
    const issued = plexTv.tokens.length;
    expect(await info(code, headers)).toMatchObject(refusal(404, 1020));
    expect(await link(code, headers)).toMatchObject(refusal(404, 1020));
    expect(plexTv.tokens).toHaveLength(issued);
  });
});

describe('an approval with a token', () => {
  const page = { 'X-Plex-Client-Identifier': 'stand-in-page' };

  test.each([200, 202])('succeeds with %i where that is set', async status => {
    plexTv.settings.approvalStatus = status;
    const { id, code } = await makePin(plexTv);
    expect(await link(code, await somebody())).toMatchObject({ status, text: '' });
    expect(await tokenOf(id)).toEqual(expect.any(String));
    expect(await link(code, await somebody())).toMatchObject(refusal(404, 1020));
  });

  test('may be made under any client identifier, and may come as a form alone', async () => {
    const token = await linkApp(plexTv, otherApp);
    for (const identifier of ['app-1', 'app-2', 'app-3']) {
      const { id, code } = await makePin(plexTv, '?strong=true');
      const said = { ...signedIn(token), 'X-Plex-Client-Identifier': identifier };
      expect((await link(code, said)).status).toBe(204);
      expect(await tokenOf(id)).not.toBe(token);
    }
    expect(plexTv.tokens.map(({ clientIdentifier }) => clientIdentifier)).toEqual([
      'app-2',
      'app-1',
      'app-1',
      'app-1',
    ]);
  });

  test('goes to somebody else’s account where that is set, and a page’s does not', async () => {
    const headers = await somebody();
    plexTv.settings.approvedFor = 'stranger';
    const approvedBy = async (said: Record<string, string>) => {
      const { id, code } = await makePin(plexTv);
      expect((await link(code, said)).status).toBe(204);
      const token = signedIn(String(await tokenOf(id)));
      return (await ask(plexTv, 'GET', `${api}/user`, { headers: token })).json;
    };
    expect(await approvedBy(headers)).toMatchObject({ username: 'mallory' });
    expect(await approvedBy({ ...headers, ...page })).toMatchObject({ username: 'ada' });
  });
});

describe('a code', () => {
  test('that no pin has is not found', async () => {
    const headers = await somebody();
    expect(await info('nonsense', headers)).toMatchObject(refusal(404, 1020));
    expect(await link('nonsense', headers)).toMatchObject(refusal(404, 1020));
  });

  test('is explained in XML for those who do not ask for JSON', async () => {
    const { code } = await makePin(plexTv);
    const { Accept: _, ...headers } = await somebody();
    const answer = await info(code, headers);
    expect(answer.headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(answer.text).toContain(`code="${code}" product="App"`);
    expect(answer.text).not.toContain('authToken');
  });

  test('of no pin is nothing that a test can approve, deny or expire', () => {
    for (const act of ['approve', 'deny', 'expire'] as const) {
      expect(() => plexTv[act]('nonsense')).toThrow('No pin has that code.');
    }
  });
});

describe('a token', () => {
  test('is replaced by the next approval for its account and client identifier', async () => {
    const first = await linkApp(plexTv);
    expect(await statusOf(plexTv, first)).toBe(200);
    const second = await linkApp(plexTv);
    expect(second).not.toBe(first);
    expect(await statusOf(plexTv, first)).toBe(401);
    expect(await statusOf(plexTv, second)).toBe(200);
  });

  test('is replaced even if nobody collects the new one', async () => {
    const token = await linkApp(plexTv);
    const { code } = await makePin(plexTv);
    expect(await statusOf(plexTv, token)).toBe(200);
    await link(code, await somebody());
    expect(await statusOf(plexTv, token)).toBe(401);
  });

  test('stays when another app or another account is linked', async () => {
    const token = await linkApp(plexTv);
    const ofOtherApp = await linkApp(plexTv, otherApp);
    const ofOtherAccount = await linkApp(plexTv, app, makeAccount(2, 'Bea Example'));
    for (const each of [token, ofOtherApp, ofOtherAccount]) {
      expect(await statusOf(plexTv, each)).toBe(200);
    }
  });

  test('is kept in a list with who has it, and whether it is valid', async () => {
    const token = await linkApp(plexTv);
    const { account } = plexTv;
    const told = { token, account, clientIdentifier: 'app-1', deviceName: 'App on Firefox' };
    expect(plexTv.tokens).toEqual([expect.objectContaining({ ...told, alive: true })]);
    plexTv.revoke(token);
    expect(plexTv.tokens).toEqual([expect.objectContaining({ ...told, alive: false })]);
    expect(await statusOf(plexTv, token)).toBe(401);
    expect(() => plexTv.revoke(token)).toThrow('There is no such token');
  });
});
