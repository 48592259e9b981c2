import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { app, linkApp } from '../plex-tv/ask.ts';
import { type PlexTv, startPlexTv } from '../plex-tv/index.ts';
import { Doings } from './doings.ts';
import { isGood, judge, type Verdict } from './judge.ts';
import { type Kept, readKept } from './kept.ts';
import { Lookout } from './lookout.ts';

let plexTv: PlexTv;
let lookout: Lookout;
let doings: Doings;

/** The token of the link, which every story here begins with. */
let link: string;

beforeEach(async () => {
  plexTv = await startPlexTv();
  lookout = new Lookout(plexTv);
  doings = new Doings();
  link = await approved('link', 'Pinlink (Firefox)');
});

afterEach(() => plexTv.close());

/** Lets a pin be approved, under a client identifier of its own; gives the token. */
function approved(id: string, name: string): Promise<string> {
  const says = { 'X-Plex-Client-Identifier': id, 'X-Plex-Device-Name': name };
  return linkApp(plexTv, { ...app, ...says });
}

/** The same for a tool, after a press; gives the token. */
function made(id: string): Promise<string> {
  doings.asked += 1;
  return approved(id, `${id} (Pinlink)`);
}

/** The same, and its user copies the token. */
async function given(id: string): Promise<string> {
  const token = await made(id);
  doings.copy(id);
  return token;
}

const busy = ['approving', 'waiting', 'verifying', 'handed', 'removing', 'ending'];

/** What is kept where there is a link, and tools are in these phases. */
function keptWith(tools: Record<string, string>, secrets: Record<string, string> = {}): Kept {
  const grants = Object.entries(tools).map(([id, phase]) => {
    const pending = busy.includes(phase) ? { dueAt: 1 } : null;
    return { id, phase, tool: { account: 'ada' }, pending };
  });
  const held = { id: 'link', phase: 'held', account: { uuid: 'ada' }, pending: null };
  const state = { grants: [held, ...grants], link: 'link', grantsMade: 9 };
  return readKept({ state, secrets: { link, ...secrets } });
}

function verdictOn(tools: Record<string, string>, secrets?: Record<string, string>): Verdict {
  return judge(plexTv, plexTv.pins[0] ?? null, keptWith(tools, secrets), lookout, doings);
}

describe('the token of a tool', () => {
  test('is where it belongs once it was copied and a row says so', async () => {
    await given('kometa');
    const verdict = verdictOn({ kometa: 'given' });
    expect(verdict).toMatchObject({ orphaned: 0, tools: { given: 1, ended: 0, lost: 0 } });
    expect(isGood(verdict)).toBe(true);
  });

  test('is an orphan where no row is left, and where there is no grant that could end it', async () => {
    await given('kometa');
    for (const tools of [
      {},
      { kometa: 'failed' },
      { kometa: 'waiting' },
      { kometa: 'approving' },
    ]) {
      expect(verdictOn(tools)).toMatchObject({ orphaned: 1, orphanedOfTools: 1 });
      expect(isGood(verdictOn(tools))).toBe(false);
    }
  });

  test('is an orphan where it was given to nobody, for nobody has copied it', async () => {
    await made('kometa');
    expect(verdictOn({ kometa: 'given' })).toMatchObject({ orphanedOfTools: 1 });
    expect(verdictOn({ kometa: 'removing' })).toMatchObject({ orphanedOfTools: 1 });
  });

  test('is no orphan while it can be copied or is being ended, but that must come to rest', async () => {
    const token = await made('kometa');
    for (const phase of ['verifying', 'handed', 'ending']) {
      const verdict = verdictOn({ kometa: phase }, { kometa: token });
      expect(verdict).toMatchObject({ orphaned: 0, restless: `linked; ${phase}` });
      expect(isGood(verdict)).toBe(false);
    }
  });

  test('is an orphan where its access was to end, and a row says that it has it', async () => {
    await given('kometa');
    doings.end([{ id: 'kometa' }]);
    expect(verdictOn({ kometa: 'given' })).toMatchObject({ orphanedOfTools: 1 });
  });

  test('is an orphan where its end was confirmed, and plex.tv takes it still', async () => {
    const token = await given('kometa');
    doings.end([{ id: 'kometa' }]);
    expect(verdictOn({})).toMatchObject({ orphanedOfTools: 1, tools: { ended: 1 } });
    plexTv.revoke(token);
    const verdict = verdictOn({});
    expect(verdict).toMatchObject({ orphaned: 0, tools: { given: 1, ended: 1, lost: 0 } });
    expect(isGood(verdict)).toBe(true);
  });

  test('was to end once another has replaced it, and not before that was copied', async () => {
    const old = await given('old');
    await made('new');
    doings.replace('old', 'new');
    expect(verdictOn({ old: 'given', new: 'handed' })).toMatchObject({ orphaned: 0 });
    doings.copy('new');
    expect(verdictOn({ old: 'given', new: 'given' })).toMatchObject({ orphanedOfTools: 1 });
    plexTv.revoke(old);
    expect(isGood(verdictOn({ new: 'given' }))).toBe(true);
  });
});

describe('a tool that has its token', () => {
  test('is lost where plex.tv takes it no more, or it is not in the list', async () => {
    const tokens = [await given('kometa'), await given('homarr')];
    plexTv.revoke(String(tokens[0]));
    const verdict = verdictOn({ kometa: 'given' });
    expect(verdict).toMatchObject({ orphaned: 1, tools: { given: 2, ended: 0, lost: 2 } });
    expect(isGood(verdictOn({ kometa: 'given', homarr: 'given' }))).toBe(false);
  });

  test('is not lost by the end of the link, where plex.tv gave the same token to both', async () => {
    plexTv.settings.sameToken = true;
    expect(await given('kometa')).toBe(link);
    expect(isGood(verdictOn({ kometa: 'given' }))).toBe(true);
    plexTv.revoke(link);
    expect(verdictOn({ kometa: 'given' }).tools.lost).toBe(0);
  });
});

test('what was made without a press counts, as by a double one', async () => {
  await given('kometa');
  await approved('kometa-2', 'Kometa (Pinlink)');
  doings.copy('kometa-2');
  const verdict = verdictOn({ kometa: 'given', 'kometa-2': 'given' });
  expect(verdict).toMatchObject({ orphaned: 0, tools: { unasked: 1 } });
  expect(isGood(verdict)).toBe(false);
});

test('a pin that plex.tv has forgotten is the only excuse, and only if its token was never here', async () => {
  const token = await made('kometa');
  plexTv.expire(String(plexTv.pins[1]?.code));
  expect(verdictOn({})).toMatchObject({ orphanedOfTools: 1, tools: { forgotten: [] } });
  plexTv.settings.forgetClaimedPins = true;
  expect(verdictOn({})).toMatchObject({ orphaned: 0, tools: { forgotten: [token] } });
  expect(isGood(verdictOn({}))).toBe(true);
  lookout.lookAtKept(keptWith({ kometa: 'verifying' }, { kometa: token }));
  expect(verdictOn({})).toMatchObject({ orphanedOfTools: 1, tools: { forgotten: [] } });
});

test('an end that waits for another link to the account is at rest, and any other is not', async () => {
  await given('kometa');
  doings.end([{ id: 'kometa' }]);
  expect(verdictOn({ kometa: 'removing' }).restless).toBe('linked; removing');
  const { grants } = keptWith({ kometa: 'removing' });
  const ofTools = grants.filter(({ tool }) => tool !== null);
  const kept = readKept({ state: { grants: ofTools, link: null, grantsMade: 2 }, secrets: {} });
  expect(judge(plexTv, null, kept, lookout, doings)).toMatchObject({
    restless: null,
    orphanedOfTools: 0,
  });
});

describe('the lookout sees', () => {
  test('a token that is kept of a tool that was given it', async () => {
    const token = await given('kometa');
    lookout.lookAtKept(keptWith({ kometa: 'handed' }, { kometa: token }));
    expect(lookout.sightings).toEqual([]);
    lookout.lookAtKept(keptWith({ kometa: 'given' }, { kometa: token }));
    expect(lookout.sightings).toEqual(['what is kept of a grant that is given']);
    expect(isGood(verdictOn({ kometa: 'given' }))).toBe(false);
  });

  test('one that is kept of a grant that is gone', async () => {
    lookout.lookAtKept(keptWith({}, { kometa: await given('kometa') }));
    expect(lookout.sightings).toEqual(['what is kept of a grant that is gone']);
  });

  test('a tool’s token that has become the link, unless plex.tv gave both the same', async () => {
    const token = await given('kometa');
    lookout.lookAtKept(keptWith({ kometa: 'given' }, { link: token }));
    expect(lookout.sightings).toEqual(['the link']);
    plexTv.settings.sameToken = true;
    const other = new Lookout(plexTv);
    const shared = await given('homarr');
    other.lookAtKept(keptWith({ homarr: 'given' }, { link: shared }));
    expect(other.sightings).toEqual([]);
  });

  test('one in a message that is no answer to a question for it', async () => {
    const token = await given('kometa');
    lookout.lookAtMessages([{ ask: 'toolToken', id: 'kometa' }, token, { ask: 'token' }, link]);
    expect(lookout.sightings).toEqual([]);
    lookout.lookAtMessages([{ ask: 'servers' }, [{ name: token }]]);
    lookout.lookAtMessages([{ command: 'copied', id: link }, 'saved']);
    expect(lookout.sightings).toEqual(['a message', 'a message']);
  });

  test('one in the journal', async () => {
    const token = await given('kometa');
    lookout.lookAtStorage('local', { journal: [{ token }], secrets: { kometa: token } });
    expect(lookout.sightings).toEqual(['storage.local.journal']);
  });
});
