import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { folderOf } from '../../tools/build.ts';
import { type BrowserName, type Options, openBrowser, requireBrowser } from '../browsers/index.ts';
import { type PlexTv, startPlexTv } from '../plex-tv/index.ts';
import { User } from './user.ts';

/** The browsers in which every end-to-end test is run. */
export const browsers: readonly BrowserName[] = ['chromium', 'firefox'];

/** The folder that users of this browser get. */
export function extensionFor(name: BrowserName): string {
  return folderOf(name === 'chromium' ? 'chrome' : 'firefox');
}

/** What a stage is set with, where that is not what users have. */
interface Props {
  readonly extension?: string;
  /** A folder that keeps the profile for another stage. */
  readonly profile?: string;
  /** The plex.tv of an earlier stage. */
  readonly plexTv?: PlexTv;
  readonly look?: Pick<Options, 'scheme' | 'fontSize'>;
}

/** A folder for a profile that outlives its browser, until the test is over. */
export async function freshProfile(): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'pinlink-'));
  onTestFinished(() =>
    rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  );
  return profile;
}

/** A browser with the shipped extension and a stand-in for plex.tv, until the test is over. */
export async function setStage(name: BrowserName, props: Props = {}): Promise<User> {
  const { extension = extensionFor(name), profile, look = {} } = props;
  const { plexTv = await startPlexTv() } = props;
  if (props.plexTv === undefined) onTestFinished(() => plexTv.close());
  const opened = await openBrowser(name, {
    extension,
    executable: await requireBrowser(name),
    plexTvPort: plexTv.port,
    idleMs: 500,
    ...(profile === undefined ? {} : { profile }),
    ...look,
  });
  onTestFinished(() => opened.close());
  return new User(plexTv, opened);
}
