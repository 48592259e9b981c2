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
});
