/** No link, and nothing to tell of one. */
export const unlinked = { status: 'unlinked', news: null, unended: null } as const;

/** A link that Plex has ended. */
export const revoked = {
  status: 'revoked',
  account: null,
  refusedAt: 1,
  health: { name: 'good', sinceAt: 0, nextAt: 0, failures: 0 },
  tools: [],
  unended: null,
} as const;
