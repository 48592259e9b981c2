import { describe, expect, test } from 'vitest';
import { browsers, setStage } from './stage.ts';

describe.each(browsers)('in %s', name => {
  test('an account is linked by one click and one Allow', async () => {
    const user = await setStage(name);
    await user.sees('unlinked');
    expect(user.plexTv.requests).toEqual([]);
    await user.press('link');
    const page = await user.approvalPage();
    await page.click('#allow');
    const popup = await user.sees('linked');
    expect(await user.text('account-name')).toBe('Ada Example');
    await popup.waitForSelector('img.avatar[src^="data:image/png"]');
    const alive = user.plexTv.tokens.filter(token => token.alive).map(({ token }) => token);
    expect(alive).toContain(await user.keptToken());
    // The window that the extension opened is closed by it.
    await user.seesClosed(page);
  });

  test.each(['java', 'sparse', 'strings'] as const)(
    'an account is linked whatever plex.tv speaks: %s',
    async dialect => {
      const user = await setStage(name);
      user.plexTv.settings.dialect = dialect;
      await user.linkHere();
      expect(await user.text('account-name')).not.toBe('');
    },
  );

  test('the browser has nothing against the extension', async () => {
    const user = await setStage(name);
    await user.linkHere();
    expect(await user.opened.complaints()).toEqual([]);
  });

  test('an account is linked by a code that is typed on another device', async () => {
    const user = await setStage(name);
    await user.press('link-device');
    const code = await user.text('code');
    expect(code).toMatch(/^[0-9A-Z]{4}$/);
    expect(await user.text('countdown')).toMatch(/^1[45]:\d\d$/);
    const device = await user.opened.browser.newPage();
    await device.goto('https://plex.tv/link');
    await device.type('#code', code.toLowerCase());
    await device.click('#link');
    await user.sees('linked');
    expect(await user.text('account-name')).toBe('Ada Example');
  });

  test('an account is linked while the popup is closed', async () => {
    const user = await setStage(name);
    await user.press('link-device');
    const code = await user.text('code');
    await user.opened.closePopup(await user.sees('waiting'));
    user.plexTv.approve(code);
    await user.asked('GET', /\/api\/v2\/user$/);
    await user.sees('linked');
  });

  test('an account is linked although the background died while it waited', async () => {
    const user = await setStage(name);
    await user.press('link');
    const page = await user.approvalPage();
    // An open popup would wake the background again within the second.
    await user.opened.closePopup(await user.opened.openPopup());
    await user.opened.killBackground();
    expect(await user.opened.backgroundAlive()).toBe(false);
    await page.click('#allow');
    await user.asked('GET', /\/api\/v2\/user$/);
    await user.sees('linked');
  });

  test('the approval page is opened again, and left for a code', async () => {
    const user = await setStage(name);
    await user.press('link');
    const first = await user.approvalPage();
    await user.opened.closePopup(await user.opened.openPopup());
    await first.close();
    await user.press('reopen');
    const second = await user.approvalPage();
    await user.press('switch');
    await user.seesClosed(second);
    const code = await user.text('code');
    user.plexTv.approve(code);
    await user.sees('linked');
  });

  test('unlinking ends the token at plex.tv', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const token = await user.keptToken();
    await user.press('unlink');
    await user.sees('unlinked');
    await user.asked('DELETE', /\/api\/v2\/users\/signout$/);
    expect(await user.keptToken()).toBeNull();
    expect(await user.statusOf(String(token))).toBe(401);
  });
});
