import type { Entry } from './entry.ts';

/** The tools whose token stands in a section of an INI or a JSON file. */
export const fileTools = [
  {
    id: 'plex-ani-sync',
    name: 'PlexAniSync',
    otherNames: [],
    source: 'settings.ini.example',
    kind: 'takesToken',
    needs: 'unsaid',
    forms: [
      {
        place: 'section',
        file: 'settings.ini',
        syntax: 'ini',
        lines: [
          '[PLEX]',
          'authentication_method = direct',
          'base_url = {address}',
          'token = {token}',
        ],
      },
    ],
  },
  {
    id: 'python-plexapi',
    name: 'Python PlexAPI',
    otherNames: ['plexapi scripts'],
    source: 'docs/configuration.rst',
    kind: 'takesToken',
    needs: 'unsaid',
    forms: [
      {
        place: 'section',
        file: 'config.ini',
        syntax: 'ini',
        lines: [
          '[auth]',
          'server_baseurl = {address}',
          'server_token = {token}',
          '[header]',
          'identifier = {clientIdentifier}',
        ],
      },
      {
        place: 'environment',
        file: null,
        syntax: 'env',
        lines: [
          'PLEXAPI_AUTH_SERVER_BASEURL={address}',
          'PLEXAPI_AUTH_SERVER_TOKEN={token}',
          'PLEXAPI_HEADER_IDENTIFIER={clientIdentifier}',
        ],
      },
    ],
  },
  {
    id: 'posterizarr',
    name: 'Posterizarr',
    otherNames: [],
    source: 'config.example.json',
    kind: 'takesToken',
    needs: 'unsaid',
    forms: [
      {
        place: 'values',
        file: 'config.json',
        syntax: 'json',
        lines: [
          '{',
          '  "ApiPart": {',
          '    "PlexToken": "{token}"',
          '  },',
          '  "PlexPart": {',
          '    "PlexUrl": "{address}"',
          '  }',
          '}',
        ],
      },
    ],
  },
] as const satisfies readonly Entry[];
