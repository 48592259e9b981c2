import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../tools/build.ts';
import { committed, layouts, recordFile } from '../../tools/pictures/committed.ts';
import { filesIn, read } from './files.ts';

describe('the pictures', () => {
  const record = JSON.parse(read(recordFile));

  test('are laid out as when they were made: where not, `npm run pictures` makes them anew', () => {
    expect(record.layouts).toEqual(layouts());
  });

  test('are all there, and no others', () => {
    const there = ['docs', 'store/pictures'].flatMap(filesIn).filter(file => file.endsWith('.png'));
    expect(there.sort()).toEqual(committed.map(({ file }) => file).sort());
  });

  test.each(committed)('$file has its size, and is light', ({ file, sheets, limit }) => {
    const png = readFileSync(join(root, file));
    const [sheet] = sheets;
    const scale = sheet?.scale ?? 0;
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
      (sheet?.width ?? 0) * scale,
      (sheet?.height ?? 0) * scale,
    ]);
    expect(png.length).toBeLessThan(limit * 1_000);
  });

  test('of the README stand in it', () => {
    const own = committed.map(({ file }) => file).filter(file => file.startsWith('docs/'));
    expect(own.filter(file => !read('README.md').includes(`"${file}"`))).toEqual([]);
  });
});
