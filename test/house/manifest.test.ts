import { describe, expect, test } from 'vitest';
import { manifestFor } from '../../tools/build.ts';
import { read } from './files.ts';

describe('the manifest', () => {
  const manifest = JSON.parse(read('manifest.json'));
  const { version } = JSON.parse(read('package.json'));

  test('the oldest browsers are the same everywhere', () => {
    const { gecko, gecko_android } = manifest.browser_specific_settings;
    const chrome = manifest.minimum_chrome_version;
    const [firefox, android] = [gecko, gecko_android].map(({ strict_min_version }) =>
      String(Number(strict_min_version)),
    );
    const readme = read('README.md');
    expect(readme).toContain(`Chrome (${chrome} or newer)`);
    expect(readme).toContain(`Firefox (${firefox} or newer, ${android} on Android)`);
    expect(read('tools/build.ts')).toContain(`'chrome${chrome}', firefox: 'firefox${firefox}'`);
  });

  test('pages and the background can connect to plex.tv alone', () => {
    const policy: string = manifest.content_security_policy.extension_pages;
    const connecting = policy.split('; ').filter(rule => rule.startsWith('connect-src'));
    expect(connecting).toEqual(['connect-src https://plex.tv https://clients.plex.tv']);
  });

  test('avatars come from hosts that the manifest lets us connect to', () => {
    const policy: string = manifest.content_security_policy.extension_pages;
    const [, connect] = /connect-src ([^;]*)/.exec(policy) ?? [];
    const [, hosts] = /const hosts = \[(.*)\]/.exec(read('src/plex/avatar.ts')) ?? [];
    expect(hosts).toBe(connect?.replace(/https:\/\/(\S+)/g, "'$1'").replace(' ', ', '));
  });

  test('each browser gets the manifest keys that it knows', () => {
    const chrome = manifestFor('chrome', manifest, version);
    const firefox = manifestFor('firefox', manifest, version);
    expect(chrome).toMatchObject({
      background: { service_worker: 'background.js', type: 'module' },
    });
    expect(firefox).toMatchObject({ background: { scripts: ['background.js'], type: 'module' } });
    expect(chrome).not.toHaveProperty('browser_specific_settings');
    expect(chrome).not.toHaveProperty('background.scripts');
    expect(firefox).not.toHaveProperty('minimum_chrome_version');
    expect(firefox).not.toHaveProperty('background.service_worker');
  });

  test('each has the version of the package, which stands nowhere else', () => {
    expect(manifest).not.toHaveProperty('version');
    // What a store takes for a version: a pre-release of npm's form would be refused.
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    for (const target of ['chrome', 'firefox'] as const) {
      expect(manifestFor(target, manifest, '7.8.9')).toHaveProperty('version', '7.8.9');
    }
  });

  test('Firefox knows the extension by an id that no domain has to stand behind', () => {
    const { id } = manifest.browser_specific_settings.gecko;
    // A GUID as Firefox wants it, with the mark of a random one.
    expect(id).toMatch(/^\{[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}\}$/);
  });

  test('the manifest asks for exactly what is used', () => {
    expect(manifest.permissions).toEqual(['alarms', 'contextMenus', 'storage', 'webRequest']);
    expect(manifest.host_permissions).toEqual([
      'https://plex.tv/*',
      'https://clients.plex.tv/*',
      'https://app.plex.tv/*',
      'https://www.plex.tv/*',
    ]);
  });

  test('the manifest says nothing else: no script is in a page, and nobody outside may connect', () => {
    expect(Object.keys(manifest).toSorted()).toEqual([
      'action',
      'background',
      'browser_specific_settings',
      'commands',
      'content_security_policy',
      'default_locale',
      'description',
      'host_permissions',
      'icons',
      'incognito',
      'manifest_version',
      'minimum_chrome_version',
      'name',
      'permissions',
    ]);
  });

  test('one shortcut opens the popup, by keys that browsers accept', () => {
    expect(Object.keys(manifest.commands)).toEqual(['_execute_action']);
    const { suggested_key: keys } = manifest.commands._execute_action;
    // Both browsers refuse the whole extension for keys that they do not know.
    expect(keys.default).toMatch(/^(Ctrl|Alt)\+(Shift\+)?[A-Z\d]$/);
    expect(keys.mac).toMatch(/^(MacCtrl|Command|Alt)\+(Shift\+)?[A-Z\d]$/);
  });

  test('each permission has its reason in the README', () => {
    const reasons = [...read('README.md').matchAll(/^\| `(\w+)` \|/gm)].map(match => match[1]);
    expect(reasons.toSorted()).toEqual(manifest.permissions);
  });

  test('no page of ours can turn text into markup, or be framed', () => {
    const policy: string = manifest.content_security_policy.extension_pages;
    for (const rule of [
      "default-src 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy.split('; ')).toContain(rule);
    }
  });
});
