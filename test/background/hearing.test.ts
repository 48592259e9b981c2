import { beforeEach, describe, expect, test, vi } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };

type Details = Record<'method' | 'initiator' | 'originUrl', string>;

const addListener = vi.hoisted(() =>
  vi.fn((_heard: (details: Partial<Details>) => void, _filter: object) => undefined),
);

const getManifest = vi.hoisted(() => vi.fn((): { host_permissions?: string[] } => ({})));

vi.mock('webextension-polyfill', () => ({
  default: { runtime: { getManifest }, webRequest: { onCompleted: { addListener } } },
}));

const { onHeard } = await import('../../src/background/hearing.ts');

const page = { initiator: 'https://app.plex.tv' };

beforeEach(() => {
  addListener.mockClear();
  getManifest.mockReturnValue(manifest);
});

/** What is heard of a request. */
function heardOf(details: Partial<Details>): string[] {
  const heard: string[] = [];
  onHeard(({ type }) => heard.push(type));
  addListener.mock.lastCall?.[0](details);
  return heard;
}

test('what scripts ask about pins is heard on the hosts of the manifest, and nothing else', () => {
  for (const [hosts, urls] of [
    [
      ['https://plex.tv/*', 'https://clients.plex.tv/*'],
      ['https://plex.tv/api/v2/pins/*', 'https://clients.plex.tv/api/v2/pins/*'],
    ],
    [['https://plex.tv/*/*'], ['https://plex.tv/*/api/v2/pins/*']],
    [undefined, []],
  ] as const) {
    getManifest.mockReturnValueOnce(hosts ? { host_permissions: [...hosts] } : {});
    onHeard(() => undefined);
    expect(addListener.mock.lastCall?.[1]).toEqual({ urls, types: ['xmlhttprequest'] });
  }
});

test('a page that changes a pin has perhaps approved it, one that reads only proves hearing', () => {
  for (const method of ['PUT', 'POST', 'DELETE', 'PATCH']) {
    expect(heardOf({ method, ...page })).toEqual(['approvalHeard']);
  }
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    expect(heardOf({ method, ...page })).toEqual(['pageHeard']);
  }
});

describe('a page is heard', () => {
  test.each([
    { initiator: 'https://app.plex.tv' },
    { initiator: 'https://www.plex.tv' },
    { originUrl: 'https://plex.tv/link/' },
    { originUrl: 'https://app.plex.tv/auth#?code=x' },
  ])('if it is Plex’s: $initiator$originUrl', from => {
    expect(heardOf({ method: 'PUT', ...from })).toEqual(['approvalHeard']);
  });

  test.each([
    { initiator: 'chrome-extension://pinlink' },
    { originUrl: 'moz-extension://pinlink/x.html' },
    { initiator: 'https://example.org' },
    { initiator: 'https://app.plex.tv.example.org' },
    { initiator: 'http://app.plex.tv' },
    { originUrl: 'https://example.org/https://app.plex.tv/' },
    { initiator: 'null' },
    {},
  ])('and not if it is another’s, or nobody’s: $initiator$originUrl', from => {
    expect(heardOf({ method: 'PUT', ...from })).toEqual([]);
    expect(heardOf({ method: 'GET', ...from })).toEqual([]);
  });
});
