import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';

/** The bytes of files by their paths, which have a `/` between their parts on every system. */
export type Files = Readonly<Record<string, Uint8Array>>;

/**
 * A zip that tells nothing but its files: the same files give the same bytes, whenever, wherever and
 * in whatever order they were read. Node's own compression differs from version to version.
 */
export function zip(files: Files): Uint8Array {
  const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
  return zipSync(sorted, {
    level: 9,
    // Otherwise it is reckoned with a logarithm, whose last digits are not the same everywhere.
    mem: 8,
    // The oldest time that a zip knows. It is written as a clock on the wall would show it here, so
    // it has to be given in that form too.
    mtime: new Date(1980, 0, 1),
  });
}

/**
 * All files of a folder, by their paths from `base`. What systems and editors put beside them begins
 * with a dot, and nothing of ours in a folder does.
 */
export async function filesOf(folder: string, base = folder): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(entry => entry.isFile())
    .map(entry => relative(base, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter(path => !path.split('/').some(part => part.startsWith('.')));
  return readAll(base, paths);
}

/** These files, by their paths from `base`. */
export async function readAll(base: string, paths: readonly string[]): Promise<Files> {
  const files = paths.map(async path => [path, await readFile(join(base, path))] as const);
  return Object.fromEntries(await Promise.all(files));
}
