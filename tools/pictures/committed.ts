import { createHash } from 'node:crypto';
import { overview, promoTile, storeSheet } from './layouts.ts';
import type { Scheme, Sheet } from './sheet.ts';
import { stillSheets } from './storyboard.ts';
import { headlines, storePictures } from './words.ts';

/** Where it is kept what the pictures show: how each screen and each sheet looked when they were made. */
export const recordFile = 'docs/pictures.json';

export interface Committed {
  readonly file: string;
  /** What is on it; several sheets are an animation. */
  readonly sheets: readonly Sheet[];
  /** In which scheme it moves; absent, it does not. */
  readonly moves?: Scheme;
  /** Whether it has 24 bits for each pixel: Chrome's store takes no palette and no transparency. */
  readonly isFull?: true;
  /** How many colors it has at most, and how heavy it may be, kB. */
  readonly colors: number;
  readonly limit: number;
}

const schemes = ['light', 'dark'] as const;

function readmePictures(scheme: Scheme): Committed[] {
  const sheets = stillSheets(scheme);
  return [
    { file: `docs/popup-${scheme}.png`, sheets: [overview(scheme)], colors: 192, limit: 150 },
    { file: `docs/tour-${scheme}.png`, sheets, moves: scheme, colors: 256, limit: 1_000 },
    {
      file: `docs/tour-still-${scheme}.png`,
      sheets: sheets.slice(-3, -2),
      colors: 128,
      limit: 100,
    },
  ];
}

function picturesOfStore(language: string): Committed[] {
  return Object.keys(storePictures).flatMap(picture => {
    if (!isStorePicture(picture)) return [];
    const sheets = [storeSheet({ language, picture })];
    const file = `store/pictures/${language}/${picture}.png`;
    return { file, sheets, isFull: true, colors: 256, limit: 150 };
  });
}

function isStorePicture(name: string): name is keyof typeof storePictures {
  return name in storePictures;
}

/** Every picture that is kept with the code. */
export const committed: readonly Committed[] = [
  ...schemes.flatMap(readmePictures),
  ...Object.keys(headlines).flatMap(picturesOfStore),
  {
    file: 'store/pictures/promo-440x280.png',
    sheets: [promoTile()],
    isFull: true,
    colors: 256,
    limit: 60,
  },
];

/** What is drawn around the screens of each picture, hashed. */
export function layouts(): Record<string, string> {
  return Object.fromEntries(
    committed.map(({ file, sheets, colors }) => {
      const drawn = JSON.stringify({ sheets, colors });
      return [file, createHash('sha256').update(drawn).digest('hex').slice(0, 16)];
    }),
  );
}
