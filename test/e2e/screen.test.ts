import { describe, expect, test } from 'vitest';
import { hasDisplayPrograms } from '../browsers/display.ts';
import { type Frame, type Sitter, sitDown } from './sitter.ts';
import { browsers, only } from './stage.ts';

const greeting = '.greeting h1';
const linked = 'You’re linked as Ada Example.';

/** Presses *Link* in the popup, and waits until Plex's window is in front of the one in use. */
async function link(sitter: Sitter): Promise<void> {
  await sitter.seesPopup('main[data-status="unlinked"]');
  await sitter.picture('unlinked');
  // A press right after another in the same place is a double click, and presses nothing.
  await sitter.pressInPopup('h1');
  await sitter.pressInPopup('[data-testid="link"]');
  await sitter.approvalPage();
  await sitter.seesInFront(1);
  await sitter.picture('plex');
}

async function allow(sitter: Sitter): Promise<void> {
  await sitter.pressInPage(await sitter.approvalPage(), '#allow');
}

/** How far the middle of one window is from that of another, px. */
function distance(one: Frame | undefined, other: Frame | undefined): number {
  if (one === undefined || other === undefined) return Number.POSITIVE_INFINITY;
  const across = one.left + one.width / 2 - (other.left + other.width / 2);
  const down = one.top + one.height / 2 - (other.top + other.height / 2);
  return Math.max(Math.abs(across), Math.abs(down));
}

/** Waits until the popup, and no other window, says whose account is linked. */
async function seesGreeting(sitter: Sitter): Promise<void> {
  await sitter.seesOneWindow();
  expect(await sitter.seesPopup(greeting)).toBe(linked);
  await sitter.reach('popup', greeting);
  await sitter.picture('linked');
  expect(await sitter.hasPopup()).toBe(true);
}

describe.skipIf(!(await hasDisplayPrograms()))('on a real screen', () => {
  test.each(browsers)('after Allow the popup says that it worked, in %s', async name => {
    const sitter = await sitDown(name, 'popup');
    await sitter.openPopup();
    // Under this window manager, Chromium's popup stays open behind Plex's window.
    await link(sitter);
    const [inUse, plex] = await sitter.windows();
    // A window of any other type has no address bar.
    expect(plex?.type).toBe('normal');
    expect(distance(inUse, plex)).toBeLessThan(30);
    await allow(sitter);
    await seesGreeting(sitter);
    await sitter.pressInPopup('[data-testid="not-me"]');
    await sitter.pressInPopup('[data-testid="confirm-unlink"]');
    await link(sitter);
    await sitter.closePopup();
    await allow(sitter);
    await seesGreeting(sitter);
  });

  test.each(only('firefox'))(
    'in %s the permission is asked for in a tab, where the question can be seen',
    async name => {
      const sitter = await sitDown(name, 'permission');
      await sitter.opened.allowHosts(false);
      await sitter.openPopup();
      await sitter.seesPopup('main[data-status="forbidden"]');
      await sitter.pressInPopup('[data-testid="allow"]');
      await sitter.seesTab('main[data-status="forbidden"]');
      await sitter.reach('tab', '[data-testid="allow"]');
      await sitter.picture('tab');
      expect(await sitter.hasPopup()).toBe(false);
    },
  );

  test.each(only('firefox'))(
    'where no popup opens without a press in %s, Plex’s window says so',
    async name => {
      const sitter = await sitDown(name, 'page');
      await sitter.openPopup();
      await sitter.opened.forbidOpening();
      await link(sitter);
      await allow(sitter);
      expect(await sitter.seesTab(greeting)).toBe(linked);
      await sitter.seesInFront(1);
      await sitter.reach('tab', greeting);
      await sitter.picture('linked');
      expect(await sitter.hasPopup()).toBe(false);
    },
  );
});
