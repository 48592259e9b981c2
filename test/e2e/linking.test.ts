import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { browsers, extensionFor, setStage } from './stage.ts';

/** A copy of the extension with a manifest that no browser can like. */
async function spoil(extension: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pinlink-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(extension, folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest: Record<string, unknown> = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...manifest, nonsense: 1 }));
  return folder;
}

describe.each(browsers)('in %s', name => {
  test('an account is linked by one click and one Allow', async () => {
    const user = await setStage(name);
    await user.sees('unlinked');
    expect(user.plexTv.requests).toEqual([]);
    await user.press('link');
    // The page that the extension opened is closed by it.
    await user.allow();
    const popup = await user.sees('linked');
    await user.reads('account-name', 'Ada Example');
    await popup.waitForSelector('img.avatar[src^="data:image/png"]');
    const alive = user.plexTv.tokens.filter(token => token.alive).map(({ token }) => token);
    expect(alive).toContain(await user.keptToken());
  });

  test('an account is linked whatever plex.tv speaks', async () => {
    const user = await setStage(name);
    for (const [dialect, called] of [
      ['java', 'Ada Example'],
      ['sparse', 'ada'],
      ['strings', 'Ada Example'],
    ] as const) {
      user.plexTv.settings.dialect = dialect;
      await user.linkHere();
      await user.reads('account-name', called);
      await user.unlink();
    }
  });

  test('the browser has nothing against the extension', async () => {
    const user = await setStage(name);
    expect(await user.opened.complaints()).toEqual([]);
  });

  test('the browser would say what it has against an extension', async () => {
    const user = await setStage(name, { extension: await spoil(extensionFor(name)) });
    expect((await user.opened.complaints()).join()).toContain('nonsense');
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
    await user.reads('account-name', 'Ada Example');
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

  test('an approval is heard although the background is dead', async () => {
    const user = await setStage(name);
    await user.press('link');
    const page = await user.approvalPage();
    // An open popup would wake the background again within the second.
    await user.opened.closePopup(await user.opened.openPopup());
    await user.opened.killBackground();
    await user.opened.clearAlarms();
    expect(await user.opened.backgroundAlive()).toBe(false);
    await page.click('#allow');
    await user.asked('GET', /\/api\/v2\/user$/);
    expect(await user.keptToken()).not.toBeNull();
  });

  test('an account is linked by the alarm where nothing is heard', async () => {
    const user = await setStage(name);
    await user.press('link-device');
    const code = await user.text('code');
    await user.opened.closePopup(await user.sees('waiting'));
    await user.opened.killBackground();
    user.plexTv.approve(code);
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
    await user.unlink();
    await user.asked('DELETE', /\/api\/v2\/users\/signout$/);
    expect(await user.keptToken()).toBeNull();
    expect(await user.statusOf(String(token))).toBe(401);
  });
});
