import { readFile, writeFile } from 'node:fs/promises';
import puppeteer from 'puppeteer-core';
import { requireBrowser } from '../test/browsers/find-browser.ts';
import { compress } from './pictures/compress.ts';

/** The sizes that the two stores and the two toolbars ask for, px. */
const sizes = [16, 32, 48, 96, 128];

/** As many as there are in a smooth slope from the mark's one edge to the other. */
const colors = 128;

const folder = new URL('../extension/icons/', import.meta.url);

/** Draws the icons anew from `mark.svg`, the only one that is made by hand. */
async function drawIcons(): Promise<void> {
  const mark = await readFile(new URL('mark.svg', folder), 'utf8');
  const browser = await puppeteer.launch({
    executablePath: await requireBrowser('chromium'),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const page = await browser.newPage();
  for (const size of sizes) {
    await page.setViewport({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${mark}`);
    const png = await page.screenshot({ omitBackground: true });
    await writeFile(new URL(`${size}.png`, folder), compress(png, colors));
  }
  await browser.close();
}

await drawIcons();
