import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderOf } from '../../../tools/build.ts';
import { type BrowserName, openBrowser, requireBrowser } from '../../browsers/index.ts';
import type { PlexTv } from '../../plex-tv/index.ts';
import { versionOf } from '../open-rows.ts';
import { makeBlank } from './blank.ts';
import { type Content, contents, still } from './contents.ts';
import { openersIn } from './openers.ts';
import { makeStill } from './still.ts';
import type { Times } from './watch.ts';

/** What was measured of a popup with this content; null is the blank one. */
export interface PopupRow {
  readonly content: Content | null;
  readonly times: Times[];
  /** Why it could not be measured, for each opening that was not. */
  readonly failures: string[];
}

export interface MeasuredPopups {
  readonly version: string;
  readonly rows: readonly PopupRow[];
}

/** Opens the popups `n` times each, in turn, so that whatever else the computer does hits all alike. */
export async function playOpenings(
  name: BrowserName,
  plexTv: PlexTv,
  n: number,
): Promise<MeasuredPopups> {
  const extension = folderOf(name === 'chromium' ? 'chrome' : 'firefox');
  const folder = await mkdtemp(join(tmpdir(), 'pinlink-popups-'));
  const folders = { blank: join(folder, 'blank'), still: join(folder, 'still') };
  const opened = await openBrowser(name, {
    extension,
    executable: await requireBrowser(name),
    plexTvPort: plexTv.port,
  });
  try {
    await makeBlank(folders.blank);
    await makeStill(folders.still, { opened, extension, content: still });
    const openers = await openersIn(opened, folders);
    const rows = [null, still, ...Object.values(contents)].map(
      (content): PopupRow => ({ content, times: [], failures: [] }),
    );
    const open = async (content: Content | null) => {
      if (content === null) return openers.blank.open([]);
      if (content === still) return openers.still.open(content.wanted);
      // What it is still about to save would take the place of what is written here.
      await opened.killBackground();
      await opened.writeStorage({ ...content.stored(Date.now()) });
      return openers.pinlink.open(content.wanted);
    };
    for (let round = 0; round < n; round += 1) {
      // None of them always comes after the same other.
      const first = round % rows.length;
      for (const { content, times, failures } of [...rows.slice(first), ...rows.slice(0, first)]) {
        await open(content).then(
          measured => times.push(measured),
          error => failures.push(error instanceof Error ? error.message : String(error)),
        );
      }
    }
    return { version: await versionOf(name, opened), rows };
  } finally {
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  }
}
