import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { aptInstall, canAptInstall } from './apt-install.ts';
import { isProgram } from './find-browser.ts';

/**
 * What it takes: a display that nobody sees, a window manager, a mouse, and pictures. Each is one
 * small package of Debian's whose program has its name, but for the first.
 */
const packages = ['xvfb', 'openbox', 'xdotool', 'scrot'];

const programs = {
  server: '/usr/bin/Xvfb',
  manager: '/usr/bin/openbox',
  mouse: '/usr/bin/xdotool',
  camera: '/usr/bin/scrot',
};

/** A screen with windows on it, at which nobody sits. */
export interface Display {
  /** As `DISPLAY` has it. */
  readonly name: string;
  /** Moves the mouse to a place of the screen. */
  point(x: number, y: number): Promise<void>;
  /** Presses the mouse where it is. */
  press(): Promise<void>;
  /** Keeps a picture of the whole screen, a PNG. */
  picture(path: string): Promise<void>;
  close(): Promise<void>;
}

/** Whether there can be such a display here. */
export async function hasDisplayPrograms(): Promise<boolean> {
  return (await Promise.all(Object.values(programs).map(isProgram))).every(Boolean);
}

/** The same; what is missing is installed first, where that can be done without asking. */
export async function findDisplayPrograms(): Promise<boolean> {
  if (await hasDisplayPrograms()) return true;
  if (!(await canAptInstall())) return false;
  process.stderr.write(`Installing ${packages.join(', ')} with apt-get.\n`);
  await aptInstall(...packages).catch(() => undefined);
  return hasDisplayPrograms();
}

/** Says why there is none, and how there would be. */
export const noDisplayPrograms = `Skipped what is tested on a real display. On Debian and its like, install ${packages.join(', ')} for it.`;

/** Opens a display, with a window manager on it that is ready. */
export async function openDisplay(): Promise<Display> {
  const server = spawn(
    programs.server,
    ['-displayfd', '3', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const name = `:${(await firstLine(server, server.stdio[3] as Readable)).trim()}`;
  const env = { ...process.env, DISPLAY: name };
  // What it starts itself, it starts when it is ready.
  const manager = spawn(programs.manager, ['--startup', 'echo ready'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await firstLine(manager, manager.stdout);
  const run = async (program: string, ...args: readonly string[]) => {
    await promisify(execFile)(program, args, { env });
  };
  return {
    name,
    point: (x, y) => run(programs.mouse, 'mousemove', `${Math.round(x)}`, `${Math.round(y)}`),
    press: () => run(programs.mouse, 'click', '1'),
    picture: path => run(programs.camera, '--overwrite', path),
    close: async () => {
      await end(manager);
      await end(server);
    },
  };
}

async function firstLine(program: ChildProcess, output: Readable): Promise<string> {
  const failed = once(program, 'exit').then(() => {
    throw new Error(`${program.spawnfile} did not start.`);
  });
  const [line] = await Promise.race([once(output, 'data'), failed]);
  failed.catch(() => undefined);
  return String(line);
}

async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = once(program, 'exit');
  program.kill();
  await ended;
}
