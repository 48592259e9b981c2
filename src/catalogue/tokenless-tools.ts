import type { Entry } from './entry.ts';

/** What people look for here and what needs no token: the list says so where they do. */
export const tokenlessTools = [
  {
    id: 'tautulli',
    name: 'Tautulli',
    otherNames: ['PlexPy'],
    source: 'data/interfaces/default/js/script.js',
    kind: 'signsIn',
  },
  {
    id: 'seerr',
    name: 'Seerr',
    otherNames: ['Jellyseerr'],
    source: 'src/utils/plex.ts',
    kind: 'signsIn',
  },
  {
    id: 'overseerr',
    name: 'Overseerr',
    otherNames: [],
    source: 'src/utils/plex.ts',
    kind: 'signsIn',
  },
  {
    id: 'maintainerr',
    name: 'Maintainerr',
    otherNames: [],
    source: 'apps/ui/src/utils/PlexAuth.ts',
    kind: 'signsIn',
  },
  {
    id: 'ombi',
    name: 'Ombi',
    otherNames: [],
    source: 'src/Ombi.Core/Authentication/PlexOAuthManager.cs',
    kind: 'signsIn',
  },
  {
    id: 'watchstate',
    name: 'WatchState',
    otherNames: [],
    source: 'src/API/Backends/PlexToken.php',
    kind: 'signsIn',
  },
  {
    id: 'bazarr',
    name: 'Bazarr',
    otherNames: [],
    source: 'bazarr/api/plex/oauth.py',
    kind: 'signsIn',
  },
  {
    id: 'claim',
    name: 'plex.tv/claim',
    otherNames: ['claim code', 'PLEX_CLAIM', 'pms-docker', 'Plex Media Server in Docker'],
    source: 'README.md',
    kind: 'claims',
  },
] as const satisfies readonly Entry[];
