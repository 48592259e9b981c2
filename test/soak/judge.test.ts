import { afterEach, beforeEach, expect, test } from 'vitest';
import { app, linkApp } from '../plex-tv/ask.ts';
import { type PlexTv, startPlexTv } from '../plex-tv/index.ts';
import { isGood, isLost, judge, type Verdict } from './judge.ts';
import { readKept } from './kept.ts';
import { Lookout } from './lookout.ts';

let plexTv: PlexTv;

beforeEach(async () => {
  plexTv = await startPlexTv();
});

afterEach(() => plexTv.close());

/** Lets somebody approve a pin of a grant, under an identifier of its own; gives the token. */
function approved(id: string): Promise<string> {
  return linkApp(plexTv, { ...app, 'X-Plex-Client-Identifier': id });
}

function pinOf(id: string) {
  return plexTv.pins.find(({ clientIdentifier }) => clientIdentifier === id) ?? null;
}

const due = { dueAt: 1 };

/** The verdict where the user stood by the pin of `wanted`, and the grants are in these phases. */
function verdictOn(
  wanted: string | null,
  phases: Record<string, 'held' | 'refused' | 'ending' | 'givenUp'>,
  secrets: Record<string, string>,
): Verdict {
  const grants = Object.entries(phases).map(([id, phase]) => {
    return { id, phase, pending: phase === 'ending' ? due : null };
  });
  const link = grants.find(({ phase }) => phase === 'held' || phase === 'refused')?.id ?? null;
  const state = { grants, link, grantsMade: grants.length };
  const pin = wanted === null ? null : pinOf(wanted);
  return judge(plexTv, pin, readKept({ state, secrets }), new Lookout(plexTv));
}

test('a link by the pin that was wanted is what was expected', async () => {
  const token = await approved('one');
  const verdict = verdictOn('one', { one: 'held' }, { one: token });
  expect(verdict).toMatchObject({ isExpected: true, isFound: true, orphaned: 0, restless: null });
  expect(isGood(verdict)).toBe(true);
});

test('a link is lost where plex.tv no longer takes its token, or it was never there', async () => {
  const token = await approved('one');
  expect(isLost(verdictOn('one', {}, {}))).toBe(true);
  plexTv.revoke(token);
  expect(isLost(verdictOn('one', { one: 'held' }, { one: token }))).toBe(true);
  expect(isLost(verdictOn('one', { one: 'refused' }, { one: token }))).toBe(true);
});

test('a link by another pin than the wanted one is lost, and both tokens are orphans', async () => {
  const secrets = { one: await approved('one'), other: await approved('other') };
  const verdict = verdictOn('one', { other: 'held' }, secrets);
  expect(isLost(verdict)).toBe(true);
  expect(verdict.orphaned).toBe(2);
});

test('a link that nobody wants is an orphan, and so is a token that was given up', async () => {
  const token = await approved('one');
  expect(verdictOn(null, { one: 'held' }, { one: token })).toMatchObject({ orphaned: 1 });
  expect(verdictOn(null, { one: 'givenUp' }, { one: token })).toMatchObject({ orphaned: 1 });
});

test('a token that is being ended is no orphan yet, but restless', async () => {
  const verdict = verdictOn(null, { one: 'ending' }, { one: await approved('one') });
  expect(verdict).toMatchObject({ orphaned: 0, restless: 'unlinked; ending' });
  expect(isGood(verdict)).toBe(false);
});

test('where two pins were given the same token, it counts whether the link holds it', async () => {
  plexTv.settings.sameToken = true;
  const token = await approved('one');
  expect(await approved('other')).toBe(token);
  expect(isGood(verdictOn('other', { other: 'held' }, { other: token }))).toBe(true);
  expect(verdictOn(null, {}, {})).toMatchObject({ orphaned: 1 });
});
