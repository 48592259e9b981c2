import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from '../../tools/build.ts';

/** All files of a folder, as paths from the root of the repository. */
export function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** The text of a file. */
export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The extension's own code, but for declarations of types: no run imports anything of those. */
export const sources = filesIn('src').filter(file => !file.endsWith('.d.ts'));

/** What a source file imports, types too: our own files as paths from the root, packages by name. */
export function importsOf(file: string): string[] {
  return importsIn(file, read(file));
}

/** The same, of a file that has this text. */
export function importsIn(file: string, text: string): string[] {
  const specifiers = [...text.matchAll(/\b(?:from |import |import\(\s*)'([^']+)'/g)].map(
    match => match[1] ?? '',
  );
  return specifiers.map(name =>
    name.startsWith('.') ? join(dirname(file), name).replaceAll('\\', '/') : name,
  );
}
