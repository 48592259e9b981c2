import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import {
  type BrowserName,
  browserNamed,
  type OpenBrowser,
  openBrowser,
  requireBrowser,
} from '../test/browsers/index.ts';
import { type PlexTv, startPlexTv } from '../test/plex-tv/index.ts';
import { buildAll, folderOf, root } from './build.ts';
import { afterClosing, beforeClosing, makeProfile, refuseRoot } from './live.ts';
import { takeTour } from './tour.ts';

const usage = `Opens a browser with the extension, and a stand-in for plex.tv that it takes for the real one.

npm start                          in Chromium
npm start -- --browser firefox     in Firefox
npm start -- --live                with the real plex.tv and your real account, not as root

Where there is no display, it goes through a link by itself and leaves pictures of it.
`;

async function start(): Promise<void> {
  const { browser, live, help } = readOptions();
  if (help) return say(usage);
  if (live) refuseRoot();
  if (live && !hasDisplay()) {
    throw new Error('There is no display, and with --live only you can press Allow.');
  }
  const executable = await requireBrowser(browser);
  await buildAll();
  const extension = folderOf(browser === 'chromium' ? 'chrome' : 'firefox');
  if (live) return showLive(browser, executable, extension);
  const plexTv = await startPlexTv();
  try {
    if (hasDisplay()) await showStandIn(browser, executable, extension, plexTv);
    else await takeTour(browser, executable, extension, plexTv);
  } finally {
    await plexTv.close();
  }
}

function readOptions(): { browser: BrowserName; live: boolean; help: boolean } {
  // What is given without the `--` between, npm takes for an option of its own and puts there.
  const { npm_config_browser, npm_config_live } = process.env;
  const { values } = parseArgs({
    options: {
      browser: { type: 'string', default: npm_config_browser || 'chromium' },
      live: { type: 'boolean', default: npm_config_live === 'true' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return { ...values, browser: browserNamed(values.browser) };
}

async function showStandIn(
  name: BrowserName,
  executable: string,
  extension: string,
  plexTv: PlexTv,
): Promise<void> {
  const options = { extension, executable, headless: false, plexTvPort: plexTv.port };
  await show(await openBrowser(name, options), 'stand-in', [
    'Press «Allow» in the window that opens: it is a stand-in, nothing reaches the real Plex.',
    'Close the browser when you have seen enough.',
  ]);
}

async function showLive(name: BrowserName, executable: string, extension: string): Promise<void> {
  const options = { extension, executable, headless: false, profile: await makeProfile() };
  const opened = await openBrowser(name, options);
  // However it ends: Ctrl-C ends this process at once. The profile is deleted by then.
  process.once('exit', () => say(`${afterClosing}\n`));
  await show(opened, 'live', [
    'This is the real plex.tv: sign in and press «Allow» in the window that opens.',
    beforeClosing,
  ]);
}

/** Says what to do in a browser for somebody to try the extension, there and here, until they close it. */
async function show(
  opened: OpenBrowser,
  part: 'stand-in' | 'live',
  steps: readonly string[],
): Promise<void> {
  const { browser, close } = opened;
  // Whoever closes it meanwhile has seen enough.
  await showStartPage(opened, part).catch(() => undefined);
  const first =
    'Press «Link Plex account» in the popup. If that is not open: click the puzzle piece in the toolbar, then Pinlink.';
  for (const [index, step] of [first, ...steps].entries()) say(`${index + 1}. ${step}\n`);
  if (browser.connected) await new Promise(closed => browser.once('disconnected', closed));
  await close();
}

/** Opens the page that says what to do, and the popup over it. */
async function showStartPage(opened: OpenBrowser, part: string): Promise<void> {
  const address = pathToFileURL(join(root, 'tools', 'start-page.html'));
  const [page] = await opened.browser.pages();
  await page?.goto(`${address}#${part}`);
  // Firefox before 149 opens the popup only for a press, and the page says where to press.
  await opened.pressButton().catch(() => undefined);
  await (await opened.quietPage()).close();
}

function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}

function say(text: string): void {
  process.stdout.write(text);
}

await start().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
