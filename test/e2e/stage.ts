import { inject, onTestFinished } from 'vitest';
import { folderOf } from '../../tools/build.ts';
import { type BrowserName, type Options, openBrowser, requireBrowser } from '../browsers/index.ts';
import { makeProfile, removeProfile } from '../browsers/profile.ts';
import { type PlexTv, startPlexTv } from '../plex-tv/index.ts';
import { User } from './user.ts';

/** The browser in which the tests of this run are, as a list for `describe.each`. */
export const browsers: readonly BrowserName[] = [inject('browser')];

/** The same list for tests that are about one browser alone: empty in the runs of others. */
export function only(name: BrowserName): readonly BrowserName[] {
  return browsers.filter(one => one === name);
}

/** The folder that users of this browser get. */
export function extensionFor(name: BrowserName): string {
  return folderOf(name === 'chromium' ? 'chrome' : 'firefox');
}

/** What the browser's user has set. */
export type Look = Pick<Options, 'scheme' | 'wants' | 'fontSize'>;

/** What a stage is set with, where that is not what users have. */
interface Props {
  readonly extension?: string;
  /** A folder that keeps the profile for another stage. */
  readonly profile?: string;
  /** The plex.tv of an earlier stage. */
  readonly plexTv?: PlexTv;
  readonly look?: Look;
}

/** A profile that outlives its browser, until the test is over. */
export async function freshProfile(): Promise<string> {
  const profile = await makeProfile(inject('usedProfile'));
  onTestFinished(() => removeProfile(profile));
  return profile;
}

/** A browser with the shipped extension and a stand-in for plex.tv, until the test is over. */
export async function setStage(name: BrowserName, props: Props = {}): Promise<User> {
  const { extension = extensionFor(name), profile = await freshProfile(), look = {} } = props;
  const { plexTv = await startPlexTv() } = props;
  if (props.plexTv === undefined) onTestFinished(() => plexTv.close());
  const opened = await openBrowser(name, {
    extension,
    executable: await requireBrowser(name),
    plexTvPort: plexTv.port,
    profile,
    ...look,
  });
  const user = new User(plexTv, opened);
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await tell(user).catch(() => undefined);
    await opened.close();
  });
  return user;
}

/** Prints what helps where a test fails that passes elsewhere: no account in it is anybody’s. */
async function tell({ plexTv, opened }: User): Promise<void> {
  const asked = plexTv.requests.slice(-20).map(request => JSON.stringify(request));
  const { state, journal } = await opened.readStorage();
  const popup = await opened.openPopup();
  const screen = await popup.evaluate(() => document.body.innerText);
  const lines = [screen, JSON.stringify(state), JSON.stringify(journal), ...asked];
  process.stderr.write(`${lines.join('\n')}\n`);
}
