import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';

export type Target = 'chrome' | 'firefox';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The folder that users of one browser get. */
export function folderOf(target: Target): string {
  return join(root, 'dist', target);
}

/** The oldest browsers that the manifest admits. */
const browsers = { chrome: 'chrome128', firefox: 'firefox140' };

/** Builds `dist/chrome` and `dist/firefox` anew. */
export async function buildAll(): Promise<void> {
  await Promise.all([buildOne('chrome'), buildOne('firefox')]);
}

async function buildOne(target: Target): Promise<void> {
  const folder = folderOf(target);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(join(root, 'extension'), folder, { recursive: true });
  const derived = manifestFor(target, await json('manifest.json'), await versionOf());
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(derived, null, 2)}\n`);
  const { inputs } = await bundle(target, { write: true });
  // What the scripts are made of must be named in every copy, with its licence.
  await writeFile(join(folder, 'licenses.txt'), await licenses(Object.keys(inputs)));
}

/** The version of everything here: it stands in `package.json` alone. */
export async function versionOf(): Promise<string> {
  const { version } = await json('package.json');
  return String(version);
}

/** Bundles the scripts, into their folder if asked to, and tells what they are made of. */
export async function bundle(target: Target, { write }: { write: boolean }): Promise<Metafile> {
  const options = {
    metafile: true,
    absWorkingDir: root,
    // The scripts name the files of some packages: that must not depend on where a link leads.
    preserveSymlinks: true,
    outdir: folderOf(target),
    write,
    bundle: true,
    format: 'esm',
    target: browsers[target],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
  } as const;
  // One by itself: the background stays one file, and the popup's are its own.
  const [background, popup] = await Promise.all([
    build({ ...options, entryPoints: { background: 'src/background/index.ts' } }),
    build({
      ...options,
      entryPoints: { popup: 'src/pages/popup/start.ts' },
      splitting: true,
      chunkNames: '[name]-screens',
    }),
  ]);
  return {
    inputs: { ...background.metafile.inputs, ...popup.metafile.inputs },
    outputs: { ...background.metafile.outputs, ...popup.metafile.outputs },
  };
}

/** The folders of the packages that these files belong to, wherever npm has put them. */
export function packagesOf(files: readonly string[]): string[] {
  const folders = files.flatMap(
    file => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [],
  );
  return [...new Set(folders)].sort();
}

/** The licence of each package that these files belong to, after our own. */
async function licenses(files: readonly string[]): Promise<string> {
  const texts = ['.', ...packagesOf(files)].map(async folder => {
    const { name, homepage } = await json(`${folder}/package.json`);
    // Sorted, for where there are two of them, each system lists them in its own order.
    const entries = (await readdir(join(root, folder))).sort();
    const file = entries.find(entry => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} brings no licence.`);
    const text = await readFile(join(root, folder, file), 'utf8');
    return `${[name, homepage].join(' ')}\n\n${text.trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${'─'.repeat(80)}\n\n`);
}

/**
 * One source manifest serves both browsers, but each warns of the other's keys: here each gets its
 * own, and the version. Chrome has a service worker where Firefox has an event page.
 */
export function manifestFor(
  target: Target,
  source: Record<string, unknown>,
  version: string,
): Record<string, unknown> {
  const { minimum_chrome_version, browser_specific_settings, background, ...rest } = source;
  if (!isRecord(background)) throw new Error('The manifest has no background.');
  const shared = { ...rest, version };
  const { service_worker, scripts, ...how } = background;
  return target === 'chrome'
    ? { ...shared, minimum_chrome_version, background: { service_worker, ...how } }
    : { ...shared, browser_specific_settings, background: { scripts, ...how } };
}

async function json(path: string): Promise<Record<string, unknown>> {
  const content: unknown = JSON.parse(await readFile(join(root, path), 'utf8'));
  if (!isRecord(content)) throw new Error(`${path} is no object.`);
  return content;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
