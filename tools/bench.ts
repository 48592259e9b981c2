import { parseArgs } from 'node:util';
import { watchBusy } from '../test/bench/busy.ts';
import { roundTripMs } from '../test/bench/conditions.ts';
import { runLoops } from '../test/bench/loops.ts';
import { type OpenRows, openRows } from '../test/bench/open-rows.ts';
import { report } from '../test/bench/report.ts';
import { playRounds } from '../test/bench/rounds.ts';
import {
  type BrowserName,
  browserNamed,
  browserNames,
  requireBrowser,
} from '../test/browsers/index.ts';
import { startPlexTv } from '../test/plex-tv/index.ts';
import { buildAll } from './build.ts';

const usage = `Measures what a link costs and how soon it is there, beside the loops of others.

npm run bench                          in Chromium and in Firefox, 24 browsers side by side
npm run bench -- --browser firefox     in one of them
npm run bench -- --n 40                with so many links for each row, or a few more; else 20

A goal that is missed is shown as such, and is no failure.
`;

interface Options {
  readonly browsers: readonly BrowserName[];
  readonly n: number;
  readonly help: boolean;
}

async function bench(): Promise<void> {
  const { browsers, n, help } = readOptions();
  if (help) return void process.stdout.write(usage);
  for (const browser of browsers) await requireBrowser(browser);
  await buildAll();
  const plexTv = await startPlexTv({ latencyMs: roundTripMs / 2, returnMs: roundTripMs / 2 });
  // As others do that stand before a service like plex.tv. Node itself gives up an idle connection
  // after 5 s, just when the slowest loop wants to ask again.
  plexTv.server.keepAliveTimeout = 60_000;
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
    process.stdout.write(`${report({ rows, loops, versions, busy: busy() })}\n`);
  } finally {
    for (const { close } of open.values()) await close();
    await plexTv.close();
  }
}

function readOptions(): Options {
  // What is given without the `--` between, npm takes for an option of its own and puts there.
  const { npm_config_browser, npm_config_n } = process.env;
  const { values } = parseArgs({
    options: {
      browser: { type: 'string', default: npm_config_browser ?? '' },
      n: { type: 'string', default: npm_config_n || '20' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const n = Number(values.n);
  if (!Number.isInteger(n) || n < 1) throw new Error(`«${values.n}» is no number of links.`);
  const browsers = values.browser === '' ? browserNames : [browserNamed(values.browser)];
  return { browsers, n, help: values.help };
}

/** Says on stderr how far it is: what is printed is the report alone. */
function say(progress: string): void {
  process.stderr.write(`${progress}\n`);
}

await bench().catch(error => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
