import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { looksOf } from '../test/gallery/looks.ts';
import { pictured } from '../test/gallery/pictured.ts';
import { buildAll, root } from './build.ts';
import { type Committed, committed, layouts, recordFile } from './pictures/committed.ts';
import { compress, compressFull } from './pictures/compress.ts';
import { film } from './pictures/film.ts';
import { useFonts } from './pictures/fonts.ts';
import { drawHeadlines, drawScenes } from './pictures/overviews.ts';
import { languages, Studio, sceneNamed } from './pictures/studio.ts';
import { drawWants } from './pictures/wants.ts';

const usage = `Makes pictures of the real extension, in Chromium.

npm run pictures                            those of the README and of the stores, which are committed
npm run pictures -- --sheets                every screen in every language, to be looked at, in pictures/
npm run pictures -- --sheets --only de,ar   the same, of these languages alone
npm run pictures -- --wants                 the main screens in both browsers, as those see them who want
                                            forced colors, more contrast or large text, in pictures/
`;

async function makePictures(): Promise<void> {
  const { sheets, only, wants, help } = parseArgs({
    options: {
      sheets: { type: 'boolean', default: false },
      only: { type: 'string' },
      wants: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;
  if (help) return say(usage);
  // Firefox's pages may read no fonts there.
  if (!wants) await useFonts();
  await buildAll();
  await Studio.use(studio => {
    if (wants) return drawWants(studio);
    return sheets ? drawSheets(studio, only?.split(',')) : drawAll(studio);
  });
}

async function drawAll(studio: Studio): Promise<void> {
  const screens: Record<string, string> = {};
  for (const name of Object.keys(pictured)) {
    screens[name] = await looksOf(await studio.show(sceneNamed(name)));
  }
  const record = JSON.stringify({ screens, layouts: layouts() }, null, 2);
  for (const picture of committed) {
    const png = await draw(studio, picture);
    const path = join(root, picture.file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, png);
    say(`${picture.file}: ${Math.round(png.length / 1000)} kB\n`);
  }
  await writeFile(join(root, recordFile), `${record}\n`);
}

async function draw(
  studio: Studio,
  { sheets, moves, isFull, colors }: Committed,
): Promise<Uint8Array> {
  if (moves !== undefined) return film(studio, moves);
  const [sheet] = sheets;
  if (sheet === undefined) throw new Error('There is nothing on it.');
  return (isFull ? compressFull : compress)(await studio.draw(sheet), colors);
}

async function drawSheets(studio: Studio, only: readonly string[] | undefined): Promise<void> {
  if (only === undefined) await drawHeadlines(studio);
  for (const language of only ?? languages) {
    await drawScenes(studio, language);
    say(`${language} is done\n`);
  }
}

function say(text: string): void {
  process.stdout.write(text);
}

await makePictures();
