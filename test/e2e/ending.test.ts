import { describe, expect, test } from 'vitest';
import { giveUpEnds } from './giving.ts';
import { browsers, setStage } from './stage.ts';

describe.each(browsers)('in %s', name => {
  test('cancelling closes the approval page, and revokes what was approved all the same', async () => {
    const user = await setStage(name);
    await user.press('link');
    const page = await user.approvalPage();
    // Where *Cancel* was until the request was there, something else is now.
    await user.sees('waiting');
    const [pin] = user.plexTv.pins;
    // Nobody hears this approval, and while plex.tv answers nothing the popup does not see it.
    const isOver = user.plexTv.fault({ path: /\/pins\/\d+$/, drop: 'hang' });
    user.plexTv.approve(pin?.code ?? '');
    await user.press('cancel');
    await user.sees('unlinked');
    isOver();
    await user.seesClosed(page);
    await user.asked('DELETE', /\/api\/v2\/users\/signout$/);
    expect(await user.keptToken()).toBeNull();
  });

  test('a pin that nobody approves expires when its countdown ends', async () => {
    const user = await setStage(name);
    user.plexTv.settings.shortSeconds = 9;
    await user.press('link-device');
    expect(await user.text('countdown')).toMatch(/^0:0[1-9]$/);
    await user.sees('expired');
    user.plexTv.settings.shortSeconds = 900;
    await user.press('retry');
    expect(await user.text('countdown')).toMatch(/^1[45]:\d\d$/);
  });

  test('a pin that is declined is no longer waited for', async () => {
    const user = await setStage(name);
    await user.press('link');
    const page = await user.approvalPage();
    await page.click('#deny');
    const popup = await user.sees('failed');
    // plex.tv does not say whether it was declined or dropped, and so nobody claims to know.
    expect(await popup.$eval('.said', ({ textContent }) => textContent)).toContain(
      'declined, or Plex',
    );
    await user.seesClosed(page);
  });

  test('a pin that plex.tv has dropped is said to be gone', async () => {
    const user = await setStage(name);
    await user.press('link-device');
    user.plexTv.deny(await user.text('code'));
    const popup = await user.sees('failed');
    expect(await popup.$eval('h1', ({ textContent }) => textContent)).toContain('no longer valid');
  });

  test('plex.tv that cannot be reached is said to be, and tried again', async () => {
    const user = await setStage(name);
    user.plexTv.down();
    await user.press('link-device');
    const popup = await user.sees('failed');
    expect(await popup.$eval('.said', ({ textContent }) => textContent)).toContain(
      'Can’t reach Plex',
    );
    user.plexTv.up();
    await user.press('retry');
    await user.sees('waiting');
  });

  test('a permission that was taken away is asked for, and nothing is lost', async () => {
    const user = await setStage(name);
    await user.press('link-device');
    const code = await user.text('code');
    await user.opened.allowHosts(false);
    user.plexTv.approve(code);
    const { length } = user.plexTv.requests;
    const asked = user.opened.grantWhenAsked(await user.sees('forbidden'));
    await user.press('allow');
    await asked;
    await user.sees('linked');
    expect(user.plexTv.requests[length]?.path).toMatch(/\/pins\/\d+$/);
  });

  test('a link can be unlinked without the permission, and an end that was given up be forgotten', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const token = String(await user.keptToken());
    await user.opened.allowHosts(false);
    await user.sees('forbidden');
    const { length } = user.plexTv.requests;
    await user.press('unlink');
    await user.press('confirm-unlink');
    await user.text('news');
    expect(await user.keptToken()).toBeNull();
    expect(user.plexTv.requests).toHaveLength(length);
    await user.opened.allowHosts(true);
    await user.reads('news', 'Unlinked. Plex no longer accepts the token.');
    expect(await user.statusOf(token)).toBe(401);

    await user.linkHere();
    user.plexTv.fault({ method: 'DELETE', status: 503 });
    await user.unlink();
    await user.asked('DELETE', /signout$/);
    await user.opened.closePopup(await user.sees('unlinked'));
    await user.opened.killBackground();
    await giveUpEnds(user);
    await user.opened.allowHosts(false);
    await user.sees('forbidden');
    await user.press('forget');
    await expect
      .poll(() => user.opened.readStorage())
      .toMatchObject({ state: { grants: [] }, secrets: {} });
    await user.text('allow');
    await user.opened.allowHosts(true);
    await user.sees('unlinked');
  });

  test('plex.tv may go down while the user approves', async () => {
    const user = await setStage(name);
    await user.press('link-device');
    const code = await user.text('code');
    user.plexTv.down();
    user.plexTv.approve(code);
    const popup = await user.sees('waiting');
    await popup.waitForSelector('.notice');
    user.plexTv.up();
    await user.sees('linked');
  });
});
