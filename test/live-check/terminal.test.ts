import { spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../../tools/build.ts';
import { openTerminal, type Terminal } from '../../tools/live-check/terminal.ts';

let input: PassThrough;
let output: PassThrough;
let terminal: Terminal;
let stopping: AbortController;

beforeEach(() => {
  input = new PassThrough();
  output = new PassThrough();
  stopping = new AbortController();
  terminal = openTerminal(input, output, stopping.signal);
});

afterEach(() => terminal.close());

/** Asks, and types something as soon as the question is there to be read. */
async function asked(typed: string): Promise<boolean> {
  const answer = terminal.ask('Really?');
  await new Promise(resolve => setImmediate(resolve));
  input.write(typed);
  return answer;
}

describe('a question', () => {
  test.each(['y\n', 'Y\n', ' yes \n', 'YES\n'])('is answered with yes by %j', async typed => {
    expect(await asked(typed)).toBe(true);
    expect(String(output.read())).toContain('Really? [y/N] ');
  });

  test.each(['\n', 'n\n', 'no\n', 'yesterday\n', 'ja\n'])('is not by %j', async typed => {
    expect(await asked(typed)).toBe(false);
  });

  test('is not answered by what was typed before it', async () => {
    input.write('y\n');
    await new Promise(resolve => setImmediate(resolve));
    expect(await asked('\n')).toBe(false);
  });

  test('is answered with no where nobody is there any more', async () => {
    const answer = terminal.ask('Really?');
    input.end();
    expect(await answer).toBe(false);
    expect(await terminal.ask('And now?')).toBe(false);
  });

  test('is answered with no when it is time to stop', async () => {
    const answer = terminal.ask('Really?');
    stopping.abort();
    expect(await answer).toBe(false);
  });
});

test('the command says what it does, and asks nobody for that', async () => {
  const program = ['node_modules/tsx/dist/cli.mjs', 'tools/live-check.ts', '--help'];
  const child = spawn(process.execPath, program, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  expect(await text(child.stdout)).toContain('npm run live-check');
});
