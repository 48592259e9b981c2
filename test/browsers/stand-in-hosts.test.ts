import { expect, test } from 'vitest';
import { isStandInHost } from './stand-in-hosts.ts';

test('Plex and one hostile host are found at the stand-in, and nothing else', () => {
  for (const host of ['plex.tv', 'app.plex.tv', 'a.b.plex.tv', 'evil.example']) {
    expect(isStandInHost(host)).toBe(true);
  }
  for (const host of ['', 'notplex.tv', 'plex.tv.example', 'an.evil.example', 'mozilla.org']) {
    expect(isStandInHost(host)).toBe(false);
  }
});
