import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, onTestFinished, test } from 'vitest';
import { root } from '../../tools/build.ts';
import { type PackageKind, packageOf } from '../../tools/package.ts';
import type { BrowserName } from '../browsers/index.ts';
import { browsers, setStage } from './stage.ts';

/** A folder with what is in this package, until the test is over. */
async function unpack(kind: PackageKind): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `pinlink ${kind} `));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, bytes] of Object.entries(unzipSync(await readFile(await packageOf(kind))))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}

/** Does what `BUILD.md` says, in this folder; the packages are installed already. */
async function rebuild(folder: string, env: Record<string, string>): Promise<void> {
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const program = join(root, 'node_modules/tsx/dist/cli.mjs');
  const child = spawn(process.execPath, [program, 'tools/package.ts'], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  expect(code).toBe(0);
}

/** The bytes of all packages in this folder of the project. */
async function packagesIn(project: string): Promise<Record<string, string>> {
  const folder = join(project, 'packages');
  const names = (await readdir(folder)).sort();
  const files = names.map(async name => [name, await readFile(join(folder, name), 'base64')]);
  return Object.fromEntries(await Promise.all(files));
}

describe('the packages', () => {
  test.each([
    { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
    { TZ: 'America/St_Johns', LC_ALL: 'C', LANG: 'C' },
  ])('are the same when they are made from the sources elsewhere, in $TZ', async env => {
    const folder = await unpack('sources');
    await rebuild(folder, env);
    const [ours, theirs] = [await packagesIn(root), await packagesIn(folder)];
    expect(Object.keys(theirs)).toEqual(Object.keys(ours));
    for (const [name, bytes] of Object.entries(theirs)) {
      expect(bytes === ours[name], `${name} is the same`).toBe(true);
    }
  });

  /** What is installed: Chromium takes no zip of one that is not from its store. */
  function installed(name: BrowserName): Promise<string> {
    return name === 'chromium' ? unpack('chrome') : packageOf('firefox');
  }

  test.each(browsers)('can be installed in %s as they are, and link an account', async name => {
    const user = await setStage(name, { extension: await installed(name) });
    expect(await user.opened.complaints()).toEqual([]);
    await user.linkHere();
    await user.reads('account-name', 'Ada Example');
  });
});
