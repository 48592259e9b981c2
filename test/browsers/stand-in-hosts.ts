/**
 * The hosts that a browser under test finds at the stand-in: Plex's own, and one that is none of them,
 * where pages may be hostile. A leading `*` stands for any number of names.
 */
export const standInHosts: readonly string[] = ['plex.tv', '*.plex.tv', 'evil.example'];

/** Whether such a host is found there. */
export function isStandInHost(host: string): boolean {
  return standInHosts.some(pattern =>
    pattern.startsWith('*') ? host.endsWith(pattern.slice(1)) : host === pattern,
  );
}
