import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, onTestFinished, test } from 'vitest';
import { filesOf, zip } from '../../tools/zip.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a zip', () => {
  const files = { 'b.txt': bytes('bee'), 'B.txt': bytes('Bee'), 'a/ä.txt': bytes('ä'.repeat(99)) };

  test('has its files', () => {
    expect(unzipSync(zip(files))).toEqual(files);
  });

  test('is the same in whatever order they were read', () => {
    const reversed = Object.fromEntries(Object.entries(files).reverse());
    expect(zip(reversed)).toEqual(zip(files));
    expect(Object.keys(unzipSync(zip(files)))).toEqual(['B.txt', 'a/ä.txt', 'b.txt']);
  });
});

test('a folder is packed without what systems and editors leave in it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pinlink-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'icons'));
  await mkdir(join(folder, '.idea'));
  for (const path of ['popup.html', 'icons/16.png', 'icons/.DS_Store', '.idea/pinlink.iml']) {
    await writeFile(join(folder, path), path);
  }
  expect(Object.keys(await filesOf(folder)).sort()).toEqual(['icons/16.png', 'popup.html']);
});
