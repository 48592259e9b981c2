import { describe, expect, test } from 'vitest';
import { read } from './files.ts';

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
