import { parseArgs } from 'node:util';
import {
  type BrowserName,
  browserNamed,
  openBrowser,
  requireBrowser,
} from '../test/browsers/index.ts';
import { type PlexTv, startPlexTv } from '../test/plex-tv/index.ts';
import { buildAll, folderOf } from './build.ts';
import { takeTour } from './tour.ts';

const usage = `Opens a browser with the extension, and a stand-in for plex.tv that it takes for the real one.

npm start                          in Chromium
npm start -- --browser firefox     in Firefox
npm start -- --live                with the real plex.tv and your real account

Where there is no display, it goes through a link by itself and leaves pictures of it.
`;

async function start(): Promise<void> {
  const { browser, live, help } = readOptions();
  if (help) return say(usage);
  if (live && !hasDisplay()) {
    throw new Error('There is no display, and with --live only you can press Allow.');
  }
  const executable = await requireBrowser(browser);
  await buildAll();
  const extension = folderOf(browser === 'chromium' ? 'chrome' : 'firefox');
  if (live) return show(browser, executable, extension, null);
  const plexTv = await startPlexTv();
  try {
    if (hasDisplay()) await show(browser, executable, extension, plexTv);
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

/** Opens the browser for somebody to try the extension, until they close it. */
async function show(
  name: BrowserName,
  executable: string,
  extension: string,
  plexTv: PlexTv | null,
): Promise<void> {
  const opened = await openBrowser(name, {
    extension,
    executable,
    headless: false,
    ...(plexTv === null ? {} : { plexTvPort: plexTv.port }),
  });
  const page =
    plexTv === null
      ? 'This is the real plex.tv: sign in and press «Allow» in the window that opens.'
      : 'Press «Allow» in the window that opens: it is a stand-in, nothing reaches the real Plex.';
  say('1. Click the puzzle piece in the toolbar, then Pinlink, and press «Link Plex account».\n');
  say(`2. ${page}\n`);
  say('3. Close the browser when you have seen enough.\n');
  await new Promise(closed => opened.browser.once('disconnected', closed));
  await opened.close();
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
