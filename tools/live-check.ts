import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { root } from './build.ts';
import { liveCheck } from './live-check/live-check.ts';
import { endingLines } from './live-check/report.ts';
import { openTerminal, type Terminal } from './live-check/terminal.ts';

const usage = `Checks at the real plex.tv, with your own account, what Pinlink takes to be so there.

npm run live-check

It asks before it changes anything, ends whatever it has made, also after Ctrl+C, and writes
live-check-report.txt: names and types of fields, statuses and error codes, and not one value of
yours. Read it, and paste it into an issue.
`;

const reportFile = 'live-check-report.txt';

async function check(): Promise<void> {
  const { values } = parseArgs({
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) return say(usage);
  // Where the terminal is closed nothing can be said there, but what was made has to be ended.
  process.stdout.on('error', () => undefined);
  const stopping = new AbortController();
  const terminal = openTerminal(process.stdin, process.stdout, stopping.signal);
  listenForStop(stopping, terminal);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { ask } = terminal;
  const stop = stopping.signal;
  const now = Date.now;
  const { report, isClean } = await liveCheck({
    fetch,
    ask,
    say,
    now,
    delay: waitFor,
    stop,
    version,
  });
  terminal.close();
  await writeFile(join(root, reportFile), report);
  say(`\n${report}\nThis is in ${reportFile} now.`);
  if (!isClean) process.exitCode = 1;
}

/** Stops at the first signal; at the second nobody waits for an end any more. */
function listenForStop(stopping: AbortController, { onInterrupt }: Terminal): void {
  const stop = () => {
    if (stopping.signal.aborted) {
      for (const line of endingLines({ mayHaveToken: true, hasOpenPin: true })) say(line);
      process.exit(130);
    }
    say('\nStopping, and ending what was made. Press it once more to leave that as it is.');
    stopping.abort();
  };
  onInterrupt(stop);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}

async function waitFor(ms: number): Promise<void> {
  await delay(ms);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await check().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
