import { describe, expect, test } from 'vitest';
import { browsers, only, setStage } from './stage.ts';
import type { User } from './user.ts';

/** A record of version 3, as far as it is changed here. */
interface Stored {
  readonly state: { readonly link: string; readonly grants: readonly Record<string, unknown>[] };
  readonly secrets: Record<string, string>;
}

/** States that no version has ever stored. */
const damaged: Record<string, unknown> = {
  'nothing at all': null,
  'a text': 'linked',
  'a number': 7,
  'a list': [],
  'no grants': {},
  'grants that are none': { grants: [null, 7, 'x', {}, { phase: 'dreaming' }] },
  'a link to nobody': { grants: [], link: 'nobody', quietUntil: 1e300, news: 7, grantsMade: -1 },
};

const id = '00000000-0000-4000-8000-000000000001';

/** A pin that waits, as it is stored; and then more of one field than anybody should store. */
function waitingWith(more: Record<string, unknown>, pin: Record<string, unknown> = {}): unknown {
  const now = Date.now();
  const grant = {
    id,
    number: 1,
    phase: 'waiting',
    way: 'device',
    pin: {
      id: 7,
      code: 'ABCD',
      expiresAt: now + 800_000,
      expiresIn: 800,
      graceGiven: false,
      location: null,
      trusted: false,
      ...pin,
    },
    pending: { dueAt: now + 1_000_000, failures: 0, problem: null },
    sentAt: now,
    hurried: 0,
    heardAt: 0,
    hearing: false,
    abandonedAt: null,
    ...more,
  };
  return { grants: [grant], link: null, quietUntil: 0, news: null, grantsMade: 1 };
}

/** What version 2 stored of a link. */
const versionTwo = {
  status: 'linked',
  linkedAt: 1_700_000_000_000,
  account: null,
  confirmedAt: 0,
  retry: null,
  trouble: null,
};

/** Replaces what is stored while the background is dead and the popup closed. */
async function store(user: User, values: Record<string, unknown>): Promise<void> {
  await user.opened.closePopup(await user.opened.openPopup());
  await user.opened.killBackground();
  await user.opened.writeStorage(values);
}

async function stored(user: User): Promise<Stored> {
  return (await user.opened.readStorage()) as unknown as Stored;
}

describe.each(browsers)('in %s', name => {
  test('a damaged record is set aside with a word, and never a blank popup', async () => {
    const user = await setStage(name);
    for (const [kind, state] of Object.entries(damaged)) {
      await store(user, { version: 3, state, secrets: {} });
      await user.sees('unlinked');
      expect(await user.text('link'), kind).not.toBe('');
    }
    await user.linkHere();
    const token = await user.keptToken();
    for (const state of Object.values(damaged)) {
      await store(user, { version: 3, state });
      await user.seesHealth('good');
      await user.reads('account-name', 'Ada Example');
    }
    expect(await user.keptToken()).toBe(token);
  });

  test('too much of anything is never a blank popup, and there is a way out', async () => {
    const user = await setStage(name);
    const years = 31 * 365 * 86_400_000;
    for (const [state, way] of [
      [waitingWith({}, { code: 'A'.repeat(4_096) }), 'link'],
      [waitingWith({}, { expiresAt: Date.now() + years, expiresIn: years / 1_000 }), 'cancel'],
      [waitingWith({}, { location: 'x'.repeat(10_240) }), 'cancel'],
      [waitingWith({ sentAt: Date.now() + years, heardAt: 1e17 }), 'cancel'],
    ] as const) {
      await store(user, { version: 3, state, secrets: {} });
      // What plex.tv says of a pin that it does not know ends all of these.
      const isOver = user.plexTv.fault({ path: /pins/, status: 503 });
      await user.text(way);
      isOver();
    }
    await store(user, { version: 3, state: null, secrets: {} });
    await user.linkHere();
    const { state } = await stored(user);
    const grants = state.grants.map(grant => ({
      ...grant,
      linkedAt: 1e17,
      confirmedAt: 1e300,
      account: { name: 'A'.repeat(10_240) },
    }));
    await store(user, { state: { ...state, grants } });
    await user.seesHealth('good');
    await user.reads('account-name', 'Ada Example');
  });

  test('damaged secrets and journals stand in the way of nothing', async () => {
    const user = await setStage(name);
    for (const broken of [7, {}, [null, 'x', { id: 'x' }], { [id]: 'a\nb', __proto__: 1 }]) {
      await store(user, { version: 3, state: null, secrets: broken, journal: broken });
      await user.sees('unlinked');
    }
    await user.linkHere();
  });

  test('what version 2 has stored is taken over', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const { state, secrets } = await stored(user);
    const token = await user.keptToken();
    await store(user, {
      version: 2,
      link: versionTwo,
      token: secrets[state.link],
      left: [],
      signOuts: [],
      clientIdentifier: state.link,
    });
    await user.seesHealth('good');
    await user.reads('account-name', 'Ada Example');
    expect(await user.keptToken()).toBe(token);
    const now = await user.opened.readStorage();
    expect(now).toMatchObject({
      version: 4,
      state: { link: state.link, grants: [{ linkedAt: versionTwo.linkedAt }] },
    });
    for (const old of ['link', 'token', 'clientIdentifier']) expect(now).not.toHaveProperty(old);
  });

  test('what a newer version has stored is neither read nor written', async () => {
    const user = await setStage(name);
    await user.linkHere();
    await store(user, { version: 99, state: { grants: 'of another kind' }, more: 'than we know' });
    const before = await user.opened.readStorage();
    const { length } = user.plexTv.requests;
    await user.sees('outdated');
    await user.opened.allowHosts(false);
    await user.opened.allowHosts(true);
    await user.sees('outdated');
    expect(await user.opened.readStorage()).toEqual(before);
    expect(user.plexTv.requests).toHaveLength(length);
  });
});

// Firefox limits what an extension keeps only by the size of the disk.
test.each(only('chromium'))(
  'in %s a full disk is said, and nothing is half-written',
  async name => {
    const user = await setStage(name);
    await user.sees('unlinked');
    const before = await user.opened.readStorage();
    const used = JSON.stringify(before).length;
    await user.opened.writeStorage({ junk: 'x'.repeat(10_485_760 - used - 100) });
    await user.press('link-device');
    const popup = await user.opened.openPopup();
    const notice = await popup.waitForSelector('[data-testid="failure"]');
    expect(await notice?.evaluate(({ textContent }) => textContent)).toContain('disk space');
    const { junk: _, ...after } = await user.opened.readStorage();
    expect(after).toEqual(before);
    expect(user.plexTv.requests).toEqual([]);
    await user.opened.writeStorage({ junk: null });
    await user.press('link-device');
    await user.sees('waiting');
  },
);
