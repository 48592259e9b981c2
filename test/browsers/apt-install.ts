import { execFile } from 'node:child_process';
import { access, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const APT_GET = '/usr/bin/apt-get';
const DPKG_DEB = '/usr/bin/dpkg-deb';
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** Whether Debian's packages can be installed here without asking anybody. */
export async function canAptInstall(): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return access(APT_GET).then(
    () => true,
    () => false,
  );
}

/** Installs Debian packages. Says nothing unless it fails, and then everything, on stderr. */
export async function aptInstall(...names: readonly string[]): Promise<void> {
  await aptGet('update');
  await aptGet('install', '-y', '--no-install-recommends', ...names);
}

/** Puts what is in Debian packages into a folder of ours; the system stays as it is. */
export async function aptUnpack(names: readonly string[], folder: string): Promise<void> {
  const downloads = await mkdtemp(join(tmpdir(), 'pinlink-'));
  try {
    await aptGet('update');
    await run(APT_GET, ['download', ...names], downloads);
    for (const file of await readdir(downloads)) {
      await run(DPKG_DEB, ['--extract', join(downloads, file), folder]);
    }
  } finally {
    await rm(downloads, { recursive: true });
  }
}

function aptGet(...args: string[]): Promise<void> {
  return run(APT_GET, args);
}

function run(program: string, args: readonly string[], cwd?: string): Promise<void> {
  const options = {
    cwd,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: OUTPUT_LIMIT,
  };
  return new Promise((resolve, reject) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve();
      process.stderr.write(stdout + stderr);
      reject(error);
    });
  });
}
