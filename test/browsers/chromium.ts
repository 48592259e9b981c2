import puppeteer, { type Browser, type CDPSession, type Page, type Target } from 'puppeteer-core';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import { closeBrowser } from './close-browser.ts';
import { environmentOf } from './environment.ts';
import { forget } from './forget.ts';
import type { OpenBrowser, Options } from './open-browser.ts';
import { closePage, keptPage, openPages, pageAt } from './pages.ts';
import { standInHosts } from './stand-in-hosts.ts';
import { patience, until } from './until.ts';
import { hasPopup, hearMessages, readButton } from './watch-extension.ts';
import { watchStorage } from './watch-storage.ts';

// Inside the browser only: functions given to `evaluate` run there. Promises since Manifest V3.
declare const chrome: ExtensionApi & { developerPrivate: DeveloperPrivate };

/** What Chromium's own page of extensions can do; source: `developer_private.idl` of Chromium 156. */
interface DeveloperPrivate {
  getExtensionInfo(id: string): Promise<Record<ComplaintKind, { message?: string }[]>>;
  updateProfileConfiguration(update: { inDeveloperMode: boolean }): Promise<void>;
  reload(
    id: string,
    how: { failQuietly: boolean; populateErrorForUnpacked: boolean },
  ): Promise<void>;
  updateExtensionConfiguration(update: {
    extensionId: string;
    hostAccess: 'ON_CLICK' | 'ON_ALL_SITES';
  }): Promise<void>;
}

type ComplaintKind = 'manifestErrors' | 'runtimeErrors' | 'runtimeWarnings' | 'installWarnings';

// Without a screen of its own headless Chromium has one of 800 × 600, where a popup is squeezed. Two
// device pixels for each CSS pixel must come from here: a popup takes no viewport from puppeteer. And
// neither a process for a page that nobody opens nor the pages behind the address bar, where nobody
// types, are loaded ahead of time, and no window or tab of Chromium's own glides into its place, where
// nobody sees it: together that is more than a third of the work of a test.
const HEADLESS_ARGS = [
  '--animation-duration-scale=0',
  '--disable-gpu',
  '--disable-component-update',
  '--disable-features=SpareRendererForSitePerProcess,WebUIOmniboxPopup,WebUIOmniboxAimPopup',
  '--screen-info={2560x2000 devicePixelRatio=2}',
];

/** Opens Chromium, or a browser made of it, with the extension. */
export async function openChromium(options: Options): Promise<OpenBrowser> {
  const browser = await launch(options);
  try {
    return await withExtension(browser, options.extension, await openPages(browser));
  } catch (error) {
    await closeBrowser(browser);
    throw error;
  }
}

async function launch(options: Options): Promise<Browser> {
  const { headless = true } = options;
  return puppeteer.launch({
    executablePath: options.executable,
    headless,
    timeout: patience,
    pipe: true,
    enableExtensions: true,
    defaultViewport: null,
    env: environmentOf(options),
    // A worker with a debugger attached never dies of idleness, which is what many tests are about.
    // A popup (`other` when it opens) stays open with one, even where its user has turned away.
    targetFilter: target =>
      target.type() !== 'service_worker' && (headless || target.type() !== 'other'),
    ...(options.profile === undefined ? {} : { userDataDir: options.profile }),
    args: [
      ...(headless ? HEADLESS_ARGS : []),
      ...sandboxArgs(),
      ...settingsArgs(options),
      ...redirectArgs(options.plexTvPort),
    ],
  });
}

// Chromium refuses to start its sandbox as root on Linux, and only there.
function sandboxArgs(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

// The numbers of blink's PreferredColorScheme and PreferredContrast; measured to win over the system's
// and to reach popups. Forced colors are dark only where Chromium itself is.
function settingsArgs({ scheme, wants, fontSize }: Options): string[] {
  const settings = [
    ...(scheme === undefined ? [] : [`preferredColorScheme=${scheme === 'dark' ? 0 : 1}`]),
    ...(fontSize === undefined ? [] : [`defaultFontSize=${fontSize}`]),
    ...(wants === 'moreContrast' ? ['preferredContrast=0'] : []),
    ...(wants === 'lessMotion' ? ['prefersReducedMotion=true'] : []),
  ];
  const forced = scheme === 'dark' ? ['--force-dark-mode'] : [];
  return [
    ...(settings.length === 0 ? [] : [`--blink-settings=${settings.join()}`]),
    ...(wants === 'forcedColors' ? ['--force-high-contrast', ...forced] : []),
  ];
}

function redirectArgs(port: number | undefined): string[] {
  if (port === undefined) return [];
  const rules = [
    ...standInHosts.map(host => `MAP ${host}:443 127.0.0.1:${port}`),
    'MAP * ~NOTFOUND',
    'EXCLUDE localhost',
    'EXCLUDE 127.0.0.1',
  ];
  return [`--host-resolver-rules=${rules.join(', ')}`, '--ignore-certificate-errors'];
}

async function withExtension(
  browser: Browser,
  folder: string,
  firstPages: readonly Page[],
): Promise<OpenBrowser> {
  const id = await browser.installExtension(folder);
  const origin = `chrome-extension://${id}`;
  const devtools = await browser.target().createCDPSession();
  const backgroundAlive = async () => (await workers(devtools, origin)).length > 0;
  // Its first start belongs to the installation, so that a test that kills it finds it.
  await until('the worker was started', async () => (await backgroundAlive()) || undefined);
  const quietPage = keptPage(() => openQuietPage(browser, origin));
  const extensionsPage = keptPage(() => openExtensionsPage(browser));
  const popup = keptPage(() => openPopup(browser, origin, quietPage));
  const opened: Omit<OpenBrowser, 'reinstall' | 'close'> = {
    name: 'chromium',
    browser,
    openPopup: popup,
    closePopup: closePage,
    pressButton: async () => pressAction(await quietPage()),
    forbidOpening: async () => {
      throw new Error('Chromium always opens the popup when an extension wants that.');
    },
    quietPage,
    screenshotPopup: page => page.screenshot(),
    killBackground: () => killWorker(devtools, origin),
    backgroundAlive,
    pageAt: match => pageAt(browser, match),
    readStorage: async (area = 'local') => {
      return (await quietPage()).evaluate(area => chrome.storage[area].get(null), area);
    },
    watchStorage: async key => watchStorage(await quietPage(), key),
    watchMessages: async () => hearMessages(await quietPage()),
    readButton: async () => readButton(await quietPage()),
    hasPopup: async () => hasPopup(await quietPage()),
    writeStorage: async values => {
      await (await quietPage()).evaluate(values => chrome.storage.local.set(values), values);
    },
    clearAlarms: async () => {
      await (await quietPage()).evaluate(() => chrome.alarms.clearAll());
    },
    allowHosts: async allowed => allowHosts(await extensionsPage(), id, allowed),
    grantWhenAsked: async page => {
      await hostsAsked(page);
      await allowHosts(await extensionsPage(), id, true);
    },
    complaints: async () => readComplaints(await extensionsPage(), id),
    readClipboard: async () => readClipboard(await quietPage(), origin),
  };
  // To remove it first would take longer than to start another browser: Chromium looks on the whole
  // system for shortcuts to it. But what its user does not allow outlives another installation.
  const reinstall = async () => {
    if (!(await hasHosts(await quietPage()))) await opened.allowHosts(true);
    await forget(opened, firstPages);
    return withExtension(browser, folder, firstPages);
  };
  return { ...opened, reinstall, close: () => closeBrowser(browser) };
}

// The manifest as a page: it has the extension's rights, but no script that could wake the worker.
async function openQuietPage(browser: Browser, origin: string): Promise<Page> {
  const page = await browser.newPage({ background: true });
  await page.goto(`${origin}/manifest.json`);
  return page;
}

async function openExtensionsPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ background: true });
  await page.goto('chrome://extensions');
  return page;
}

async function allowHosts(extensionsPage: Page, id: string, allowed: boolean): Promise<void> {
  const hostAccess = allowed ? 'ON_ALL_SITES' : 'ON_CLICK';
  await extensionsPage.evaluate(
    update => chrome.developerPrivate.updateExtensionConfiguration(update),
    { extensionId: id, hostAccess } as const,
  );
}

async function hasHosts(quietPage: Page): Promise<boolean> {
  return quietPage.evaluate(() => {
    const { host_permissions = [] } = chrome.runtime.getManifest();
    return chrome.permissions.contains({ origins: host_permissions });
  });
}

// Resolves when the page has asked for all hosts of the manifest.
async function hostsAsked(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>(resolve => {
        chrome.permissions.request = async ({ origins }) => {
          const { host_permissions } = chrome.runtime.getManifest();
          if (String(origins) === String(host_permissions)) resolve();
          return true;
        };
      }),
  );
}

// Chromium notes such things down in developer mode only, and those of the manifest when it is read.
async function readComplaints(extensionsPage: Page, id: string): Promise<string[]> {
  return extensionsPage.evaluate(async id => {
    await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
    const quietly = { failQuietly: true, populateErrorForUnpacked: true };
    await chrome.developerPrivate.reload(id, quietly);
    const info = await chrome.developerPrivate.getExtensionInfo(id);
    const { manifestErrors, runtimeErrors, runtimeWarnings, installWarnings } = info;
    const all = [manifestErrors, runtimeErrors, runtimeWarnings, installWarnings].flat();
    return all.map(complaint => complaint.message ?? String(complaint));
  }, id);
}

async function openPopup(
  browser: Browser,
  origin: string,
  quietPage: () => Promise<Page>,
): Promise<Page> {
  const isPopup = (target: Target) => target.url() === `${origin}/popup.html`;
  const target = await until('the popup was open', async () => {
    const opened = browser.targets().find(isPopup);
    // The extension may be opening it by itself at this moment, and there can be only one.
    if (opened === undefined) await pressAction(await quietPage()).catch(() => undefined);
    return opened;
  });
  const page = await target.asPage();
  try {
    await page.waitForSelector('main');
    // Whoever looks at it moves the mouse over it: one that opened by itself closes otherwise.
    await page.mouse.move(1, 1);
    await page.mouse.move(9, 9);
    return page;
  } catch (error) {
    // The extension closes one behind Plex's window, and opens another over the window in use.
    if (page.isClosed()) return openPopup(browser, origin, quietPage);
    throw error;
  }
}

// Chromium opens popups only in the active window, which may be an approval page without a toolbar.
async function pressAction(quietPage: Page): Promise<void> {
  await quietPage.evaluate(async () => {
    const [window] = await chrome.windows.getAll({ windowTypes: ['normal'] });
    if (window?.id === undefined) throw new Error('There is no window with a toolbar.');
    await chrome.windows.update(window.id, { focused: true });
    await chrome.action.openPopup({ windowId: window.id });
  });
}

async function workers(devtools: CDPSession, origin: string): Promise<string[]> {
  const { targetInfos } = await devtools.send('Target.getTargets', { filter: [{}] });
  return targetInfos
    .filter(({ type, url }) => type === 'service_worker' && url.startsWith(`${origin}/`))
    .map(({ targetId }) => targetId);
}

async function killWorker(devtools: CDPSession, origin: string): Promise<void> {
  const doomed = await workers(devtools, origin);
  await until('the worker was gone', async () => {
    // An open popup may have woken a new one in the meantime: that is another life.
    const alive = (await workers(devtools, origin)).filter(id => doomed.includes(id));
    // One that is just starting cannot be ended yet; one may have gone by itself, which is as good.
    for (const targetId of alive) {
      await devtools.send('Target.closeTarget', { targetId }).catch(() => undefined);
    }
    return alive.length === 0 || undefined;
  });
}

// Reading needs a permission and a document that believes that it has the focus. To grant one thing
// denies an origin all others, the popup's own copying too, so it is taken back at once.
async function readClipboard(quietPage: Page, origin: string): Promise<string> {
  const context = quietPage.browserContext();
  await context.overridePermissions(origin, ['clipboard-read']);
  try {
    await quietPage.emulateFocusedPage(true);
    return await quietPage.evaluate(() => navigator.clipboard.readText());
  } finally {
    await context.clearPermissionOverrides();
  }
}
