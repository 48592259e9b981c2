import { afterAll, inject, onTestFinished } from 'vitest';
import { folderOf } from '../../tools/build.ts';
import {
  type BrowserName,
  type OpenBrowser,
  type Options,
  openBrowser,
  requireBrowser,
} from '../browsers/index.ts';
import { makeProfile, removeProfile } from '../browsers/profile.ts';
import { type Relay, startRelay } from '../browsers/relay.ts';
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

/** A browser that serves one test after another, and its way to the plex.tv of the test. */
interface Shared {
  readonly opened: OpenBrowser;
  readonly relay: Relay;
  end(): Promise<void>;
}

/** The one of this file that no test has at the moment. */
let free: Shared | null = null;

afterAll(() => free?.end());

/**
 * A browser with the shipped extension and a stand-in for plex.tv, until the test is over. Where all is
 * as users have it, the browser may have served another test of the file; the installation is new.
 */
export async function setStage(name: BrowserName, props: Props = {}): Promise<User> {
  const { plexTv = await startPlexTv() } = props;
  if (props.plexTv === undefined) onTestFinished(() => plexTv.close());
  const isUsual = Object.keys(props).length === 0;
  const shared = (isUsual ? await takeFree(plexTv) : null) ?? (await start(name, props, plexTv));
  const user = new User(plexTv, shared.opened);
  onTestFinished(async ({ task }) => {
    const hasFailed = task.result?.state === 'fail';
    if (hasFailed) await tell(user).catch(() => undefined);
    if (isUsual && !hasFailed && free === null) free = shared;
    else await shared.end();
  });
  return user;
}

async function takeFree(plexTv: PlexTv): Promise<Shared | null> {
  if (free === null) return null;
  const shared = free;
  free = null;
  try {
    const opened = await shared.opened.reinstall();
    // Not sooner: what was left of the test before would ask this plex.tv.
    shared.relay.leadTo(plexTv.port);
    return { ...shared, opened };
  } catch (error) {
    await shared.end();
    throw error;
  }
}

async function start(name: BrowserName, props: Props, plexTv: PlexTv): Promise<Shared> {
  const { extension = extensionFor(name), look = {} } = props;
  const executable = await requireBrowser(name);
  const profile = props.profile ?? (await makeProfile(inject('usedProfile')));
  const relay = await startRelay(plexTv.port);
  const options = { extension, executable, plexTvPort: relay.port, profile, ...look };
  const opened = await openBrowser(name, options);
  const end = async () => {
    await opened.close();
    relay.close();
    if (props.profile === undefined) await removeProfile(profile);
  };
  return { opened, relay, end };
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
