import { parseArgs } from 'node:util';
import { type BrowserName, openBrowser, requireBrowser } from '../test/browsers/index.ts';
import { startPlexTv } from '../test/plex-tv/index.ts';
import { buildAll, folderOf } from './build.ts';
import { takeTour } from './tour.ts';

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    live: { type: 'boolean', default: false },
  },
});

async function start(): Promise<void> {
  const name = browserName(values.browser);
  const executable = await requireBrowser(name);
  await buildAll();
  const extension = folderOf(name === 'chromium' ? 'chrome' : 'firefox');
  if (hasDisplay()) return show(name, executable, extension);
  if (values.live)
    throw new Error('There is no display, and with --live only you can press Allow.');
  return takeTour(name, executable, extension);
}

/** Opens the browser for somebody to try the extension, until they close it. */
async function show(name: BrowserName, executable: string, extension: string): Promise<void> {
  const plexTv = values.live ? null : await startPlexTv();
  const opened = await openBrowser(name, {
    extension,
    executable,
    headless: false,
    ...(plexTv === null ? {} : { plexTvPort: plexTv.port }),
  });
  process.stdout.write(
    [
      `1. Click the puzzle piece in the toolbar, then Pinlink, and press «Link Plex account».`,
      plexTv === null
        ? '2. This is the real plex.tv: sign in and press «Allow» in the window that opens.'
        : '2. Press «Allow» in the window that opens: it is a stand-in, nothing reaches the real Plex.',
      '3. Close the browser when you have seen enough.',
      '',
    ].join('\n'),
  );
  await new Promise(closed => opened.browser.once('disconnected', closed));
  await opened.close();
  await plexTv?.close();
}

function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}

function browserName(given: string): BrowserName {
  if (given === 'chromium' || given === 'firefox') return given;
  throw new Error(`There is no browser «${given}»: say --browser chromium or --browser firefox.`);
}

await start().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
