import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manifestFor, root } from '../tools/build.ts';

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Declarations of types import nothing that would be there at run time. */
const sources = filesIn('src').filter(file => !file.endsWith('.d.ts'));

/** What a source file imports: our own files as paths from the root, packages by their name. */
function importsOf(file: string): string[] {
  const specifiers = [...read(file).matchAll(/(?:from|import) '([^']+)'/g)].map(
    match => match[1] ?? '',
  );
  return specifiers.map(name =>
    name.startsWith('.') ? join(dirname(file), name).replaceAll('\\', '/') : name,
  );
}

/** The part of the house that a file is in: a folder of `src`, or a file of its own. */
function partOf(file: string): string {
  return file.replace(/^src\/([^/.]+).*/, '$1');
}

/** Who may import whom; every part may import itself. */
const mayImport: Record<string, string[]> = {
  core: [],
  plex: ['core', 'valibot'],
  store: ['core', 'valibot', 'webextension-polyfill'],
  i18n: ['webextension-polyfill'],
  protocol: ['core', 'valibot', 'webextension-polyfill'],
  permission: ['webextension-polyfill'],
  background: [
    'core',
    'plex',
    'store',
    'i18n',
    'protocol',
    'permission',
    'valibot',
    'webextension-polyfill',
  ],
  ui: ['i18n', 'preact', 'preact/hooks'],
  pages: [
    'core',
    'i18n',
    'store',
    'ui',
    'protocol',
    'permission',
    'preact',
    'preact/hooks',
    'qrcode/lib/core/qrcode.js',
    'webextension-polyfill',
  ],
};

describe('who imports whom', () => {
  test.each(sources)('%s imports only what it may', file => {
    const part = partOf(file);
    const allowed = [part, ...(mayImport[part] ?? [])];
    const imported = importsOf(file)
      .filter(name => !name.startsWith('extension/_locales/'))
      .map(name => (name.startsWith('src/') ? partOf(name) : name));
    expect(allowed).toEqual(expect.arrayContaining([...new Set(imported)]));
  });

  test('the polyfill faces the browser in few files', () => {
    const facing = sources.filter(file => importsOf(file).includes('webextension-polyfill'));
    expect(facing.sort()).toEqual([
      'src/background/approval-window.ts',
      'src/background/badge.ts',
      'src/background/hearing.ts',
      'src/background/index.ts',
      'src/background/wake.ts',
      'src/i18n.ts',
      'src/pages/popup/index.tsx',
      'src/permission.ts',
      'src/protocol.ts',
      'src/store/storage.ts',
    ]);
  });

  test('everything that is imported exists', () => {
    const ours = sources.flatMap(importsOf).filter(name => /^(src|extension)\//.test(name));
    expect(ours.length).toBeGreaterThan(sources.length);
    expect(ours.filter(name => !existsSync(join(root, name)))).toEqual([]);
  });

  test('tests and tools know the product only where they test it', () => {
    const knowing = ['test/plex-tv', 'test/browsers', 'test/e2e', 'tools']
      .flatMap(filesIn)
      .filter(
        file => file.endsWith('.ts') && importsOf(file).some(name => name.startsWith('src/')),
      );
    expect(knowing).toEqual([]);
  });

  test('of the core, plex.tv and the messages know only the types', () => {
    const files = sources.filter(file => /^src\/(plex\/|protocol)/.test(file));
    expect(files.filter(file => /import \{[^}]*\} from '[./]*core\//.test(read(file)))).toEqual([]);
  });

  test('no page hears storage.local: it would be told the token', () => {
    const hearing = sources.filter(file => /local\.onChanged|storage\.onChanged/.test(read(file)));
    expect(hearing).toEqual([]);
  });

  test('messages are heard in one place', () => {
    expect(sources.filter(file => read(file).includes('onMessage.addListener'))).toEqual([
      'src/protocol.ts',
    ]);
  });
});

describe('the words', () => {
  const messages: Record<string, { message: string }> = JSON.parse(
    read('extension/_locales/en/messages.json'),
  );
  const keys = Object.keys(messages);
  const speaking = [
    ...sources.filter(file => /^src\/(pages\/|ui\/|background\/badge)/.test(file)),
    'manifest.json',
  ];
  const code = speaking.map(read);

  /** The ways in which a key is named where a word is wanted: an id or a command is no use of it. */
  function used(key: string): string[] {
    const named = ['(', 'label={', ': ', ' ? ', ' : '].map(before => `${before}'${key}'`);
    return [...named, `label="${key}"`, `text="${key}"`, `title="${key}"`, `__MSG_${key}__`];
  }

  test.each(keys)('%s is used and says something', key => {
    expect(messages[key]?.message).not.toBe('');
    expect(code.some(text => used(key).some(use => text.includes(use)))).toBe(true);
  });

  test('what the manifest names is there', () => {
    const named = [...read('manifest.json').matchAll(/__MSG_(\w+)__/g)].map(match => match[1]);
    expect(keys).toEqual(expect.arrayContaining(named));
  });

  test('stand in no page and no component', () => {
    const markup = sources.filter(file => file.endsWith('.tsx')).map(file => [file, read(file)]);
    const spoken = markup.filter(([, text]) => />\s*[A-Za-z]{2,}[^<>{}=;()]*<\//.test(text ?? ''));
    expect(spoken.map(([file]) => file)).toEqual([]);
  });
});

/** Whether a package finds another in its own folder of packages or in one of those around it. */
function isLocked(packages: Record<string, unknown>, path: string, name: string): boolean {
  if (`${path === '' ? '' : `${path}/`}node_modules/${name}` in packages) return true;
  if (path === '') return false;
  return isLocked(packages, path.replace(/(^|\/)node_modules\/(?!.*node_modules\/).*$/, ''), name);
}

describe('one version everywhere', () => {
  const manifest = JSON.parse(read('manifest.json'));
  const lock = JSON.parse(read('package-lock.json'));

  test('in the manifest, the package and its lock', () => {
    const { version, dependencies, devDependencies } = JSON.parse(read('package.json'));
    expect([manifest.version, lock.version, lock.packages[''].version]).toEqual([
      version,
      version,
      version,
    ]);
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
      expect(read('README.md')).toContain(part.replace(/^\D+/, '').replace(/\.0$/, ''));
    }
  });

  test('the oldest browsers are the same everywhere', () => {
    const { gecko, gecko_android } = manifest.browser_specific_settings;
    const chrome = manifest.minimum_chrome_version;
    const [firefox, android] = [gecko, gecko_android].map(({ strict_min_version }) =>
      String(Number(strict_min_version)),
    );
    expect(read('README.md')).toContain(
      `Chrome ${chrome}, Firefox ${firefox} or Firefox for Android ${android}`,
    );
    expect(read('tools/build.ts')).toContain(`'chrome${chrome}', firefox: 'firefox${firefox}'`);
  });

  test('avatars come from hosts that the manifest lets us connect to', () => {
    const policy: string = manifest.content_security_policy.extension_pages;
    const [, connect] = /connect-src ([^;]*)/.exec(policy) ?? [];
    const [, hosts] = /const hosts = \[(.*)\]/.exec(read('src/plex/avatar.ts')) ?? [];
    expect(hosts).toBe(connect?.replace(/https:\/\/(\S+)/g, "'$1'").replace(' ', ', '));
  });

  test('each browser gets the manifest keys that it knows', () => {
    const [chrome, firefox] = [manifestFor('chrome', manifest), manifestFor('firefox', manifest)];
    expect(chrome).toMatchObject({
      background: { service_worker: 'background.js', type: 'module' },
    });
    expect(firefox).toMatchObject({ background: { scripts: ['background.js'], type: 'module' } });
    expect(chrome).not.toHaveProperty('browser_specific_settings');
    expect(chrome).not.toHaveProperty('background.scripts');
    expect(firefox).not.toHaveProperty('minimum_chrome_version');
    expect(firefox).not.toHaveProperty('background.service_worker');
  });

  test('the manifest asks for exactly what is used', () => {
    expect(manifest.permissions).toEqual(['alarms', 'storage', 'webRequest']);
    expect(manifest.host_permissions).toEqual([
      'https://plex.tv/*',
      'https://clients.plex.tv/*',
      'https://app.plex.tv/*',
      'https://www.plex.tv/*',
    ]);
    expect(manifest.content_scripts).toBeUndefined();
  });
});

describe('the documents', () => {
  const documents = ['README.md', 'CONTRIBUTING.md', 'PRIVACY.md', 'SECURITY.md', 'CHANGELOG.md'];

  test.each(documents)('%s names only paths that exist', document => {
    const named = [...read(document).matchAll(/`((?:src|test|tools|extension|\.ci)\/[\w./-]*)`/g)];
    const linked = [...read(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)];
    const missing = [...named, ...linked]
      .map(match => match[1] ?? '')
      .filter(path => !existsSync(join(root, path)));
    expect(missing).toEqual([]);
  });

  test('the README has the test command that CI runs', () => {
    const command = 'npm ci && npm test';
    expect(read('README.md')).toContain(command);
    expect(read('.ci/run')).toContain(command);
  });

  test('the README gives a reason for every permission', () => {
    const manifest = JSON.parse(read('manifest.json'));
    for (const permission of manifest.permissions)
      expect(read('README.md')).toContain(`\`${permission}\``);
    for (const pattern of manifest.host_permissions) {
      expect(read('README.md')).toContain(`\`${new URL(pattern).host}\``);
    }
  });
});
