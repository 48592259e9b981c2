import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// A browser that links a real account holds a token that opens all of it, in its profile.

/** What to do before the browser is closed, and why. */
export const beforeClosing =
  'Unlink first, then close the browser: its profile is deleted, and a token that is still in it stays alive at Plex.';

/**
 * What is left to do afterwards. Whether a link was left cannot be seen from here: only the
 * extension knows, and to ask it is to have its token.
 */
export const afterClosing =
  'The browser is closed, and its profile deleted. If you have not unlinked before, the token is still alive at Plex: end it at https://app.plex.tv/desktop/#!/settings/devices/all';

/** @throws as root, where Chromium has no sandbox */
export function refuseRoot(): void {
  if (process.getuid?.() !== 0) return;
  throw new Error(
    'Not with --live as root: a browser without its sandbox must not hold a token of your real account.',
  );
}

/**
 * The folder of a profile that is deleted when this process ends. Puppeteer would not delete its
 * own after Ctrl-C, and a live token would be left lying there.
 */
export async function makeProfile(): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'pinlink-live-'));
  process.once('exit', () => {
    // The browser's processes may be writing until they are dead.
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  });
  return profile;
}
