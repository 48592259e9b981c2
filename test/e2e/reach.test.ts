import { describe, expect, test } from 'vitest';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import { browsers, setStage } from './stage.ts';

// Inside the browser only.
declare const browser: ExtensionApi;

describe.each(browsers)('in %s', name => {
  test('the menu shows the keys that open the popup, as the browser knows them', async () => {
    const user = await setStage(name);
    const popup = await user.sees('unlinked');
    const commands = await popup.evaluate(() => browser.commands.getAll());
    const keys = commands.map(command => [
      command.name,
      command.shortcut?.replace('MacCtrl', 'Ctrl'),
    ]);
    const shown = await user.reach('shortcut');
    const kbd = await shown.$eval('[data-testid="shortcut"] kbd', ({ textContent }) => textContent);
    expect(kbd).not.toBe('');
    expect(keys).toEqual([['_execute_action', kbd]]);
  });

  test('the button’s menu is made at each start, and one that is there is no fault', async () => {
    const user = await setStage(name);
    // From here on Chromium notes down what goes wrong.
    expect(await user.opened.complaints()).toEqual([]);
    await user.linkHere();
    const popup = await user.reach('check');
    // It fails where there is no such item.
    await popup.evaluate(() => browser.contextMenus.remove('check'));
    await user.opened.killBackground();
    await user.press('check');
    const isThere = () =>
      popup.evaluate(() =>
        browser.contextMenus.update('check', { enabled: true }).then(
          () => true,
          () => false,
        ),
      );
    await expect.poll(isThere).toBe(true);
    expect(await user.opened.complaints()).toEqual([]);
  });
});
