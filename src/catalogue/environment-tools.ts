import type { Entry } from './entry.ts';

/** What most tools call the two, and so what one without an entry is offered. */
const usual = ['PLEX_URL={address}', 'PLEX_TOKEN={token}'] as const;

/** The tools that are told by their environment, or by a file that is read as one. */
export const environmentTools = [
  {
    id: 'jellyplex-watched',
    name: 'JellyPlex-Watched',
    otherNames: [],
    source: '.env.sample',
    kind: 'takesToken',
    needs: 'owner',
    forms: [
      {
        place: 'lines',
        file: '.env',
        syntax: 'env',
        lines: ['PLEX_BASEURL = "{address}"', 'PLEX_TOKEN = "{token}"'],
      },
    ],
  },
  {
    id: 'pulsarr',
    name: 'Pulsarr',
    otherNames: [],
    source: 'docs/docs/installation/configuration.md',
    kind: 'takesToken',
    needs: 'unmanaged',
    forms: [
      {
        place: 'lines',
        file: '.env',
        syntax: 'env',
        lines: ['plexTokens=["{token}"]', 'plexServerUrl={address}'],
      },
    ],
  },
  {
    id: 'prometheus-plex-exporter',
    name: 'prometheus-plex-exporter',
    otherNames: ['jsclayton'],
    source: 'README.md',
    kind: 'takesToken',
    needs: 'owner',
    forms: [
      {
        place: 'environment',
        file: null,
        syntax: 'env',
        lines: ['PLEX_SERVER={address}', 'PLEX_TOKEN={token}'],
      },
    ],
  },
  {
    id: 'plex-media-server-exporter',
    name: 'plex-media-server-exporter',
    otherNames: ['axsuul'],
    source: 'README.md',
    kind: 'takesToken',
    needs: 'unsaid',
    forms: [
      {
        place: 'environment',
        file: null,
        syntax: 'env',
        lines: ['PLEX_ADDR={address}', 'PLEX_TOKEN={token}'],
      },
    ],
  },
  {
    id: 'plexist',
    name: 'Plexist',
    otherNames: [],
    source: 'plexist/settings.py',
    kind: 'takesToken',
    needs: 'unsaid',
    forms: [{ place: 'environment', file: null, syntax: 'env', lines: usual }],
  },
  {
    id: 'plex-auto-languages',
    name: 'Plex-Auto-Languages',
    otherNames: [],
    source: 'README.md, config.example.yaml',
    kind: 'takesToken',
    needs: 'owner',
    forms: [
      { place: 'environment', file: null, syntax: 'env', lines: usual },
      {
        place: 'section',
        file: 'config.yaml',
        syntax: 'yaml',
        lines: ['plexautolanguages:', '  plex:', '    url: "{address}"', '    token: "{token}"'],
      },
    ],
  },
  {
    id: 'imagemaid',
    name: 'ImageMaid',
    otherNames: ['Plex Image Cleanup'],
    source: 'config/example.env',
    kind: 'takesToken',
    needs: 'owner',
    forms: [{ place: 'lines', file: '.env', syntax: 'env', lines: usual }],
  },
] as const satisfies readonly Entry[];

/** A tool that has no entry: its user gives it a name, and pastes what it wants. */
export const other = {
  id: 'other',
  name: 'Other',
  otherNames: [],
  source:
    'https://support.plex.tv/articles/204059436-finding-an-authentication-token-x-plex-token/',
  kind: 'takesToken',
  needs: 'unsaid',
  forms: [
    { place: 'environment', file: null, syntax: 'env', lines: usual },
    { place: 'anywhere', file: null, syntax: 'token', lines: ['{token}'] },
    { place: 'anywhere', file: null, syntax: 'header', lines: ['X-Plex-Token: {token}'] },
  ],
} as const satisfies Entry;
