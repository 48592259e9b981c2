import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { read } from './files.ts';
import { accepts } from './version-range.ts';

/** Whether a package finds another in its own folder of packages or in one of those around it. */
function isLocked(packages: Record<string, unknown>, path: string, name: string): boolean {
  if (`${path === '' ? '' : `${path}/`}node_modules/${name}` in packages) return true;
  if (path === '') return false;
  return isLocked(packages, path.replace(/(^|\/)node_modules\/(?!.*node_modules\/).*$/, ''), name);
}

describe('one version everywhere', () => {
  const lock = JSON.parse(read('package-lock.json'));

  test('in the package and its lock', () => {
    const { version, dependencies, devDependencies } = JSON.parse(read('package.json'));
    expect([lock.version, lock.packages[''].version]).toEqual([version, version]);
    expect(read('CHANGELOG.md')).toContain(`## ${version}`);
    for (const pinned of Object.values({ ...dependencies, ...devDependencies })) {
      expect(pinned).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  test('the lock has every package that some platform needs', () => {
    // npm forgets those of other platforms when it could not see them: then they cannot install.
    const packages: Record<string, Record<string, Record<string, string>>> = lock.packages;
    const missing = Object.entries(packages).flatMap(([path, entry]) =>
      Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
        .filter(name => !isLocked(packages, path, name))
        .map(name => `${name} for ${path}`),
    );
    expect(missing).toEqual([]);
  });

  test('Node is as new as its packages want it', () => {
    const { engines } = JSON.parse(read('package.json'));
    expect(lock.packages[''].engines).toEqual(engines);
    for (const part of engines.node.split(' || ')) {
      const version = part.replace(/^\D+/, '').replace(/\.0$/, '');
      for (const document of ['README.md', 'BUILD.md']) expect(read(document)).toContain(version);
    }
  });
});

describe('the oldest versions of Node that are promised', () => {
  const promised: string = JSON.parse(read('package.json')).engines.node;
  const oldest = promised.split(' || ').map(part => part.replace(/^\D+/, ''));
  const { packages }: { packages: Record<string, { engines?: { node?: string } }> } = JSON.parse(
    read('package-lock.json'),
  );

  test.each(oldest)('%s is new enough for every package', version => {
    const wanting = Object.entries(packages).flatMap(([path, { engines }]) =>
      accepts(engines?.node ?? '*', version) ? [] : [`${path} wants ${engines?.node}`],
    );
    expect(wanting).toEqual([]);
  });

  test('are what the workflow tries', () => {
    const { jobs } = parse(read('.github/workflows/test.yml'));
    expect(jobs['oldest-node'].strategy.matrix.node).toEqual(oldest);
  });

  test.each([
    ['*', '20.19.0', true],
    ['>= 18', '20.19.0', true],
    ['>=20.19.1', '20.19.0', false],
    ['>=20.18.9', '20.19.0', true],
    ['^20.19.0 || >=22.12.0', '20.19.0', true],
    ['^20.19.0 || >=22.12.0', '21.9.0', false],
    ['^20.9', '22.13.0', false],
    ['18 || 20 || >=22', '20.19.0', true],
    ['18 || 20 || >=22', '21.0.0', false],
    ['6.* || 10.x', '10.24.1', true],
    ['6.* || 10.x', '8.0.0', false],
    ['>=0.6.11 <=0.7.0 || >=0.7.3', '0.7.1', false],
    ['>=20 <22.13.0', '22.13.0', false],
    ['<22', '22.13.0', false],
    ['<=22', '22.13.0', true],
  ])('are compared as npm compares: %s and %s, %s', (range, version, expected) => {
    expect(accepts(range, version)).toBe(expected);
  });

  test('are compared with nothing that is not understood', () => {
    expect(() => accepts('18 - 20', '20.19.0')).toThrow('«-»');
  });
});

describe('installing', () => {
  test('runs no script of any package', () => {
    expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true');
  });

  test('needs none: a package that brings one is known to work without', () => {
    const { packages }: { packages: Record<string, { hasInstallScript?: boolean }> } = JSON.parse(
      read('package-lock.json'),
    );
    const bringing = Object.keys(packages).filter(path => packages[path]?.hasInstallScript);
    // The program of esbuild is a package of its own for each platform, its script only makes the
    // command start sooner. That of fsevents, for macOS alone, comes built.
    const known = ['node_modules/esbuild', 'node_modules/fsevents'];
    expect(known).toEqual(expect.arrayContaining(bringing));
  });
});
