import jsQr from 'jsqr';
import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import { browsers, setStage } from './stage.ts';
import { type User, untilTold } from './user.ts';

// Inside the browser only.
declare const chrome: ExtensionApi;
declare const browser: ExtensionApi;

/** What a phone would read from the popup's QR code. */
async function scan(popup: Page): Promise<string | undefined> {
  await popup.waitForSelector('[data-testid="qr"]');
  const { width, height, data } = await popup.evaluate(async () => {
    const svg = document.querySelector('[data-testid="qr"]');
    if (svg === null) throw new Error('There is no QR code.');
    const picture = new Image();
    picture.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width * 2, picture.height * 2);
    const context = canvas.getContext('2d');
    context?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const pixels = context?.getImageData(0, 0, canvas.width, canvas.height);
    return { width: canvas.width, height: canvas.height, data: [...(pixels?.data ?? [])] };
  });
  return jsQr(Uint8ClampedArray.from(data), width, height)?.data;
}

/** Whether the screen fits into the popup: only its middle may scroll, and nothing sideways. */
async function fits(popup: Page): Promise<boolean> {
  return popup.evaluate(() => {
    const main = document.querySelector('main');
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.body;
    const isWide = main === null || main.scrollWidth > main.clientWidth;
    return scrollWidth <= clientWidth && scrollHeight <= clientHeight && !isWide;
  });
}

async function sizeOf(popup: Page): Promise<string> {
  return popup.evaluate(() => {
    const { width, height } = document.body.getBoundingClientRect();
    return `${width} × ${height}`;
  });
}

/** The popup as a tab, over storage that fails from the start; the polyfill looks no second time. */
async function unreadableTab({ opened }: User): Promise<Page> {
  const address = await (await opened.openPopup()).evaluate(() => location.href);
  const page = await opened.browser.newPage();
  await page.evaluateOnNewDocument(() => {
    chrome.storage.local.get = () => Promise.reject(new Error('It cannot be read.'));
  });
  await page.goto(address);
  return page;
}

/** The popup over storage that fails from now on; Firefox lets nobody into its pages any sooner. */
async function unreadablePopup(user: User): Promise<Page> {
  const popup = await user.sees('unlinked');
  await popup.evaluate(() => {
    browser.storage.local.get = () => Promise.reject(new Error('It cannot be read.'));
  });
  await user.press('link-device');
  return popup;
}

describe.each(browsers)('in %s', name => {
  test('has one size, whatever it shows, and no scrollbar', async () => {
    const user = await setStage(name);
    const look = async (popup: Page) => {
      expect(await fits(popup)).toBe(true);
      expect(await sizeOf(popup)).toBe('360 × 580');
    };
    await look(await user.sees('unlinked'));
    await user.press('link-device');
    await user.text('code');
    await look(await user.sees('waiting'));
    user.plexTv.approve(await user.text('code'));
    await look(await user.seesHealth('good'));
    await user.press('add-tool');
    await look(await user.reach('tool-search'));
  });

  test('a press of Escape goes back, and the focus to where it came from', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const popup = await user.seesHealth('good');
    const focus = () =>
      popup.evaluate(() => {
        const { tagName, dataset } = document.activeElement as HTMLElement;
        return dataset.testid ?? tagName;
      });
    for (const id of ['account', 'add-tool', 'link-app'] as const) {
      await user.press(id);
      await expect.poll(focus).toBe('H1');
      await popup.keyboard.press('Escape');
      await expect.poll(focus).toBe(id);
    }
    await user.press('menu');
    await user.text('copy-report');
    await popup.keyboard.press('Escape');
    await expect.poll(focus).toBe('menu');
    expect(await popup.$('[data-testid="copy-report"]')).toBeNull();
    await user.text('add-tool');
  });

  test('what takes the place of a pressed button takes the focus', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const popup = await user.reach('show-email');
    await popup.focus('[data-testid="show-email"]');
    await popup.keyboard.press('Enter');
    const focus = () => popup.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focus).toBe('ada@example.org');
  });

  test('the pressed button keeps the focus while Plex is asked, and it is said', async () => {
    const user = await setStage(name);
    user.plexTv.settings.latencyMs = 60_000;
    const popup = await user.reach('link');
    await popup.focus('[data-testid="link"]');
    await popup.keyboard.press('Enter');
    await user.sees('requesting');
    const focus = () =>
      popup.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null);
    expect(await focus()).toBe('link');
    const said = () => popup.$eval('[role="status"]', ({ textContent }) => textContent);
    await expect.poll(said).toBe('Connecting to Plex…');
    await popup.focus('[data-testid="cancel"]');
    await popup.keyboard.press('Enter');
    await user.sees('unlinked');
    expect(await focus()).toBe('link-device');
  });

  test('a step and a typed name survive the closing of the popup', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const popup = await user.pickTool('other');
    await popup.type('[data-testid="tool-name"]', 'My script');
    await expect
      .poll(async () => JSON.stringify(await user.opened.readStorage('session')))
      .toContain('My script');
    await user.opened.closePopup(popup);
    const again = await user.sees('linked');
    const field = await again.waitForSelector('input[data-testid="tool-name"]');
    expect(await field?.evaluate(({ value }) => value)).toBe('My script');
    await user.press('create-tool');
    await user.text('tool-snippet');
    await expect.poll(() => user.opened.readStorage('session')).not.toHaveProperty('draft');
  });

  test('Help leads back to where somebody was, and away when what they wait for comes', async () => {
    const user = await setStage(name);
    await user.press('link-device');
    const code = await user.text('code');
    await user.press('help');
    await (await user.reach('back')).waitForSelector('[data-testid="code"]', { hidden: true });
    user.plexTv.approve(code);
    await user.reach('account-name');
    const popup = await user.pickTool('other');
    await popup.type('[data-testid="tool-name"]', 'My script');
    await user.press('help');
    await popup.waitForSelector('[data-testid="create-tool"]', { hidden: true });
    await user.press('back');
    await user.reach('create-tool');
    const typed = await popup.$eval(
      '[data-testid="tool-name"]',
      field => 'value' in field && field.value,
    );
    expect(typed).toBe('My script');
  });

  test('a double click on Back goes back once', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const popup = await user.pickTool('kometa');
    const back = await popup.waitForSelector('[data-testid="back"]');
    await back?.click({ count: 2 });
    await user.text('tool-search');
  });

  test('a second press of Done is needed where the token was not copied', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const popup = await user.pickTool('kometa');
    await user.press('create-tool');
    const done = await popup.waitForSelector('[data-testid="tool-done"]');
    // Nobody reads a warning within a double click.
    await done?.click({ count: 2 });
    await popup.waitForSelector('footer .notice');
    const token = user.plexTv.tokens.at(-1)?.token ?? '';
    expect(await user.statusOf(token)).toBe(200);
    await user.press('tool-done');
    await user.text('add-tool');
    await expect.poll(() => user.statusOf(token)).toBe(401);
  });

  test('storage that cannot be read is said, and again where another try is in vain', async () => {
    const user = await setStage(name);
    const popup = await (name === 'chromium' ? unreadableTab(user) : unreadablePopup(user));
    await popup.waitForSelector('main[data-status="failed"]');
    expect(await popup.$eval('h1', ({ textContent }) => textContent)).toBe(
      'Can’t open Pinlink’s data',
    );
    await untilTold(popup, 'Can’t open', () => popup.click('[data-testid="read-again"]'));
    await untilTold(popup, 'Can’t open', () => popup.click('[data-testid="read-again"]'));
  });

  test('the QR code holds where to approve, for a phone', async () => {
    const user = await setStage(name);
    await user.press('link');
    await user.approvalPage();
    await user.press('show-qr');
    const address = new URL((await scan(await user.sees('waiting'))) ?? '');
    const parameters = new URLSearchParams(address.hash.slice(2));
    expect(address.origin + address.pathname).toBe('https://app.plex.tv/auth');
    expect(parameters.get('code')).toBe(user.plexTv.pins[0]?.code);
    await user.press('switch');
    const code = await user.text('code');
    expect(await scan(await user.sees('waiting'))).toBe(`https://plex.tv/link/?pin=${code}`);
  });

  test('the code can be copied', async () => {
    const user = await setStage(name);
    await user.press('link-device');
    await user.press('copy-code');
    const popup = await user.sees('waiting');
    const said = () => popup.$eval('[role="status"]', ({ textContent }) => textContent);
    await expect.poll(said).toBe('Copied');
    expect(await user.opened.readClipboard()).toBe(await user.text('code'));
    // Said once more, it is another text: else nobody would hear it.
    await user.press('copy-code');
    await expect.poll(said).toBe('Copied\u00a0');
  });

  test('closing and opening the popup changes nothing', async () => {
    const user = await setStage(name);
    await user.press('link-device');
    const code = await user.text('code');
    await user.opened.closePopup(await user.sees('waiting'));
    expect(await user.text('code')).toBe(code);
    expect(user.plexTv.pins).toHaveLength(1);
  });
});
