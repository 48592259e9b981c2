import { describe, expect, test } from 'vitest';
import { bundle, packagesOf } from '../../tools/build.ts';
import { read } from './files.ts';

/** Licences of what is shipped, unmodified: they want their text beside it, and where it is from. */
const shippable = ['ISC', 'MIT', 'MPL-2.0'];

/** Licences of what only builds, tests and releases. */
const usable = [...shippable, 'Apache-2.0', 'BSD-2-Clause', 'MIT OR Apache-2.0'];

describe('the dependencies', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  const runtime = Object.keys(dependencies);
  const direct = [...runtime, ...Object.keys(devDependencies)];
  const { packages } = JSON.parse(read('package-lock.json'));

  function licenceOf(folder: string): unknown {
    return JSON.parse(read(`${folder}/package.json`)).license;
  }

  test('have a line each that says why, and no other has one', () => {
    const [, section = ''] = read('CONTRIBUTING.md').split('## Dependencies\n');
    const [text = ''] = section.split('\n## ');
    const lines = [...text.matchAll(/^\| `(.+?)` \| (.*) \|$/gm)];
    expect(lines.map(([, name]) => name)).toEqual(direct);
    for (const [line, , why = ''] of lines) expect(why.split(' ').length, line).toBeGreaterThan(2);
  });

  test.each(direct)('%s has a licence that lets us use it', name => {
    expect(usable).toContain(licenceOf(`node_modules/${name}`));
  });

  test('are shipped only with a licence that lets us', async () => {
    const { inputs } = await bundle('chrome', { write: false });
    const shipped = packagesOf(Object.keys(inputs));
    expect(shipped.length).toBeGreaterThanOrEqual(runtime.length);
    for (const folder of shipped) expect(shippable, folder).toContain(licenceOf(folder));
  });

  test('of the extension stand alone, but for what the command line of qrcode needs', () => {
    const bringing = runtime.filter(name => packages[`node_modules/${name}`].dependencies);
    expect(bringing).toEqual(['qrcode']);
    expect(Object.keys(packages['node_modules/qrcode'].dependencies)).toEqual([
      'dijkstrajs',
      'pngjs',
      'yargs',
    ]);
  });
});
