import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../tools/build.ts';
import { sources } from '../../tools/package.ts';
import { importsIn } from './files.ts';

describe('the package of the sources', async () => {
  const files = await sources();
  const paths = Object.keys(files);
  // What the tests of the house import is in part an example.
  const texts = paths
    .filter(path => /\.tsx?$/.test(path) && !path.startsWith('test/house/'))
    .map(path => [path, new TextDecoder().decode(files[path])] as const);

  test('has whatever its files import', () => {
    const wanted = texts.flatMap(([path, text]) => importsIn(path, text));
    const ours = wanted.filter(name => /^(extension|src|test|tools)\//.test(name));
    expect(ours.length).toBeGreaterThan(paths.length);
    expect(ours.filter(name => !paths.includes(name))).toEqual([]);
  });

  test('has what npm and the build read', () => {
    expect(paths).toEqual(
      expect.arrayContaining([
        '.npmrc',
        'BUILD.md',
        'LICENSE',
        'extension/popup.html',
        'manifest.json',
        'package-lock.json',
        'package.json',
        'tools/build.ts',
        'tools/package.ts',
        'tsconfig.json',
      ]),
    );
  });

  test.runIf(existsSync(join(root, '.git')))('has nothing that git ignores', () => {
    const known = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(known.split('\n')).toEqual(expect.arrayContaining(paths));
  });
});
