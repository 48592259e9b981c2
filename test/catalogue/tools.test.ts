import { describe, expect, test } from 'vitest';
import { wanted, wants } from '../../src/catalogue/entry.ts';
import { isToolId, toolById, tools } from '../../src/catalogue/tools.ts';
import { copied, formOf, forms, values } from './forms.ts';

describe('the catalogue', () => {
  test('has these tools, each with what its account needs', () => {
    const needs = tools.map(tool => [tool.name, 'needs' in tool ? tool.needs : tool.kind]);
    expect(Object.fromEntries(needs)).toEqual({
      Kometa: 'owner',
      Homepage: 'owner',
      Homarr: 'owner',
      PlexTraktSync: 'unsaid',
      'JellyPlex-Watched': 'owner',
      Watchlistarr: 'unmanaged',
      Pulsarr: 'unmanaged',
      'prometheus-plex-exporter': 'owner',
      'plex-media-server-exporter': 'unsaid',
      Plexist: 'unsaid',
      'Plex-Auto-Languages': 'owner',
      ImageMaid: 'owner',
      'PlexCache-D': 'unsaid',
      PlexAniSync: 'unsaid',
      Posterizarr: 'unsaid',
      autopulse: 'unsaid',
      autoscan: 'unsaid',
      Wizarr: 'owner',
      'Home Assistant': 'owner',
      'Python PlexAPI': 'unsaid',
      Other: 'unsaid',
      'plex.tv/claim': 'claims',
      Tautulli: 'signsIn',
      Seerr: 'signsIn',
      Overseerr: 'signsIn',
      Maintainerr: 'signsIn',
      Ombi: 'signsIn',
      WatchState: 'signsIn',
      Bazarr: 'signsIn',
    });
  });

  test('says of Home Assistant alone that it does both', () => {
    expect(tools.filter(({ kind }) => kind === 'doesBoth').map(({ id }) => id)).toEqual([
      'home-assistant',
    ]);
  });

  test('has every id once, in kebab-case', () => {
    const ids = tools.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter(id => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  });

  test.each(tools)('has a name and a source for $id', ({ name, otherNames, source }) => {
    for (const text of [name, ...otherNames, source]) expect(text).toMatch(/^\S(.*\S)?$/);
  });

  test.each(tools)('finds $id by its id', tool => {
    expect(toolById(tool.id)).toBe(tool);
    expect(isToolId(tool.id)).toBe(true);
  });

  test.each(['', 'Kometa', 'plex', 'constructor', null, undefined, 7, ['kometa'], {}])(
    'has no %j',
    value => {
      expect(isToolId(value)).toBe(false);
    },
  );
});

describe('the forms', () => {
  test('stand where they belong', () => {
    const places = forms.map(([name, { place, file }]) => [name, `${place} ${file ?? ''}`.trim()]);
    expect(Object.fromEntries(places)).toEqual({
      'kometa: yaml': 'section config.yml',
      'homepage: yaml': 'entry services.yaml',
      'homarr: settings': 'settings',
      'plex-trakt-sync: yaml': 'section servers.yml',
      'jellyplex-watched: env': 'lines .env',
      'watchlistarr: yaml': 'section config.yaml',
      'pulsarr: env': 'lines .env',
      'prometheus-plex-exporter: env': 'environment',
      'plex-media-server-exporter: env': 'environment',
      'plexist: env': 'environment',
      'plex-auto-languages: env': 'environment',
      'plex-auto-languages: yaml': 'section config.yaml',
      'imagemaid: env': 'lines .env',
      'plexcache-d: settings': 'settings',
      'plex-ani-sync: ini': 'section settings.ini',
      'posterizarr: json': 'values config.json',
      'autopulse: yaml': 'section config.yaml',
      'autoscan: yaml': 'section config.yml',
      'wizarr: settings': 'settings',
      'home-assistant: settings': 'settings',
      'python-plexapi: ini': 'section config.ini',
      'python-plexapi: env': 'environment',
      'other: env': 'environment',
      'other: token': 'anywhere',
      'other: header': 'anywhere',
    });
  });

  test('have names of their own', () => {
    const names = forms.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(forms)('%s uses what it says it wants, and nothing else', (_, form) => {
    const changed = {
      address: 'https://plex.example.org/other',
      token: 'anotherTokenAltogether',
      machineIdentifier: 'another-machine',
      clientIdentifier: 'another-client',
    };
    const before = JSON.stringify(copied(form, values));
    for (const value of wanted) {
      const after = JSON.stringify(copied(form, { ...values, [value]: changed[value] }));
      expect([value, after !== before]).toEqual([value, wants(form, value)]);
    }
  });

  test.each(forms)('%s wants a token', (_, form) => {
    expect(wants(form, 'token')).toBe(true);
  });

  test('have no name in braces that stands for nothing', () => {
    const texts = forms.map(([, form]) => JSON.stringify(copied(form, values)));
    expect(texts.filter(text => /\{\w+\}/.test(text))).toEqual([]);
  });

  test('want these identifiers', () => {
    const wanting = (value: 'machineIdentifier' | 'clientIdentifier') =>
      forms.filter(([, form]) => wants(form, value)).map(([name]) => name);
    expect(wanting('machineIdentifier')).toEqual(['plex-trakt-sync: yaml']);
    expect(wanting('clientIdentifier')).toEqual(['python-plexapi: ini', 'python-plexapi: env']);
  });

  test('want no address where the tool knows none', () => {
    expect(wants(formOf('watchlistarr', 'yaml'), 'address')).toBe(false);
    expect(wants(formOf('other', 'token'), 'address')).toBe(false);
    expect(wants(formOf('home-assistant', 'settings'), 'address')).toBe(true);
  });

  test.each(['host', 'port', 'isSecure'] as const)(
    'want an address where they ask for no more of it than its %s',
    value => {
      const fields = [{ label: 'One', value }];
      expect(wants({ place: 'settings', file: null, fields }, 'address')).toBe(true);
      expect(wants({ place: 'settings', file: null, fields }, 'token')).toBe(false);
    },
  );
});
