import { describe, expect, test } from 'vitest';
import { browsers, setStage } from './stage.ts';
import type { User } from './user.ts';

/** Records of a link that no version has ever kept. */
const damaged: Record<string, unknown> = {
  'nothing at all': null,
  'a text': 'linked',
  'a number': 7,
  'a list': [],
  'no status': {},
  'an unknown status': { status: 'dreaming' },
  'a way without its attempt': { status: 'requesting', way: 'device' },
  'a time that is none': { status: 'requesting', way: 'device', attempt: 'x', askAt: 1e17 },
  'an attempt without its pin': { status: 'waiting', way: 'device', checkAt: 1 },
  'a pin without its end': { status: 'waiting', way: 'device', pin: { id: 7, code: 'ABCD' } },
  'a failure without a reason': { status: 'failed', way: 'device' },
  'a way that is none': { status: 'expired', way: 'pigeon' },
};

/** What version 1 kept of a link. */
const versionOne = {
  status: 'linked',
  linkedAt: 1_700_000_000_000,
  account: { name: 'Ada Example', avatar: null },
  retry: null,
};

/** Replaces what is stored while the background is dead and the popup closed. */
async function store(user: User, values: Record<string, unknown>): Promise<void> {
  await user.opened.closePopup(await user.opened.openPopup());
  await user.opened.killBackground();
  await user.opened.writeStorage(values);
}

describe.each(browsers)('in %s', name => {
  test('a damaged record is set aside with a word, and never a blank popup', async () => {
    const user = await setStage(name);
    for (const [kind, link] of Object.entries(damaged)) {
      await store(user, { version: 2, link, token: null });
      await user.sees('unlinked');
      expect(await user.text('news'), kind).toContain('damaged');
    }
    await user.linkHere();
    await user.seesHealth('good');
    const token = await user.keptToken();
    for (const link of Object.values(damaged)) {
      await store(user, { version: 2, link });
      await user.seesHealth('good');
      await user.reads('account-name', 'Ada Example');
    }
    const shell = { ...versionOne, linkedAt: 1e17, account: 'Ada', confirmedAt: 1e300 };
    for (const status of ['linked', 'revoked']) {
      await store(user, { version: 2, link: { ...shell, status, revokedAt: 1e17 } });
      const popup = await user.opened.openPopup();
      await popup.waitForSelector(`main[data-status="${status}"]`);
      await user.press('check');
      await user.seesHealth('good');
      await user.reads('account-name', 'Ada Example');
    }
    expect(await user.keptToken()).toBe(token);
  });

  test('damaged tokens and lists stand in the way of nothing', async () => {
    const user = await setStage(name);
    for (const broken of [7, {}, [null, 'x', { id: 'x' }]]) {
      await store(user, { link: null, token: broken, left: broken, signOuts: broken });
      await user.sees('unlinked');
    }
    await store(user, { clientIdentifier: {}, journal: 'x' });
    await user.linkHere();
    await user.seesHealth('good');
  });

  test('what version 1 has kept is taken over', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const token = await user.keptToken();
    await store(user, { link: versionOne, version: null });
    await user.seesHealth('good');
    expect(await user.opened.readStorage()).toMatchObject({
      version: 2,
      token,
      link: { linkedAt: versionOne.linkedAt, account: { email: 'ada@example.org' } },
    });
  });
});

// Firefox limits what an extension keeps only by the size of the disk.
test('in chromium a full disk is said, and nothing is half-written', async () => {
  const user = await setStage('chromium');
  await user.sees('unlinked');
  const before = await user.opened.readStorage();
  const used = JSON.stringify(before).length;
  await user.opened.writeStorage({ junk: 'x'.repeat(10_485_760 - used - 100) });
  await user.press('link-device');
  const popup = await user.opened.openPopup();
  const notice = await popup.waitForSelector('main > [role="alert"]');
  expect(await notice?.evaluate(({ textContent }) => textContent)).toContain('disk may be full');
  const { junk: _, ...after } = await user.opened.readStorage();
  expect(after).toEqual(before);
  expect(user.plexTv.requests).toEqual([]);
  await user.opened.writeStorage({ junk: null });
  await user.press('link-device');
  await user.sees('waiting');
});
