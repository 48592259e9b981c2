import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDisplayPrograms, noDisplayPrograms } from '../test/browsers/display.ts';
import { requireBrowser } from '../test/browsers/find-browser.ts';
import { root } from './build.ts';
import { packAll, packageOf } from './package.ts';

/** How many tests passed and failed; a step that is no test run counts as one. */
interface Count {
  readonly passed: number;
  readonly failed: number;
}

const passed: Count = { passed: 1, failed: 0 };
const failed: Count = { passed: 0, failed: 1 };

type Step = readonly [name: string, run: () => Promise<Count>];

/** What `npm run check` does. */
const check: readonly Step[] = [
  ['Types of the extension', () => tool('typescript/bin/tsc', '-p', '.')],
  ['Types of tests and tools', () => tool('typescript/bin/tsc', '-p', 'test')],
  ['Lint and format', () => tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings')],
  ['What nobody uses', () => tool('knip/bin/knip.js')],
  [
    'What only tests use',
    () => tool('knip/bin/knip.js', '--production', '--include', 'files,exports,types'),
  ],
];

/** What `npm run test:unit` does. */
const unit: readonly Step[] = [['Unit tests', () => vitest('unit')]];

/** What `npm test` does after those two. The end-to-end tests load what was built and packed. */
const shipped: readonly Step[] = [
  ['Build and packages', pack],
  ['web-ext lint', lintExtension],
  ['Browsers', findBrowsers],
  ['End-to-end tests', () => vitest('e2e in *')],
];

async function test(): Promise<void> {
  const counts: Count[] = [];
  for (const [name, run] of stepsOf(process.argv[2])) {
    say(`\n── ${name}`);
    counts.push(await run().catch(report));
  }
  const sum = (which: keyof Count) => counts.reduce((total, count) => total + count[which], 0);
  if (sum('failed') > 0) process.exitCode = 1;
  say(`\n${sum('passed')} passed, ${sum('failed')} failed`);
}

function stepsOf(part: string | undefined): readonly Step[] {
  if (part === undefined) return [...check, ...unit, ...shipped];
  if (part === 'check') return check;
  if (part === 'unit') return unit;
  throw new Error(`There is no part «${part}»: say check, unit, or nothing for all of it.`);
}

function report(error: unknown): Count {
  say(error instanceof Error ? error.message : String(error));
  return failed;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function pack(): Promise<Count> {
  say(await packAll());
  return passed;
}

async function findBrowsers(): Promise<Count> {
  for (const name of ['chromium', 'firefox'] as const) say(await requireBrowser(name));
  if (!(await findDisplayPrograms())) say(noDisplayPrograms);
  return passed;
}

/** Runs a tool of a package to its end; what it says goes to the terminal. */
async function tool(path: string, ...args: string[]): Promise<Count> {
  return (await run(path, args, 'inherit')).code === 0 ? passed : failed;
}

async function vitest(project: string): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), 'pinlink-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await run(
    'vitest/vitest.mjs',
    ['run', '--project', project, ...reporters],
    'inherit',
  );
  const result = JSON.parse(await readFile(file, 'utf8'));
  await rm(folder, { recursive: true });
  const { numPassedTests, numFailedTests } = result;
  // A run can fail beside its tests, in a file that cannot be loaded: that is a failure too.
  const beside = code !== 0 && numFailedTests === 0 ? 1 : 0;
  return { passed: numPassedTests, failed: numFailedTests + beside };
}

/**
 * Mozilla's linter must find nothing but the one warning that Preact brings: its code behind
 * `dangerouslySetInnerHTML`, which we never use. Libraries are shipped unmodified.
 */
async function lintExtension(): Promise<Count> {
  const args = ['lint', '--output', 'json', '--source-dir', await packageOf('firefox')];
  const { output } = await run('web-ext/bin/web-ext.js', args, 'pipe');
  const { errors, warnings, notices } = JSON.parse(output);
  const found = [...errors, ...warnings, ...notices].map(({ code, file }) => `${code} in ${file}`);
  say(found.join('\n'));
  return found.join() === 'UNSAFE_VAR_ASSIGNMENT in popup-screens.js' ? passed : failed;
}

function run(
  path: string,
  args: readonly string[],
  stdout: 'inherit' | 'pipe',
): Promise<{ code: number | null; output: string }> {
  const [program, ...rest] = [process.execPath, join(root, 'node_modules', path), ...args];
  // Tests and browsers speak English, whatever this computer speaks.
  const env = { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: '' };
  const child = spawn(program, rest, { cwd: root, env, stdio: ['ignore', stdout, 'inherit'] });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', code => resolve({ code, output }));
  });
}

await test().catch(error => {
  report(error);
  process.exitCode = 1;
});
