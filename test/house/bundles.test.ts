import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundle, packagesOf, type Target } from '../../tools/build.ts';

/** The packages that each script brings along: whoever adds one adds it to what users trust. */
const bundled = {
  'background.js': ['@rgrove/parse-xml', 'valibot', 'webextension-polyfill'],
  'popup.js': [],
  'popup-screens.js': ['dijkstrajs', 'preact', 'qrcode', 'valibot', 'webextension-polyfill'],
};

describe('the packages in the scripts', () => {
  test.each<Target>(['chrome', 'firefox'])('for %s are these and no others', async target => {
    const { outputs } = await bundle(target, { write: false });
    const found = Object.entries(outputs).map(([script, { inputs }]) => [
      basename(script),
      packagesOf(Object.keys(inputs)).map(nameOf),
    ]);
    expect(Object.fromEntries(found)).toEqual(bundled);
  });

  test('are told from our own code, also where one has a package of its own', () => {
    const folders = packagesOf([
      'src/popup/index.tsx',
      'node_modules/preact/dist/preact.mjs',
      'node_modules/preact/hooks/dist/hooks.mjs',
      'node_modules/preact/node_modules/@some/helper/index.js',
      '../main/node_modules/qrcode/lib/core/qrcode.js',
    ]);
    expect(folders.map(nameOf)).toEqual(['qrcode', 'preact', '@some/helper']);
  });
});

/** The name of the package that is in this folder. */
function nameOf(folder: string): string {
  return folder.replace(/^.*node_modules\//, '');
}
