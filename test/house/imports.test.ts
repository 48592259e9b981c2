import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../tools/build.ts';
import { filesIn, importsOf, read, sources } from './files.ts';

/** The part of the house that a file is in: a folder of `src`, or a file of its own. */
function partOf(file: string): string {
  return file.replace(/^src\/([^/.]+).*/, '$1');
}

/** Who may import whom; every part may import itself. */
const mayImport: Record<string, string[]> = {
  core: [],
  catalogue: [],
  plex: ['core', 'valibot', '@rgrove/parse-xml'],
  store: ['core', 'valibot', 'webextension-polyfill'],
  i18n: ['webextension-polyfill'],
  protocol: ['core', 'valibot', 'webextension-polyfill'],
  client: ['core', 'plex', 'webextension-polyfill'],
  permission: ['webextension-polyfill'],
  background: [
    'core',
    'client',
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
    'catalogue',
    'core',
    'i18n',
    'store',
    'client',
    'plex',
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
      'src/background/announce.ts',
      'src/background/approval-window.ts',
      'src/background/badge.ts',
      'src/background/button-menu.ts',
      'src/background/hearing.ts',
      'src/background/index.ts',
      'src/background/open-popup.ts',
      'src/background/wake.ts',
      'src/background/way-out.ts',
      'src/client.ts',
      'src/i18n.ts',
      'src/pages/popup/index.tsx',
      'src/pages/popup/tabs.ts',
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
      // The live check holds what we read against the real plex.tv.
      .filter(file => !file.startsWith('tools/live-check/'))
      .filter(
        file => file.endsWith('.ts') && importsOf(file).some(name => name.startsWith('src/')),
      );
    expect(knowing).toEqual([]);
  });

  test('of the core, plex.tv and the messages know only the types, and what a name may be', () => {
    const files = sources.filter(file => /^src\/(plex\/|protocol)/.test(file));
    const values = /import \{[^}]*\} from '[./]*core\/(?!tool-name\.ts)/;
    expect(files.filter(file => values.test(read(file)))).toEqual([]);
  });

  test('of plex.tv, pages know only the addresses', () => {
    const known = sources
      .filter(file => file.startsWith('src/pages/'))
      .flatMap(importsOf)
      .filter(name => name.startsWith('src/plex/'));
    expect([...new Set(known)]).toEqual(['src/plex/addresses.ts']);
  });

  test('no page hears storage.local: it would be told the token', () => {
    const hearing = sources.filter(file => /local\.onChanged|storage\.onChanged/.test(read(file)));
    expect(hearing).toEqual([]);
  });

  test('messages are heard in one place, and none from outside', () => {
    // The two listeners are the background's and the popup's. Ports would be messages, too.
    const hearing = /\.on(UserScript)?(Message|Connect)\w*|\bon(MessageExternal|Connect\w*)/g;
    const heard = sources.flatMap(file =>
      [...read(file).matchAll(hearing)].map(([event]) => [file, event]),
    );
    expect(heard).toEqual([
      ['src/protocol.ts', '.onMessage'],
      ['src/protocol.ts', '.onMessage'],
    ]);
  });
});
