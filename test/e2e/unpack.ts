import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { onTestFinished } from 'vitest';
import { type PackageKind, packageOf } from '../../tools/package.ts';

/** A folder with what is in this package, until the test is over. */
export async function unpack(kind: PackageKind): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `pinlink ${kind} `));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, bytes] of Object.entries(unzipSync(await readFile(await packageOf(kind))))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}
