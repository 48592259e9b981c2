import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';

const APT_GET = '/usr/bin/apt-get';
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

function aptGet(...args: string[]): Promise<void> {
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: OUTPUT_LIMIT,
  };
  return new Promise((resolve, reject) => {
    execFile(APT_GET, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve();
      process.stderr.write(stdout + stderr);
      reject(error);
    });
  });
}
