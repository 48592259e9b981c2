import { describe, expect, test } from 'vitest';
import { search } from '../../src/catalogue/search.ts';
import { tools } from '../../src/catalogue/tools.ts';

function found(typed: string): string[] {
  return search(typed).map(({ id }) => id);
}

describe('a search', () => {
  test.each([
    ['kometa', 'kometa'],
    ['KOM', 'kometa'],
    ['  kometa ', 'kometa'],
    ['Kométà', 'kometa'],
    ['plex meta manager', 'kometa'],
    ['pmm', 'kometa'],
    ['meta', 'kometa'],
    ['home assistant', 'home-assistant'],
    ['homeassistant', 'home-assistant'],
    ['Home-Assistant', 'home-assistant'],
    ['trakt', 'plex-trakt-sync'],
    ['plex trakt sync', 'plex-trakt-sync'],
    ['plex-trakt-sync', 'plex-trakt-sync'],
    ['jelly plex', 'jellyplex-watched'],
    ['plexapi', 'python-plexapi'],
    ['Jellyseerr', 'seerr'],
    ['plexpy', 'tautulli'],
    ['claim', 'claim'],
    ['plex.tv/claim', 'claim'],
    ['PLEX_CLAIM', 'claim'],
    ['Tautulli', 'tautulli'],
    ['watch state', 'watchstate'],
    ['ｋｏｍｅｔａ', 'kometa'],
    ['ometa', 'kometa'],
  ])('for %j finds %s first', (typed, id) => {
    expect(found(typed)[0]).toBe(id);
  });

  test('puts the beginning of a name before that of a word, and that before the rest', () => {
    expect(found('ma')).toEqual(['maintainerr', 'imagemaid', 'kometa', 'homarr']);
    expect(found('ca')).toEqual(['plexcache-d', 'autoscan']);
    expect(found('watch')).toEqual(['watchlistarr', 'watchstate', 'jellyplex-watched']);
    expect(found('seerr')).toEqual(['seerr', 'overseerr']);
    expect(found('sync')).toEqual(['plex-ani-sync', 'plex-trakt-sync']);
    expect(found('exporter')).toEqual(['plex-media-server-exporter', 'prometheus-plex-exporter']);
    expect(found('arr')).toEqual([
      'bazarr',
      'homarr',
      'posterizarr',
      'pulsarr',
      'watchlistarr',
      'wizarr',
    ]);
  });

  test('puts a name that begins so before another name that does', () => {
    const ids = found('plex');
    expect(ids.slice(0, 8)).toEqual([
      'plex-auto-languages',
      'plex-media-server-exporter',
      'claim',
      'plex-ani-sync',
      'plexcache-d',
      'plexist',
      'plex-trakt-sync',
      'imagemaid',
    ]);
    expect(ids).toContain('kometa');
  });

  test.each(['', ' ', ' - '])('for %j gives all but `other`, by the alphabet', typed => {
    const names = search(typed).map(({ name }) => name);
    expect(names).toHaveLength(tools.length - 1);
    expect(names).not.toContain('Other');
    expect(names.map(name => name.toLowerCase())).toEqual(
      names.map(name => name.toLowerCase()).sort(),
    );
  });

  test.each(['other', 'zzz', '★', 'مرحبا', 'kometa2'])('for %j finds nothing', typed => {
    expect(found(typed)).toEqual([]);
  });

  test.each(tools.filter(({ id }) => id !== 'other'))('finds $id by each of its names', tool => {
    for (const name of [tool.name, ...tool.otherNames]) {
      expect(search(name)).toContain(tool);
      expect(search(name.toUpperCase())).toContain(tool);
    }
  });
});
