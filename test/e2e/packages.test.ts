import { spawn } from 'node:child_process';
import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../tools/build.ts';
import { unpack } from './unpack.ts';

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
});
