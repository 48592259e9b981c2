import { onTestFinished } from 'vitest';
import { folderOf } from '../../tools/build.ts';
import { type BrowserName, openBrowser, requireBrowser } from '../browsers/index.ts';
import { startPlexTv } from '../plex-tv/index.ts';
import { User } from './user.ts';

/** The browsers in which every end-to-end test is run. */
export const browsers: readonly BrowserName[] = ['chromium', 'firefox'];

/** The folder that users of this browser get. */
export function extensionFor(name: BrowserName): string {
  return folderOf(name === 'chromium' ? 'chrome' : 'firefox');
}

/** A browser with the shipped extension and a stand-in for plex.tv, until the test is over. */
export async function setStage(
  name: BrowserName,
  { extension = extensionFor(name) } = {},
): Promise<User> {
  const plexTv = await startPlexTv();
  onTestFinished(() => plexTv.close());
  const opened = await openBrowser(name, {
    extension,
    executable: await requireBrowser(name),
    plexTvPort: plexTv.port,
    idleMs: 500,
  });
  onTestFinished(() => opened.close());
  return new User(plexTv, opened);
}
