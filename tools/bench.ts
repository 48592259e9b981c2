import { parseArgs } from 'node:util';
import { watchBusy } from '../test/bench/busy.ts';
import { roundTripMs } from '../test/bench/conditions.ts';
import { runLoops } from '../test/bench/loops.ts';
import { type OpenRows, openRows } from '../test/bench/open-rows.ts';
import { popupReport } from '../test/bench/popup/report.ts';
import { type MeasuredPopups, playOpenings } from '../test/bench/popup/rounds.ts';
import { report } from '../test/bench/report.ts';
import { playRounds } from '../test/bench/rounds.ts';
import {
  type BrowserName,
  browserNamed,
  browserNames,
  requireBrowser,
} from '../test/browsers/index.ts';
import { type PlexTv, startPlexTv } from '../test/plex-tv/index.ts';
import { buildAll } from './build.ts';

const usage = `Measures what a link costs and how soon it is there, beside the loops of others; then how soon
the popup is there, beside a blank one.

npm run bench                          in Chromium and in Firefox, 24 browsers side by side
npm run bench -- --browser firefox     in one of them
npm run bench -- --popup               the popup alone
npm run bench -- --n 40                with so many links for each row, or a few more; else 20.
                                       With so many openings of each popup; else 31

A goal that is missed is shown as such, and is no failure.
`;

interface Options {
  readonly browsers: readonly BrowserName[];
  /** Null where it was not given. */
  readonly n: number | null;
  /** Whether the popup is all that is measured. */
  readonly popup: boolean;
  readonly help: boolean;
}

async function bench(): Promise<void> {
  const { browsers, n, popup, help } = readOptions();
  if (help) return void process.stdout.write(usage);
  for (const browser of browsers) await requireBrowser(browser);
  await buildAll();
  const plexTv = await startPlexTv({ latencyMs: roundTripMs / 2, returnMs: roundTripMs / 2 });
  // As others do that stand before a service like plex.tv. Node itself gives up an idle connection
  // after 5 s, just when the slowest loop wants to ask again.
  plexTv.server.keepAliveTimeout = 60_000;
  try {
    if (!popup) await benchLinks(browsers, plexTv, n ?? 20);
    await benchPopups(browsers, plexTv, n ?? 31);
  } finally {
    await plexTv.close();
  }
}

async function benchLinks(
  browsers: readonly BrowserName[],
  plexTv: PlexTv,
  n: number,
): Promise<void> {
  const open = new Map<BrowserName, OpenRows>();
  try {
    say('The loops of others, for 45 s.');
    const loops = await runLoops(plexTv, n);
    for (const browser of browsers) {
      say(`Opening ${browser} again and again.`);
      open.set(browser, await openRows(browser, plexTv));
    }
    const rows = [...open.values()].flatMap(({ rows }) => rows);
    const busy = watchBusy();
    await playRounds(rows, n, say);
    const versions = new Map([...open].map(([browser, { version }]) => [browser, version]));
    process.stdout.write(`${report({ rows, loops, versions, busy: busy() })}\n\n`);
  } finally {
    for (const { close } of open.values()) await close();
  }
}

async function benchPopups(
  browsers: readonly BrowserName[],
  plexTv: PlexTv,
  n: number,
): Promise<void> {
  const popups = new Map<BrowserName, MeasuredPopups>();
  const busy = watchBusy();
  for (const browser of browsers) {
    say(`Opening popups in ${browser}.`);
    popups.set(browser, await playOpenings(browser, plexTv, n));
  }
  process.stdout.write(`${popupReport(popups, busy())}\n`);
}

function readOptions(): Options {
  // What is given without the `--` between, npm takes for an option of its own and puts there.
  const { npm_config_browser, npm_config_n, npm_config_popup } = process.env;
  const { values } = parseArgs({
    options: {
      browser: { type: 'string', default: npm_config_browser ?? '' },
      n: { type: 'string', default: npm_config_n ?? '' },
      popup: { type: 'boolean', default: npm_config_popup === 'true' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const n = values.n === '' ? null : Number(values.n);
  if (n !== null && !(Number.isInteger(n) && n >= 1)) {
    throw new Error(`«${values.n}» is no number of links or openings.`);
  }
  const browsers = values.browser === '' ? browserNames : [browserNamed(values.browser)];
  return { browsers, n, popup: values.popup, help: values.help };
}

/** Says on stderr how far it is: what is printed is the report alone. */
function say(progress: string): void {
  process.stderr.write(`${progress}\n`);
}

await bench().catch(error => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
