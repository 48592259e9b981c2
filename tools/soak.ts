import { parseArgs } from 'node:util';
import { browserNamed, makeUsedProfile, requireBrowser } from '../test/browsers/index.ts';
import { removeProfile } from '../test/browsers/profile.ts';
import { line, sumUp, table } from '../test/soak/report.ts';
import { hasSucceeded, soak } from '../test/soak/soak.ts';
import { buildAll, folderOf } from './build.ts';

const usage = `Lets random stories of links and tools happen in a real browser, with everything that can go wrong.

npm run soak                                   200 runs in Chromium
npm run soak -- --browser firefox              in Firefox
npm run soak -- --runs 1 --seed 17             one run, the same each time
npm run soak -- --parallel 2                   fewer runs at the same time
`;

async function soakAll(): Promise<void> {
  const { help, browser, ...extent } = readOptions();
  if (help) return say(usage);
  const executable = await requireBrowser(browser);
  await buildAll();
  const extension = folderOf(browser === 'chromium' ? 'chrome' : 'firefox');
  const usedProfile = browser === 'firefox' ? await makeUsedProfile(executable) : undefined;
  const where = { browser, executable, extension, usedProfile };
  const results = await soak(where, extent, result => say(line(result)));
  if (usedProfile !== undefined) await removeProfile(usedProfile);
  say(`\n${table(sumUp(results))}`);
  const bad = results.filter(result => !hasSucceeded(result));
  if (bad.length === 0) return;
  process.exitCode = 1;
  const how = browser === 'chromium' ? '' : ` --browser ${browser}`;
  say('\nTo repeat what went wrong:');
  for (const { seed } of bad) say(`npm run soak -- --runs 1 --seed ${seed}${how}`);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      parallel: { type: 'string', default: '4' },
      browser: { type: 'string', default: 'chromium' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    runs: whole('runs', values.runs),
    seed: whole('seed', values.seed),
    parallel: whole('parallel', values.parallel),
    browser: browserNamed(values.browser),
    help: values.help,
  };
}

function whole(name: string, given: string): number {
  if (!/^[1-9]\d*$/.test(given)) throw new Error(`--${name} takes a whole number, not «${given}».`);
  return Number(given);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await soakAll().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
