import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { object, parse, string } from 'valibot';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import { closeBrowser } from './close-browser.ts';
import { type ConnectProxy, startConnectProxy } from './connect-proxy.ts';
import { environmentOf } from './environment.ts';
import { firefoxPreferences } from './firefox-preferences.ts';
import { forget } from './forget.ts';
import type { OpenBrowser, Options, StartOptions } from './open-browser.ts';
import { closePage, keptPage, openPages, pageAt } from './pages.ts';
import { makeProfile } from './profile.ts';
import { patience, until } from './until.ts';
import { hasPopup, readButton, recordMessages } from './watch-extension.ts';
import { watchStorage } from './watch-storage.ts';

// Inside the browser only: functions given to `evaluate` run there.
declare const browser: ExtensionApi;
declare const ChromeUtils: {
  importESModule(path: string): { ExtensionPermissions: FirefoxPermissions };
};
declare const Services: { prefs: { setBoolPref(name: string, value: boolean): void } };
declare const WebExtensionPolicy: { getByID(id: string): { extension: FirefoxExtension } | null };

/** What Firefox itself knows of an add-on; source: `Extension.sys.mjs` of Firefox 153. */
interface FirefoxExtension {
  readonly manifest: { host_permissions: string[] };
  readonly warnings: string[];
  readonly errors: string[];
  backgroundState: 'starting' | 'running' | 'suspending' | 'stopped';
  terminateBackground(options: Record<string, boolean>): Promise<void>;
  once(event: 'shutdown-background-script', listener: () => void): void;
}

/** Where Firefox keeps what its user allows; source: `ExtensionPermissions.sys.mjs` of Firefox 153. */
interface FirefoxPermissions {
  add(id: string, permissions: Hosts, extension: FirefoxExtension): Promise<void>;
  remove(id: string, permissions: Hosts, extension: FirefoxExtension): Promise<void>;
}

interface Hosts {
  permissions: string[];
  origins: string[];
}

// Firefox draws a new host name for each installation; tests need to know it beforehand.
const HOST = '8d1cbd5c-2a3e-4a4e-9f5b-6c7d8e9fa0b1';
const ORIGIN = `moz-extension://${HOST}`;

/** Room for a popup in CSS pixels, before it is known how much it takes. */
const POPUP_VIEWPORT = { width: 400, height: 580, deviceScaleFactor: 2 };

const manifestSchema = object({
  browser_specific_settings: object({ gecko: object({ id: string() }) }),
});

/** Opens Firefox with the extension, which is a temporary one and need not be signed. */
export async function openFirefox(options: Options): Promise<OpenBrowser> {
  const id = await extensionId(options.extension);
  const { plexTvPort } = options;
  const proxy = plexTvPort === undefined ? undefined : await startConnectProxy(plexTvPort);
  const firefox = await launch(options, { [id]: HOST }, proxy).catch(async error => {
    await proxy?.close();
    throw error;
  });
  const close = async () => {
    await closeBrowser(firefox);
    await proxy?.close();
    if (options.profile !== undefined) await untilGivenBack(options.profile);
  };
  try {
    const systemPage = keptPage(() => openSystemPage(firefox));
    const firstPages = await openPages(firefox);
    const install = async (): Promise<OpenBrowser> => {
      await firefox.installExtension(options.extension);
      const opened = await controls(firefox, id, options, systemPage);
      const reinstall = async () => {
        await forget(opened, [...firstPages, await systemPage()]);
        await firefox.uninstallExtension(id);
        return install();
      };
      return { ...opened, reinstall, close };
    };
    return await install();
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * A profile on which Firefox was started once, without an extension and with nothing to reach. On a
 * copy of it Firefox starts in half the time, for its own scripts are compiled already.
 */
export async function makeUsedProfile(executable: string): Promise<string> {
  const profile = await makeProfile();
  const proxy = await startConnectProxy(0);
  try {
    const firefox = await launch({ executable, profile }, {}, proxy);
    await firefox.newPage();
    await closeBrowser(firefox);
    await untilGivenBack(profile);
    return profile;
  } finally {
    await proxy.close();
  }
}

/**
 * Waits until puppeteer has put the preferences of a profile back, which it does some time after the
 * browser has gone. A browser that is started before would lose its own, and look for an old proxy.
 */
async function untilGivenBack(profile: string): Promise<void> {
  await until('the profile had its preferences back', async () => {
    const files = await readdir(profile);
    return !files.some(file => file.endsWith('.puppeteer')) || undefined;
  });
}

async function extensionId(extension: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readManifest(extension));
  return parse(manifestSchema, manifest).browser_specific_settings.gecko.id;
}

async function readManifest(extension: string): Promise<string> {
  if (!extension.endsWith('.zip')) return readFile(join(extension, 'manifest.json'), 'utf8');
  const { 'manifest.json': manifest } = unzipSync(await readFile(extension));
  return new TextDecoder().decode(manifest);
}

async function launch(
  options: StartOptions,
  hosts: Record<string, string>,
  proxy?: ConnectProxy,
): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: options.executable,
    headless: options.headless ?? true,
    timeout: patience,
    env: environmentOf(options),
    acceptInsecureCerts: proxy !== undefined,
    defaultViewport: null,
    // Without it neither extension pages nor Firefox's own can be opened.
    args: ['--remote-allow-system-access'],
    ...(options.profile === undefined ? {} : { userDataDir: options.profile }),
    extraPrefsFirefox: firefoxPreferences(options, hosts, proxy?.port),
  });
}

async function controls(
  firefox: Browser,
  id: string,
  { headless = true }: Options,
  systemPage: () => Promise<Page>,
): Promise<Omit<OpenBrowser, 'reinstall' | 'close'>> {
  const quietPage = keptPage(() => openQuietPage(firefox));
  // Firefox opens pages in the window in front: these must be there before any approval window is.
  // Who uses the browser wants neither.
  if (headless) {
    await quietPage();
    await systemPage();
  }
  return {
    name: 'firefox',
    browser: firefox,
    openPopup: keptPage(() => openPopup(firefox)),
    closePopup: closePage,
    pressButton: async () => {
      await (await quietPage()).evaluate(() => browser.action.openPopup());
    },
    forbidOpening: async () => {
      const preference = 'extensions.openPopupWithoutUserGesture.enabled';
      await (await systemPage()).evaluate(
        preference => Services.prefs.setBoolPref(preference, false),
        preference,
      );
    },
    quietPage,
    screenshotPopup,
    killBackground: async () => killEventPage(await systemPage(), id),
    backgroundAlive: async () => (await backgroundState(await systemPage(), id)) !== 'stopped',
    pageAt: match => pageAt(firefox, match),
    readStorage: async (area = 'local') => {
      return (await quietPage()).evaluate(area => browser.storage[area].get(null), area);
    },
    watchStorage: async key => watchStorage(await quietPage(), key),
    watchMessages: recordMessages,
    readButton: async () => readButton(await quietPage()),
    hasPopup: async () => hasPopup(await quietPage()),
    writeStorage: async values => {
      await (await quietPage()).evaluate(values => browser.storage.local.set(values), values);
    },
    clearAlarms: async () => {
      await (await quietPage()).evaluate(() => browser.alarms.clearAll());
    },
    allowHosts: async allowed => allowHosts(await systemPage(), id, allowed),
    grantWhenAsked: async () => undefined,
    complaints: async () => readComplaints(await systemPage(), id),
    readClipboard: async () => {
      return (await systemPage()).evaluate(() => navigator.clipboard.readText());
    },
  };
}

// Firefox never reports that such a page has loaded, so nobody waits for the navigation itself: it
// ends when the page is closed, with an error that means nothing.
async function visit(page: Page, address: string, isThere: string): Promise<Page> {
  page.goto(address, { timeout: 0 }).catch(() => undefined);
  await until(`${address} was loaded`, async () => {
    return (await page.evaluate(isThere).catch(() => false)) === true || undefined;
  });
  return page;
}

// A tab would be opened in the window in front, and an approval window takes its tabs with it. The
// page gets a popup's size, lest it take itself for one on a tablet.
async function openPopup(firefox: Browser): Promise<Page> {
  const page = await firefox.newPage({ type: 'window' });
  await page.setViewport(POPUP_VIEWPORT);
  await visit(page, `${ORIGIN}/popup.html`, "!!document.querySelector('main')");
  await fitViewport(page);
  // Whoever looks at it moves the mouse over it: one that opened by itself closes otherwise.
  await page.mouse.move(1, 1);
  await page.mouse.move(9, 9);
  return page;
}

// The manifest as a page: it has the extension's rights, but no script that could wake anything.
async function openQuietPage(firefox: Browser): Promise<Page> {
  const page = await firefox.newPage({ background: true });
  return visit(page, `${ORIGIN}/manifest.json`, "typeof browser === 'object'");
}

// A page of Firefox's own, with the rights of Firefox itself. No add-on can end its event page, and
// neither can WebDriver.
async function openSystemPage(firefox: Browser): Promise<Page> {
  const page = await firefox.newPage({ background: true });
  return visit(page, 'about:config', "typeof WebExtensionPolicy === 'function'");
}

async function allowHosts(systemPage: Page, id: string, allowed: boolean): Promise<void> {
  await systemPage.evaluate(
    async (id, allowed) => {
      const extension = WebExtensionPolicy.getByID(id)?.extension;
      if (extension === undefined) throw new Error('The extension is not there.');
      const path = 'resource://gre/modules/ExtensionPermissions.sys.mjs';
      const { ExtensionPermissions } = ChromeUtils.importESModule(path);
      const hosts = { permissions: [], origins: extension.manifest.host_permissions };
      await ExtensionPermissions[allowed ? 'add' : 'remove'](id, hosts, extension);
    },
    id,
    allowed,
  );
}

async function readComplaints(systemPage: Page, id: string): Promise<string[]> {
  return systemPage.evaluate(id => {
    const extension = WebExtensionPolicy.getByID(id)?.extension;
    return extension === undefined
      ? ['It is not there.']
      : [...extension.warnings, ...extension.errors];
  }, id);
}

async function backgroundState(systemPage: Page, id: string): Promise<string> {
  return systemPage.evaluate(id => {
    return WebExtensionPolicy.getByID(id)?.extension.backgroundState ?? 'stopped';
  }, id);
}

// What the idle timer calls, but at once, and also when something is still to be answered. It is called
// again where an event has come meanwhile: Firefox keeps the page alive then. And the end itself is heard,
// for an open popup may have woken another page before anybody looks: that is another life.
async function killEventPage(systemPage: Page, id: string): Promise<void> {
  await until('the event page was gone', async () => {
    const isGone = await systemPage.evaluate(async id => {
      const extension = WebExtensionPolicy.getByID(id)?.extension;
      if (extension === undefined || extension.backgroundState === 'stopped') return true;
      let isGone = false;
      extension.once('shutdown-background-script', () => {
        isGone = true;
      });
      const noExcuse = { ignoreDevToolsAttached: true, disableResetIdleForTest: true };
      await extension.terminateBackground(noExcuse);
      return isGone;
    }, id);
    return isGone || undefined;
  });
}

// A real popup is as large as what is drawn in it.
async function fitViewport(page: Page): Promise<void> {
  const { width, height } = await page.evaluate(() => {
    const body = document.body.getBoundingClientRect();
    return { width: Math.ceil(body.width), height: Math.ceil(body.height) };
  });
  await page.setViewport({ ...POPUP_VIEWPORT, width, height });
}

async function screenshotPopup(page: Page): Promise<Uint8Array> {
  await fitViewport(page);
  return page.screenshot();
}
