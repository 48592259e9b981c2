import type { Entry } from './entry.ts';

/** The tools whose token stands in a section of a YAML file. */
export const yamlTools = [
  {
    id: 'kometa',
    name: 'Kometa',
    otherNames: ['Plex Meta Manager', 'PMM'],
    source: 'config/config.yml.template, docs/config/plex.md',
    kind: 'takesToken',
    needs: 'owner',
    forms: [
      {
        place: 'section',
        file: 'config.yml',
        syntax: 'yaml',
        lines: ['plex:', '  url: {address}', '  token: {token}'],
      },
    ],
  },
  {
    id: 'homepage',
    name: 'Homepage',
    otherNames: ['gethomepage'],
    source: 'docs/widgets/services/plex.md',
    kind: 'takesToken',
    needs: 'owner',
    forms: [
      {
        place: 'entry',
        file: 'services.yaml',
        syntax: 'yaml',
        lines: ['widget:', '  type: plex', '  url: {address}', '  key: {token}'],
      },
    ],
  },
  {
    id: 'plex-trakt-sync',
    name: 'PlexTraktSync',
    otherNames: [],
    source: 'plextraktsync/config/',
    kind: 'takesToken',
    needs: 'unsaid',
    forms: [
      {
        place: 'section',
        file: 'servers.yml',
        syntax: 'yaml',
        lines: [
          'servers:',
          '  default:',
          '    token: {token}',
          '    urls:',
          '    - {address}',
          '    id: {machineIdentifier}',
        ],
      },
    ],
  },
  {
    id: 'watchlistarr',
    name: 'Watchlistarr',
    otherNames: [],
    source: 'src/main/resources/config-template.yaml',
    kind: 'takesToken',
    needs: 'unmanaged',
    forms: [
      {
        place: 'section',
        file: 'config.yaml',
        syntax: 'yaml',
        lines: ['plex:', '  token: "{token}"'],
      },
    ],
  },
  {
    id: 'autopulse',
    name: 'autopulse',
    otherNames: [],
    source: 'README.md',
    kind: 'takesToken',
    needs: 'unsaid',
    forms: [
      {
        place: 'section',
        file: 'config.yaml',
        syntax: 'yaml',
        lines: [
          'targets:',
          '  my_plex:',
          '    type: "plex"',
          '    url: "{address}"',
          '    token: "{token}"',
        ],
      },
    ],
  },
  {
    id: 'autoscan',
    name: 'autoscan',
    otherNames: [],
    source: 'README.md',
    kind: 'takesToken',
    needs: 'unsaid',
    forms: [
      {
        place: 'section',
        file: 'config.yml',
        syntax: 'yaml',
        lines: ['targets:', '  plex:', '    - url: {address}', '      token: {token}'],
      },
    ],
  },
] as const satisfies readonly Entry[];
