import { folderOf } from '../../tools/build.ts';
import {
  type BrowserName,
  type OpenBrowser,
  openBrowser,
  requireBrowser,
} from '../browsers/index.ts';
import { User } from '../e2e/user.ts';
import type { PlexTv } from '../plex-tv/index.ts';
import { Lane } from './lane.ts';
import type { Row } from './rounds.ts';
import { situations } from './situations.ts';

/** In how many browsers the same situation is played at the same time. */
const sideBySide = 3;

/** The rows for one browser, and whoever is to be closed when they are measured. */
export interface OpenRows {
  readonly rows: readonly Row[];
  /** The browser's name for people: `Firefox 153`. */
  readonly version: string;
  close(): Promise<void>;
}

/** Opens all browsers of one kind that are needed, each with the extension that users get. */
export async function openRows(name: BrowserName, plexTv: PlexTv): Promise<OpenRows> {
  const all: OpenBrowser[] = [];
  const close = async () => {
    await Promise.all(all.map(opened => opened.close()));
  };
  try {
    const rows: Row[] = [];
    for (const situation of situations) {
      const lanes: Lane[] = [];
      while (lanes.length < sideBySide) {
        const opened = await openOne(name, plexTv);
        all.push(opened);
        lanes.push(new Lane(new User(plexTv, opened), situation));
      }
      rows.push({ browser: name, situation, lanes, samples: [], failures: [] });
    }
    return { rows, version: await versionOf(name, all[0]), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Both browsers let a background go after 30 s without work, which is left as it is. */
async function openOne(name: BrowserName, plexTv: PlexTv): Promise<OpenBrowser> {
  const opened = await openBrowser(name, {
    extension: folderOf(name === 'chromium' ? 'chrome' : 'firefox'),
    executable: await requireBrowser(name),
    plexTvPort: plexTv.port,
  });
  // Firefox opens the pages through which this is read in the window in front. An approval window
  // that has another page than Plex's would not be closed after the link.
  await opened.readStorage();
  await opened.backgroundAlive();
  return opened;
}

/** The browser's name for people. */
export async function versionOf(name: BrowserName, opened?: OpenBrowser): Promise<string> {
  const [version] = /\d+/.exec((await opened?.browser.version()) ?? '') ?? [];
  return `${name === 'chromium' ? 'Chromium' : 'Firefox'} ${version}`;
}
