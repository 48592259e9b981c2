import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { Lookout } from '../soak/lookout.ts';
import { says } from './giving.ts';
import { lookAround } from './look-around.ts';
import { browsers, freshProfile, setStage } from './stage.ts';
import type { User } from './user.ts';

const account = /\/api\/v2\/user$/;
const signOut = /\/api\/v2\/users\/signout$/;

/** How often the extension has asked whose account it is. */
function questions({ plexTv }: User): number {
  return plexTv.requests.filter(({ path, fromPage }) => account.test(path) && !fromPage).length;
}

/** As much of what is stored of a link as is changed here. */
interface AgedState {
  readonly grants: readonly { readonly confirmedAt: number; readonly greetedAt: number | null }[];
}

/** When plex.tv has last said that the link works. */
async function confirmedAt(user: User): Promise<number> {
  const { state } = (await user.opened.readStorage()) as { state: AgedState };
  return state.grants[0]?.confirmedAt ?? 0;
}

/** Moves what the extension knows of its link into the past. */
async function age(user: User, ms: number): Promise<void> {
  await user.opened.closePopup(await user.opened.openPopup());
  await user.opened.killBackground();
  const { state } = (await user.opened.readStorage()) as { state: AgedState };
  const grants = state.grants.map(grant => ({
    ...grant,
    confirmedAt: grant.confirmedAt - ms,
    greetedAt: grant.greetedAt === null ? null : grant.greetedAt - ms,
  }));
  await user.opened.writeStorage({ state: { ...state, grants } });
}

const waiting = 'true: Checking with Plex…';
const over = 'false: Can’t reach Plex';

/** Lets the popup note whether the button that asks plex.tv waits, and what was announced last. */
function noteChecks(): void {
  const notes: string[] = [];
  Object.assign(globalThis, { notes });
  new MutationObserver(() => {
    const [button, status] = ['[data-testid="check"]', '[role="status"]'].map(selector =>
      document.querySelector(selector),
    );
    notes.push(`${button?.ariaDisabled}: ${status?.textContent.trim()}`);
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

/** Waits until the popup has noted these, one after the other. */
async function seesNoted(popup: Page, ...texts: string[]): Promise<void> {
  const isNoted = (...texts: string[]) => {
    const { notes } = globalThis as unknown as { notes: string[] };
    let from = 0;
    return texts.every(text => {
      from = notes.indexOf(text, from) + 1;
      return from > 0;
    });
  };
  await popup.waitForFunction(isNoted, {}, ...texts);
}

describe.each(browsers)('in %s', name => {
  test('the card says whose account it is', async () => {
    const user = await setStage(name);
    user.plexTv.account.home = true;
    await user.linkHere();
    await user.reads('account-name', 'Ada Example');
    expect(await user.text('account-kind')).toBe('Plex PassPlex Home');
    const popup = await user.seesHealth('good');
    expect(await popup.content()).not.toContain('ada@example.org');
    await user.press('show-email');
    expect(await user.text('email')).toBe('ada@example.org');
  });

  test('the first screen names the account once, and leads out where it is not theirs', async () => {
    const user = await setStage(name);
    await user.linkHere();
    await user.reads('account-name', 'Ada Example');
    const popup = await user.seesHealth('good');
    expect(await popup.$eval('.greeting', ({ textContent }) => textContent)).toContain(
      'linked as Ada Example.',
    );
    const token = String(await user.keptToken());
    await user.press('not-me');
    await user.press('confirm-unlink');
    await user.reads('news', 'Unlinked. Plex no longer accepts the token.');
    expect(await user.statusOf(token)).toBe(401);
    await user.linkHere();
    const greeting = await user.seesHealth('good');
    // Somebody is there who sees it.
    await greeting.keyboard.press('Shift');
    await expect.poll(() => user.opened.readButton()).toMatchObject({ text: '' });
    await age(user, 120_000);
    const again = await user.seesHealth('good');
    expect(await again.$('[data-testid="not-me"]')).toBeNull();
  });

  test('whoever has become a member of Plex by that is welcomed', async () => {
    const user = await setStage(name);
    user.plexTv.settings.newRegistration = { id: 7 };
    await user.linkHere();
    await user.reads('account-name', 'Ada Example');
    const popup = await user.sees('linked');
    expect(await popup.$eval('.greeting', ({ textContent }) => textContent)).toContain('Welcome');
  });

  test('the card has an initial where there is no picture, until there is one', async () => {
    const user = await setStage(name);
    Object.assign(user.plexTv.account, { restricted: true, hasPass: false });
    const isOver = user.plexTv.fault({ path: /avatar/, status: 404 });
    await user.linkHere();
    const popup = await user.seesHealth('good');
    await user.asked('GET', /avatar/);
    expect(await popup.$eval('.avatar', ({ textContent }) => textContent)).toBe('A');
    expect(await user.text('account-kind')).toBe('No Plex PassManaged user');
    isOver();
    await user.press('check');
    await popup.waitForSelector('img.avatar[src^="data:image/png"]');
  });

  test('an outage is no revocation, and over when it is over', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const token = await user.keptToken();
    user.plexTv.down();
    await user.press('check');
    await user.seesHealth('unreachable');
    user.plexTv.up();
    await user.seesHealth('good');
    for (const fault of [{ status: 503 }, { status: 200 }, { status: 403 }, { truncate: true }]) {
      const isOver = user.plexTv.fault({ ...fault, path: account });
      await user.press('check');
      await user.seesHealth('unreachable');
      isOver();
      await user.press('check');
      await user.seesHealth('good');
    }
    expect(await user.keptToken()).toBe(token);
  });

  test('the button waits while plex.tv is asked again, and says what came of that', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const popup = await user.seesHealth('good');
    const isOver = user.plexTv.fault({ status: 503, path: account });
    await user.press('check');
    await user.seesHealth('unreachable');
    isOver();
    user.plexTv.fault({ drop: 'hang', path: account });
    await popup.waitForSelector('[data-testid="check"][aria-disabled="false"]');
    await popup.evaluate(noteChecks);
    await user.press('check');
    await seesNoted(popup, waiting);
    user.plexTv.down();
    await seesNoted(popup, waiting, over);
  });

  test('a pause that plex.tv asks for is kept, but for what its user asks', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const pause = { status: 429, headers: { 'Retry-After': '600' }, path: account, times: 1 };
    user.plexTv.fault(pause);
    await user.press('check');
    await user.seesHealth('rateLimited');
    const asked = questions(user);
    await user.opened.closePopup(await user.opened.openPopup());
    // Whatever is pressed next is taken after the look of the popup that is opened for that.
    await user.press('switch-account');
    await user.approvalPage();
    expect(questions(user)).toBe(asked);
    await user.sees('waiting');
    await user.press('cancel');
    await user.press('check');
    await user.seesHealth('good');
    expect(questions(user)).toBe(asked + 1);
  });

  test('plex.tv is asked when the popup opens, but not more than once an hour', async () => {
    const user = await setStage(name);
    await user.linkHere();
    await user.opened.closePopup(await user.opened.openPopup());
    await user.seesHealth('good');
    const asked = questions(user);
    await age(user, 3_700_000);
    await user.seesHealth('good');
    await expect.poll(() => questions(user)).toBe(asked + 1);
    // Until that is answered, another press is the same question.
    await expect.poll(() => confirmedAt(user)).toBeGreaterThan(Date.now() - 3_600_000);
    const popup = await user.reach('check');
    await popup.waitForSelector('[data-testid="check"][aria-disabled="false"]');
    await user.press('check');
    await expect.poll(() => questions(user)).toBe(asked + 2);
  });

  test('plex.tv is asked once a day, whatever wakes the background', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const asked = questions(user);
    await age(user, 86_400_000);
    await user.opened.allowHosts(false);
    await user.opened.allowHosts(true);
    await expect.poll(() => questions(user)).toBe(asked + 1);
  });

  test.each([401, 422] as const)(
    'a device that was ended at Plex is said to be: %s',
    async status => {
      const user = await setStage(name);
      user.plexTv.settings.invalidToken = status;
      await user.linkHere();
      const dead = String(await user.keptToken());
      user.plexTv.revoke(dead);
      await user.press('check');
      await user.sees('revoked');
      await expect.poll(async () => (await user.opened.readButton()).text).toBe('!');
      user.plexTv.down();
      await user.press('check');
      const popup = await user.sees('revoked');
      await popup.waitForSelector('[data-health="unreachable"]');
      user.plexTv.up();
      await popup.waitForSelector('[data-health="revoked"]');
      expect(await user.keptToken()).toBe(dead);
      await user.opened.killBackground();
      await user.press('link');
      await user.approvalPage();
      expect(await user.keptToken()).toBe(dead);
      await user.allow();
      const greeting = await user.seesHealth('good');
      expect(await user.statusOf(String(await user.keptToken()))).toBe(200);
      await greeting.keyboard.press('Shift');
      await expect.poll(async () => (await user.opened.readButton()).text).toBe('');
    },
  );

  test('a link that was ended can be unlinked, and nothing is left of it', async () => {
    const user = await setStage(name);
    await user.linkHere();
    user.plexTv.revoke(String(await user.keptToken()));
    await user.press('check');
    await user.sees('revoked');
    await user.press('unlink');
    await says(user, 'Plex no longer accepts the account’s own token.');
    await user.press('keep');
    await user.unlink();
    await user.reads('news', 'Unlinked. Plex no longer accepts the token.');
    expect(await user.opened.readStorage()).toMatchObject({ state: { grants: [] }, secrets: {} });
  });

  test('unlinking asks once more, and says when Plex has confirmed it', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const token = String(await user.keptToken());
    await user.press('unlink');
    await user.press('keep');
    await user.seesHealth('good');
    expect(await user.statusOf(token)).toBe(200);
    await user.unlink();
    await user.reads('news', 'Unlinked. Plex no longer accepts the token.');
    expect(await user.statusOf(token)).toBe(401);
    expect(await user.keptToken()).toBeNull();
    // It is told until somebody is there to read it, and stays while that popup is open.
    const popup = await user.sees('unlinked');
    await popup.keyboard.press('Shift');
    await expect
      .poll(() => user.opened.readStorage())
      .toMatchObject({ state: { link: null, news: null } });
    await user.reads('news', 'Unlinked. Plex no longer accepts the token.');
    await user.opened.closePopup(popup);
    expect(await (await user.sees('unlinked')).$('[data-testid="news"]')).toBeNull();
  });

  test('unlinking while plex.tv is away is said, and repeated after a restart', async () => {
    const profile = await freshProfile();
    const user = await setStage(name, { profile });
    await user.linkHere();
    const token = String(await user.keptToken());
    user.plexTv.down();
    await user.unlink();
    const popup = await user.opened.openPopup();
    await popup.waitForSelector('[data-testid="news"] a[href^="https://app.plex.tv/"]');
    expect(await user.keptToken()).toBeNull();
    await user.opened.close();
    user.plexTv.up();
    expect(await user.statusOf(token)).toBe(200);
    const later = await setStage(name, { profile, plexTv: user.plexTv });
    await later.sees('unlinked');
    await later.reads('news', 'Unlinked. Plex no longer accepts the token.');
    expect(await later.statusOf(token)).toBe(401);
  });

  test('a sign-out that is redirected is followed nowhere, and known not to be done', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const token = String(await user.keptToken());
    user.plexTv.settings.signOut = { status: 301, ends: false };
    await user.unlink();
    await expect
      .poll(async () => JSON.stringify(await user.opened.readStorage()))
      .toContain('"reason":"unexpectedStatus"');
    user.plexTv.settings.signOut = 'usual';
    await expect.poll(() => user.statusOf(token), { timeout: 60_000 }).toBe(401);
  });

  test('another account takes the place of the one before when it is approved', async () => {
    const user = await setStage(name);
    const guest = { ...user.plexTv.account, id: 2, uuid: 'guest', friendlyName: 'Bo Guest' };
    await user.linkHere();
    const token = String(await user.keptToken());
    await user.press('switch-account');
    const cancelled = await user.approvalPage();
    await user.sees('waiting');
    await user.press('cancel');
    await user.reads('account-name', 'Ada Example');
    await user.seesClosed(cancelled);
    await user.press('switch-account');
    const page = await user.approvalPage();
    expect(await user.keptToken()).toBe(token);
    expect(await user.statusOf(token)).toBe(200);
    user.plexTv.approve(user.plexTv.pins.at(-1)?.code ?? '', guest);
    await user.seesClosed(page);
    await user.reads('account-name', 'Bo Guest');
    await user.asked('DELETE', signOut);
    await expect.poll(() => user.statusOf(token)).toBe(401);
    expect(await user.statusOf(String(await user.keptToken()))).toBe(200);
  });

  test('the token is in no page and no message until its owner asks for it', async () => {
    const user = await setStage(name);
    const { opened, plexTv } = user;
    const lookout = new Lookout(plexTv);
    const first = await opened.openPopup();
    const heard = await opened.watchMessages(first);
    await user.linkHere();
    // The popup that was open may have made way for another, which says that it worked.
    const popup = await opened.openPopup();
    popup.on('console', message => lookout.look('console', message.text()));
    await user.press('show-email');
    await user.press('check');
    await user.seesHealth('good');
    await lookAround(user, lookout, popup);
    expect(await heard()).toContainEqual({ command: 'check' });
    lookout.look('messages', JSON.stringify(await heard()));
    await user.copies('copy-token');
    expect(await opened.readClipboard()).toBe(await user.keptToken());
    expect(await heard()).toContainEqual({ ask: 'token' });
    await lookAround(user, lookout, popup);
    expect(lookout.sightings).toEqual([]);
    await user.press('show-token');
    expect(await user.text('token')).toBe(await user.keptToken());
    await opened.closePopup(popup);
    const again = await user.seesHealth('good');
    expect(await again.content()).not.toContain(String(await user.keptToken()));
  });

  test('the token is shown for half a minute, and hidden sooner where that is pressed', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const popup = await user.seesHealth('good');
    await user.press('show-token');
    await user.text('token');
    await user.press('hide-token');
    await popup.waitForSelector('[data-testid="token"]', { hidden: true });
    await user.press('show-token');
    await user.text('token');
    await popup.waitForSelector('[data-testid="token"]', { hidden: true });
    await user.text('show-token');
  });

  test('the token is copied as a tool wants it', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const popup = await user.seesHealth('good');
    for (const [format, before] of [
      ['token', ''],
      ['header', 'X-Plex-Token: '],
      ['env', 'PLEX_TOKEN='],
    ] as const) {
      await user.select('token-format', format);
      await user.copies('copy-token');
      const copied = `${before}${await user.keptToken()}`;
      expect(await user.opened.readClipboard()).toBe(copied);
      await user.press('show-token');
      expect(await user.text('token')).toBe(copied);
      await user.press('hide-token');
      await popup.waitForSelector('[data-testid="token"]', { hidden: true });
      await user.reads('copy-token', 'Copy');
    }
    // The line for curl takes the token from the environment, and holds none.
    await user.select('token-format', 'curl');
    await user.copies('copy-token');
    const line = await user.opened.readClipboard();
    expect(line).toContain('"$PLEX_TOKEN" | curl -H @-');
    expect(line).not.toContain(String(await user.keptToken()));
    await user.press('show-token');
    expect(await user.text('token')).toBe(line);
    // Nobody has asked for the token in another format, which holds it.
    await user.select('token-format', 'token');
    await popup.waitForSelector('[data-testid="token"]', { hidden: true });
    await user.press('show-token');
    await user.reads('token', String(await user.keptToken()));
  });

  test('a link that comes while nobody looks opens the popup, for ten seconds', async () => {
    const user = await setStage(name);
    await user.press('link-device');
    const code = await user.text('code');
    await user.opened.closePopup(await user.sees('waiting'));
    await expect.poll(() => user.opened.hasPopup()).toBe(false);
    user.plexTv.approve(code);
    await expect.poll(() => user.opened.hasPopup(), { timeout: 60_000 }).toBe(true);
    const badge = async () => (await user.opened.readButton()).text;
    await expect.poll(badge).toBe('✓');
    // Nobody touches it: it closes as it came, and the button goes on to say it.
    await expect.poll(() => user.opened.hasPopup(), { timeout: 60_000 }).toBe(false);
    expect(await badge()).toBe('✓');
    await user.sees('linked');
    await expect.poll(badge).toBe('');
  });

  test('a report says what happened, and nothing that is secret', async () => {
    const user = await setStage(name);
    user.plexTv.down();
    await user.press('link-device');
    await user.sees('failed');
    user.plexTv.up();
    await user.press('retry');
    const code = await user.text('code');
    user.plexTv.approve(code);
    await user.seesHealth('good');
    await user.copies('copy-report');
    const report = await user.opened.readClipboard();
    for (const line of [
      'status linked',
      'pinNotCreated #1 unreachable',
      'accountRead #2 200 -> linked',
    ]) {
      expect(report).toContain(line);
    }
    const [pin] = user.plexTv.pins;
    const secrets = [
      await user.keptToken(),
      code,
      pin?.id,
      pin?.clientIdentifier,
      'Ada',
      'example.org',
      'Amsterdam',
    ];
    for (const secret of secrets) expect(report).not.toContain(String(secret));
  });
});
