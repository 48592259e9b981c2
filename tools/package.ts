import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll, folderOf, root, type Target, versionOf } from './build.ts';
import { type Files, filesOf, readAll, zip } from './zip.ts';

/** What the stores get: an extension for each browser, and what Mozilla's reviewers rebuild it from. */
export type PackageKind = Target | 'sources';

/** The folder of the packages. */
const folder = join(root, 'packages');

/** The file that says what each package has to hash to, in the form that `sha256sum` checks. */
const sums = 'SHA256SUMS';

/** The folders and files that are in the sources; `BUILD.md` says what to do with them. */
const sourceFolders = ['extension', 'src', 'test', 'tools'];
const sourceFiles = [
  '.gitattributes',
  '.gitignore',
  '.npmrc',
  'BUILD.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'PRIVACY.md',
  'README.md',
  'SECURITY.md',
  'biome.json',
  'knip.config.ts',
  'manifest.json',
  'package-lock.json',
  'package.json',
  'stryker.config.json',
  'tsconfig.json',
  'vitest.config.ts',
];

/** Where the package of this kind is. */
export async function packageOf(kind: PackageKind): Promise<string> {
  return join(folder, `pinlink-${await versionOf()}-${kind}.zip`);
}

/** Builds everything anew and packs it; says what each package hashes to. */
export async function packAll(): Promise<string> {
  await buildAll();
  const packed: readonly (readonly [PackageKind, Files])[] = [
    ['chrome', await filesOf(folderOf('chrome'))],
    ['firefox', await filesOf(folderOf('firefox'))],
    ['sources', await sources()],
  ];
  // Those of another version would look like packages of this one.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const lines: string[] = [];
  for (const [kind, files] of packed) {
    const file = await packageOf(kind);
    const bytes = zip(files);
    await writeFile(file, bytes);
    lines.push(`${createHash('sha256').update(bytes).digest('hex')}  ${basename(file)}\n`);
  }
  await writeFile(join(folder, sums), lines.join(''));
  return lines.join('');
}

/** The sources: from a list and not from git, for they are packed from their own package too. */
export async function sources(): Promise<Files> {
  const folders = sourceFolders.map(name => filesOf(join(root, name), root));
  const all = await Promise.all([...folders, readAll(root, sourceFiles)]);
  return Object.assign({}, ...all);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(await packAll());
