import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { root, versionOf } from '../../tools/build.ts';
import { notesOn, release } from '../../tools/release.ts';

const changelog = `# Changelog

## Unreleased

- Pinlink speaks German.

## 0.2.0, 2026-09-01

- _Unlink_ asks once more.

## 0.1.0

The first version.
`;

describe('the changelog', () => {
  test('has what was unreleased under the version, with its day', () => {
    expect(release(changelog, '0.3.0', '2026-12-24')).toBe(
      changelog.replace('## Unreleased\n', '## Unreleased\n\n## 0.3.0, 2026-12-24\n'),
    );
  });

  test('is read by version, with and without a day', () => {
    const released = release(changelog, '0.3.0', '2026-12-24');
    expect(notesOn(released, '0.3.0')).toBe('- Pinlink speaks German.');
    expect(notesOn(released, '0.2.0')).toBe('- _Unlink_ asks once more.');
    expect(notesOn(released, '0.1.0')).toBe('The first version.');
    expect(notesOn(released, 'Unreleased')).toBe('');
    expect(() => notesOn(released, '0.3')).toThrow('nothing on 0.3.');
  });

  test('releases no emptiness, and no version that a store refuses', () => {
    const released = release(changelog, '0.3.0', '2026-12-24');
    expect(() => release(released, '0.3.1', '2026-12-25')).toThrow('nothing to release');
    expect(() => release(changelog, '0.3.0-1', '2026-12-25')).toThrow('0.3.0-1');
  });

  test('says what is in the present version', async () => {
    const ours = await readFile(join(root, 'CHANGELOG.md'), 'utf8');
    expect(notesOn(ours, await versionOf())).not.toBe('');
  });
});

describe('npm run release', async () => {
  const version = await versionOf();

  /** A repository with what belongs to a version, clean and committed. */
  async function makeRepository(changelog: string) {
    const folder = await mkdtemp(join(tmpdir(), 'pinlink-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const files = ['package.json', 'package-lock.json', '.npmrc', 'tools/build.ts'];
    for (const file of [...files, 'tools/release.ts']) {
      await cp(join(root, file), join(folder, file));
    }
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    await writeFile(join(folder, 'CHANGELOG.md'), changelog);
    const run = (program: string, ...args: string[]) => execIn(folder, program, args);
    run('git', 'init', '--quiet');
    run('git', 'add', ...files, 'tools', 'CHANGELOG.md');
    run('git', 'commit', '--quiet', '--message', 'Begin');
    const read = (file: string) => readFile(join(folder, file), 'utf8');
    return { run, read };
  }

  test('changes version and changelog in one commit with a tag', async () => {
    const { run, read } = await makeRepository(changelog);
    run('npm', 'run', 'release', 'minor');
    const next = JSON.parse(await read('package.json')).version;
    expect(next).toBe(version.replace(/\d+\.\d+$/, minor => `${Number.parseInt(minor, 10) + 1}.0`));
    expect(JSON.parse(await read('package-lock.json')).version).toBe(next);
    const [, day = ''] = /, (.*)\n\n- Pinlink/.exec(await read('CHANGELOG.md')) ?? [];
    expect(await read('CHANGELOG.md')).toBe(release(changelog, next, day));
    expect(Math.abs(Date.parse(day) - Date.now())).toBeLessThan(2 * 86_400_000);
    expect(run('git', 'log', '--format=%s')).toBe(`Release ${next}\nBegin\n`);
    expect(run('git', 'tag', '--points-at', 'HEAD')).toBe(`v${next}\n`);
    expect(run('git', 'status', '--porcelain', '--untracked-files=no')).toBe('');
  });

  test('changes nothing where there is nothing to release', async () => {
    const { run, read } = await makeRepository(release(changelog, version, '2026-12-24'));
    expect(() => run('npm', 'run', 'release', 'minor')).toThrow('nothing to release');
    expect(JSON.parse(await read('package.json')).version).toBe(version);
    expect(run('git', 'status', '--porcelain', '--untracked-files=no')).toBe('');
  });
});

/** Runs a program there with nobody's settings, and gives back what it says. */
function execIn(folder: string, program: string, args: readonly string[]): string {
  const [name, email] = ['Ada Example', 'ada@plex.example'];
  // What npm hands down to its scripts would outrank what is asked of it here.
  const env = Object.entries(process.env).filter(([variable]) => !/^npm_/i.test(variable));
  return execFileSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    // npm is a script on Windows, which only a shell runs.
    shell: process.platform === 'win32' && program === 'npm',
    env: {
      ...Object.fromEntries(env),
      npm_config_userconfig: devNull,
      GIT_CONFIG_GLOBAL: devNull,
      GIT_CONFIG_SYSTEM: devNull,
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
    },
  });
}
