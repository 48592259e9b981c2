import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import jsQr from 'jsqr';
import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import { browsers, setStage } from './stage.ts';
import type { User } from './user.ts';

// Inside the browser only.
declare const chrome: ExtensionApi;
declare const browser: ExtensionApi;

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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

/** What hinders people with disabilities in the popup, as axe sees it. */
async function barriers(popup: Page): Promise<string[]> {
  await popup.evaluate(axe);
  return popup.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await loaded.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join()}`);
  });
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
  test('every screen has one size, holds its content and no barriers', async () => {
    const user = await setStage(name);
    user.plexTv.settings.shortSeconds = 5;
    const look = async (status: string) => {
      const popup = await user.sees(status);
      expect(await fits(popup), status).toBe(true);
      expect(await sizeOf(popup), status).toBe('360 × 580');
      expect(await barriers(popup), status).toEqual([]);
    };
    await look('unlinked');
    await user.press('link');
    const declined = await user.approvalPage();
    await declined.click('#deny');
    await look('failed');
    await user.seesClosed(declined);
    await user.press('retry');
    const page = await user.approvalPage();
    await look('waiting');
    await user.press('show-qr');
    await user.text('location');
    await look('waiting');
    await user.press('switch');
    await user.seesClosed(page);
    await look('waiting');
    await look('expired');
    user.plexTv.settings.shortSeconds = 900;
    await user.press('retry');
    user.plexTv.approve(await user.text('code'));
    await user.seesHealth('good');
    await look('linked');
    await user.opened.allowHosts(false);
    await look('forbidden');
  });

  test('every screen of a link has one size, holds its content and no barriers', async () => {
    const user = await setStage(name);
    const look = async (what: string) => {
      const popup = await user.opened.openPopup();
      expect(await fits(popup), what).toBe(true);
      expect(await sizeOf(popup), what).toBe('360 × 580');
      expect(await barriers(popup), what).toEqual([]);
    };
    await user.linkHere();
    const popup = await user.seesHealth('good');
    await user.select('token-format', 'curl');
    await user.press('show-email');
    await user.press('show-token');
    await user.text('token');
    await look('the token');
    const isOver = user.plexTv.fault({ status: 429, headers: { 'Retry-After': '2' } });
    await user.press('check');
    await user.seesHealth('rateLimited');
    await look('rate limited');
    isOver();
    await user.seesHealth('good');
    await user.plexTv.down();
    await user.press('check');
    await user.seesHealth('unreachable');
    await look('unreachable');
    await user.plexTv.up();
    await user.seesHealth('good');
    user.plexTv.revoke(String(await user.keptToken()));
    await user.press('check');
    await user.sees('revoked');
    await look('revoked');
    await user.press('unlink');
    await user.text('confirm-unlink');
    await look('asking once more');
    await user.plexTv.down();
    await user.press('confirm-unlink');
    await popup.waitForSelector('[data-testid="news"] a');
    await look('not signed out');
    await user.plexTv.up();
    await popup.waitForSelector('.good');
    await look('signed out');
  });

  test('every screen of tools has one size, holds its content and no barriers', async () => {
    const user = await setStage(name);
    const look = async (what: string) => {
      const popup = await user.opened.openPopup();
      expect(await fits(popup), what).toBe(true);
      expect(await sizeOf(popup), what).toBe('360 × 580');
      expect(await barriers(popup), what).toEqual([]);
    };
    const give = async (tool: string) => {
      await user.pickTool(tool);
      await look(`whether to give access to ${tool}`);
      await user.press('create-tool');
      await user.text('tool-snippet');
      await look(`the result of ${tool}`);
    };
    await user.linkHere();
    await user.seesHealth('good');
    await look('the first screen');
    await user.press('menu');
    await look('the menu');
    await user.press('help');
    await look('help');
    await user.press('back');
    await user.press('add-tool');
    await user.text('tool-search');
    await look('the tools to choose from');
    await user.press('back');
    for (const tool of ['kometa', 'home-assistant', 'python-plexapi']) {
      await give(tool);
      await user.press('tool-done');
      await look('a warning');
      await user.press('show-snippet');
      await user.select('address', 'typed');
      await look('the token, and an address that is typed');
      await user.press('copy-snippet');
      await (await user.sees('linked')).waitForSelector('[data-copied="true"]');
      await look('copied');
      await user.press('tool-done');
      await user.text('tool');
    }
    await look('home');
    await user.press('tool');
    await user.text('replace-tool');
    await look('a tool');
    await user.press('end-tool');
    await user.text('confirm-end-tool');
    await look('asking once more');
    await user.goHome();
    await user.press('account');
    await user.press('advanced');
    await look('the account');
    await user.press('unlink');
    await user.text('end-tools');
    await look('unlinking');
    await user.goHome();
    await user.press('link-app');
    await (await user.sees('linked')).waitForSelector('[data-testid="tv-code"]');
    await user.press('open-link-page');
    await look('no code');
    await user.goHome();
    user.plexTv.revoke(String(await user.keptToken()));
    await user.press('check');
    await user.sees('revoked');
    await look('revoked');
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

  test('a step and a typed name survive the closing of the popup', async () => {
    const user = await setStage(name);
    await user.linkHere();
    await user.seesHealth('good');
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
    expect(await user.opened.readStorage('session')).not.toHaveProperty('draft');
  });

  test('a second press of Done is needed where the token was not copied', async () => {
    const user = await setStage(name);
    await user.linkHere();
    await user.seesHealth('good');
    const popup = await user.pickTool('kometa');
    await user.press('create-tool');
    await user.press('tool-done');
    await popup.waitForSelector('footer .notice');
    const token = user.plexTv.tokens.at(-1)?.token ?? '';
    expect(await user.statusOf(token)).toBe(200);
    await user.press('tool-done');
    await user.text('add-tool');
    await expect.poll(() => user.statusOf(token)).toBe(401);
  });

  test('storage that cannot be read is said, and the popup is not blank', async () => {
    const user = await setStage(name);
    const popup = await (name === 'chromium' ? unreadableTab(user) : unreadablePopup(user));
    await popup.waitForSelector('main[data-status="failed"]');
    expect(await popup.$eval('h1', ({ textContent }) => textContent)).toBe(
      'Can’t open Pinlink’s data',
    );
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
  });

  test('closing and opening the popup changes nothing', async () => {
    const user = await setStage(name);
    await user.press('link-device');
    const code = await user.text('code');
    await user.opened.closePopup(await user.sees('waiting'));
    expect(await user.text('code')).toBe(code);
    expect(user.plexTv.pins).toHaveLength(1);
  });

  test('the token is in no page and no address', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const token = String(await user.keptToken());
    const popup = await user.sees('linked');
    expect(await popup.evaluate(() => document.documentElement.outerHTML)).not.toContain(token);
    const addresses = user.plexTv.requests.map(({ path, query }) => path + JSON.stringify(query));
    expect(addresses.join()).not.toContain(token);
  });
});
