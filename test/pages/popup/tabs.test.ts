import { beforeEach, expect, test, vi } from 'vitest';
import { hasWindows, shortcutKeys, shortcutSettings } from '../../../src/pages/popup/tabs.ts';

/** What the browser can do; a phone can do none of it. */
const fake = vi.hoisted(() => ({
  commands: undefined as unknown,
  windows: undefined as unknown,
  tabs: { create: vi.fn(async () => ({})), getCurrent: vi.fn(async () => ({})) },
}));

vi.mock('webextension-polyfill', () => ({ default: fake }));

beforeEach(() => {
  fake.commands = undefined;
  fake.windows = undefined;
  fake.tabs.create.mockClear();
  vi.stubGlobal('location', { protocol: 'moz-extension:' });
});

function withKeys(shortcut: string): void {
  const other = { name: 'another', shortcut: 'Alt+X' };
  fake.commands = { getAll: async () => [other, { name: '_execute_action', shortcut }] };
}

test('the keys are those that the browser names', async () => {
  withKeys('Alt+Shift+G');
  expect(await shortcutKeys()).toBe('Alt+Shift+G');
  withKeys('⌥⇧G');
  expect(await shortcutKeys()).toBe('⌥⇧G');
  withKeys('MacCtrl+Shift+G');
  expect(await shortcutKeys()).toBe('Ctrl+Shift+G');
});

test('there are none where their user has taken them away, and on a phone', async () => {
  withKeys('');
  expect(await shortcutKeys()).toBe('');
  fake.commands = { getAll: async () => [] };
  expect(await shortcutKeys()).toBe('');
  fake.commands = undefined;
  expect(await shortcutKeys()).toBe('');
});

test('the settings for keys are where the browser has them, and nowhere on a phone', async () => {
  expect(shortcutSettings()).toBeNull();
  const openShortcutSettings = vi.fn(async () => undefined);
  fake.commands = { openShortcutSettings };
  shortcutSettings()?.();
  expect(openShortcutSettings).toHaveBeenCalledOnce();
  fake.commands = {};
  vi.stubGlobal('location', { protocol: 'chrome-extension:' });
  shortcutSettings()?.();
  expect(fake.tabs.create).toHaveBeenCalledWith({ url: 'chrome://extensions/shortcuts' });
});

test('a phone has no windows', () => {
  expect(hasWindows()).toBe(false);
  fake.windows = { create: async () => ({}) };
  expect(hasWindows()).toBe(true);
});
