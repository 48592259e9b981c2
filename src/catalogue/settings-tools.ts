import type { Entry } from './entry.ts';

/** The tools whose settings are typed into. */
export const settingsTools = [
  {
    id: 'homarr',
    name: 'Homarr',
    otherNames: [],
    source: 'packages/definitions/src/integration.ts',
    kind: 'takesToken',
    needs: 'owner',
    forms: [
      {
        place: 'settings',
        file: null,
        fields: [
          { label: 'URL', value: 'address' },
          { label: 'API key', value: 'token' },
        ],
      },
    ],
  },
  {
    id: 'plexcache-d',
    name: 'PlexCache-D',
    otherNames: [],
    source: 'core/config.py',
    kind: 'takesToken',
    needs: 'unsaid',
    forms: [
      {
        place: 'settings',
        file: null,
        fields: [
          { label: 'PLEX_URL', value: 'address' },
          { label: 'PLEX_TOKEN', value: 'token' },
        ],
      },
    ],
  },
  {
    id: 'wizarr',
    name: 'Wizarr',
    otherNames: [],
    source: 'docs/plex/obtain-a-plex-token.md',
    kind: 'takesToken',
    needs: 'owner',
    forms: [
      {
        place: 'settings',
        file: null,
        fields: [
          { label: 'Server URL', value: 'address' },
          { label: 'API key', value: 'token' },
        ],
      },
    ],
  },
  {
    id: 'home-assistant',
    name: 'Home Assistant',
    otherNames: ['Hass'],
    source: 'https://www.home-assistant.io/integrations/plex/',
    kind: 'doesBoth',
    needs: 'owner',
    forms: [
      {
        place: 'settings',
        file: null,
        fields: [
          { label: 'Host', value: 'host' },
          { label: 'Port', value: 'port' },
          { label: 'Use SSL', value: 'isSecure' },
          { label: 'Token', value: 'token' },
        ],
      },
    ],
  },
] as const satisfies readonly Entry[];
