import { describe, expect, test } from 'vitest';
import { endAccess, giveAccess, seesGone, takeOver } from './giving.ts';
import { browsers, setStage } from './stage.ts';
import type { User } from './user.ts';

/** When the extension has checked pins, epoch ms. */
function checks({ plexTv }: User): number[] {
  return plexTv.requests
    .filter(
      ({ method, path, fromPage }) => method === 'GET' && /\/pins\/\d+$/.test(path) && !fromPage,
    )
    .map(({ at }) => at);
}

/** What the user is shown and what is kept of it, but for the times. */
async function standing(user: User): Promise<unknown> {
  const { state } = (await user.opened.readStorage()) as {
    state: { link: unknown; grants: Record<string, unknown>[] };
  };
  return {
    link: state.link,
    // When an approval was heard last is no other time: nobody has approved.
    grants: state.grants.map(({ id, phase, hearing, heardAt }) => [id, phase, hearing, heardAt]),
  };
}

/** Makes an object that plex.tv answers with say this instead. */
function saying(more: Record<string, unknown>): (text: string) => string {
  return text => JSON.stringify({ ...JSON.parse(text), ...more });
}

describe.each(browsers)('in %s', name => {
  test('a hostile page makes nobody ask more than once a second, and stops no link', async () => {
    const user = await setStage(name);
    await user.press('link');
    const page = await user.approvalPage();
    await user.opened.closePopup(await user.opened.openPopup());
    const [pin] = user.plexTv.pins;
    const before = await standing(user);
    const attacker = await user.opened.browser.newPage();
    const begunAt = Date.now();
    await attacker.goto(`https://evil.example/?pin=${pin?.id}`);
    await attacker.waitForFunction(() => Number(document.body.dataset.attacks) >= 80);
    const seconds = (Date.now() - begunAt) / 1_000;
    const during = checks(user).filter(at => at >= begunAt);
    // Nobody hears it, so the pin is checked as seldom as if nobody had attacked: each 5 s at most.
    expect(during.length).toBeLessThanOrEqual(seconds / 5 + 2);
    expect(await standing(user)).toEqual(before);
    await page.bringToFront();
    await page.click('#allow');
    await user.asked('GET', /\/api\/v2\/user$/);
    await attacker.close();
    await user.seesClosed(page);
    await user.sees('linked');
    await user.reads('account-name', 'Ada Example');
  });

  test('a code that somebody else approves after Cancel is signed out, and never linked', async () => {
    const user = await setStage(name);
    const stranger = { ...user.plexTv.account, id: 2, uuid: 'stranger', friendlyName: 'Mallory' };
    await user.linkHere();
    user.plexTv.revoke(String(await user.keptToken()));
    await user.press('check');
    await user.sees('revoked');
    // By code: the other way of linking again, for which the request has to be in this browser first.
    await user.press('link');
    await user.approvalPage();
    await user.sees('waiting');
    await user.press('switch');
    const code = await user.text('code');
    await user.press('cancel');
    await user.sees('revoked');
    user.plexTv.approve(code, stranger);
    const token = user.plexTv.tokens.find(({ account }) => account === stranger)?.token ?? '';
    expect(await user.statusOf(token)).toBe(200);
    await user.opened.clearAlarms();
    await user.opened.allowHosts(false);
    await user.opened.allowHosts(true);
    await expect.poll(() => user.statusOf(token), { timeout: 90_000 }).toBe(401);
    await user.sees('revoked');
    await user.reads('account-name', 'Ada Example');
  });

  test('no request brings a cookie, or says from where it comes', async () => {
    const user = await setStage(name);
    const page = await user.opened.browser.newPage();
    await page.goto('https://plex.tv/link');
    await user.opened.browser.setCookie({
      name: 'session',
      value: 'of-the-user',
      domain: 'plex.tv',
      path: '/',
      secure: true,
      sameSite: 'None',
    });
    await user.linkHere();
    await giveAccess(user, 'kometa');
    await takeOver(user);
    await endAccess(user, 'kometa');
    await seesGone(user, 'kometa');
    await user.goHome();
    await user.unlink();
    await user.asked('DELETE', /\/api\/v2\/users\/signout$/);
    const ours = user.plexTv.requests.filter(({ fromPage }) => !fromPage);
    for (const [method, path] of [
      ['POST', /\/pins$/],
      ['PUT', /\/pins\/link$/],
      ['GET', /\/devices\.xml$/],
      ['DELETE', /\/devices\//],
    ] as const) {
      expect(ours.some(asked => asked.method === method && path.test(asked.path))).toBe(true);
    }
    for (const { path, headers } of ours) {
      expect(headers.cookie, path).toBeUndefined();
      expect(headers.referer, path).toBeUndefined();
    }
    // The cookie was there to be sent.
    const again = await user.opened.browser.newPage();
    await again.goto('https://plex.tv/link');
    const pages = user.plexTv.requests.filter(({ path }) => path === '/link');
    expect(pages.at(-1)?.headers.cookie).toContain('of-the-user');
  });

  test('too much of anything in an answer is a screen that fits, with a way out', async () => {
    const user = await setStage(name);
    const fits = async (status: string) => {
      const main = await (await user.sees(status)).$('main');
      expect(
        await main?.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
      ).toBe(0);
    };
    const code = 'A'.repeat(4_096);
    user.plexTv.fault({ method: 'POST', times: 1, rewrite: saying({ code }) });
    await user.press('link-device');
    await fits('failed');
    const expiresIn = 31 * 365 * 86_400;
    const expiresAt = new Date(Date.now() + expiresIn * 1_000).toISOString();
    const location = { city: 'far'.repeat(3_414), country: 'away '.repeat(2_048) };
    const rewrite = saying({ expiresIn, expiresAt, location });
    const isOver = user.plexTv.fault({ path: /\/pins\b/, rewrite });
    await user.press('retry');
    expect(await user.text('countdown')).toMatch(/^(60:00|59:\d\d)$/);
    await fits('waiting');
    await user.press('cancel');
    await fits('unlinked');
    isOver();
    user.plexTv.account.friendlyName = 'Ada'.repeat(3_414);
    await user.linkHere();
    await user.reads('account-name', 'Ada'.repeat(67).slice(0, 200));
    await fits('linked');
    await user.unlink();
    await fits('unlinked');
  });

  test('where it comes from and how it stands is said of a code, and nothing where Plex is silent', async () => {
    const user = await setStage(name);
    await user.press('link-device');
    await user.reads(
      'location',
      'Plex sees this computer in Amsterdam, United States Virgin Islands',
    );
    await user.press('cancel');
    user.plexTv.settings.location = 'none';
    await user.press('link-device');
    const popup = await user.sees('waiting');
    await user.text('code');
    expect(await popup.$('[data-testid="location"]')).toBeNull();
  });

  test('a warning of Plex’s is announced where Plex may warn, and nowhere else', async () => {
    const user = await setStage(name);
    for (const trusted of [false, true]) {
      user.plexTv.settings.trusted = trusted;
      await user.press('link');
      const page = await user.approvalPage();
      await user.press('show-qr');
      await user.text('qr');
      const popup = await user.sees('waiting');
      const text = await popup.$eval('main', ({ textContent }) => textContent);
      expect(text.includes('may warn')).toBe(!trusted);
      await user.press('cancel');
      await user.sees('unlinked');
      await user.seesClosed(page);
    }
  });
});
