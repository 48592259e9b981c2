import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scenes } from '../../test/gallery/scenes.ts';
import { root } from '../build.ts';
import { type Scheme, sheet } from './sheet.ts';
import { languages, type Studio } from './studio.ts';

const folder = join(root, 'pictures');

/** Every scene in one language, in both themes: not kept, but to be looked at. */
export async function drawScenes(studio: Studio, language: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const scheme of ['light', 'dark'] as const) {
    const body = scenes.map(({ name }) => figure(name, language, scheme)).join('');
    const style = `
      body { display: grid; grid-template-columns: repeat(5, 360px); gap: 16px; padding: 16px; font-size: 14px; }
      figcaption { color: var(--muted); }`;
    const size = { width: 1896, height: 1200, scale: 1, grows: true, scheme } as const;
    const png = await studio.draw(sheet({ ...size, style, body }));
    await writeFile(join(folder, `scenes-${language}-${scheme}.png`), png);
  }
}

function figure(name: string, language: string, scheme: Scheme): string {
  const place = `data-scene="all/${name}" data-language="${language}" data-scheme="${scheme}" data-scale="1"`;
  return `<figure><figcaption>${name}</figcaption><img class="popup" width="360" height="580" ${place}></figure>`;
}

/** The headline of each scene in each language, side by side. */
export async function drawHeadlines(studio: Studio): Promise<void> {
  await mkdir(folder, { recursive: true });
  const columns: { language: string; headlines: string[] }[] = [];
  for (const language of languages) columns.push(await headlinesIn(studio, language));
  const [first] = columns;
  const rows = scenes.map(({ name }, index) => {
    // Many screens have the headline of another.
    const headline = first?.headlines[index] ?? '';
    if (first?.headlines.indexOf(headline) !== index) return '';
    const cells = columns.map(({ language, headlines }) => {
      return `<td lang="${language.replace('_', '-')}" dir="auto">${headlines[index] ?? ''}</td>`;
    });
    return `<tr><th>${name}</th>${cells.join('')}</tr>`;
  });
  const head = `<tr><th></th>${languages.map(language => `<th>${language}</th>`).join('')}</tr>`;
  const style = `
    body { padding: 16px; font-size: 14px; line-height: 1.35; }
    table { border-collapse: collapse; table-layout: fixed; width: 100%; }
    td, th { padding: 6px 8px; border: 1px solid var(--line); text-align: start; vertical-align: top; overflow-wrap: anywhere; }
    th { color: var(--muted); font-weight: 400; } td { font-weight: 600; }`;
  const body = `<table>${head}${rows.join('')}</table>`;
  const size = { width: 2200, height: 1200, scale: 1, grows: true, scheme: 'light' } as const;
  await writeFile(
    join(folder, 'headlines.png'),
    await studio.draw(sheet({ ...size, style, body })),
  );
}

async function headlinesIn(
  studio: Studio,
  language: string,
): Promise<{ language: string; headlines: string[] }> {
  const headlines: string[] = [];
  for (const scene of scenes) {
    const page = await studio.show(scene, language);
    headlines.push(await page.$eval('h1', headline => headline.innerHTML));
  }
  return { language, headlines };
}
