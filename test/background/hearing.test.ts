import { beforeEach, expect, test, vi } from 'vitest';

type Details = Record<'method' | 'initiator' | 'originUrl', string>;

const addListener = vi.hoisted(() =>
  vi.fn((_heard: (details: Partial<Details>) => void, _filter: object) => undefined),
);

const getManifest = vi.hoisted(() => vi.fn((): { host_permissions?: string[] } => ({})));

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: { getManifest, getURL: (path: string) => `ext://pinlink/${path}` },
    webRequest: { onCompleted: { addListener } },
  },
}));

const { onHeard } = await import('../../src/background/hearing.ts');

const page = { initiator: 'https://app.plex.tv' };

beforeEach(() => addListener.mockClear());

/** What is heard of a request. */
function heardOf(details: Partial<Details>): string[] {
  const heard: string[] = [];
  onHeard(({ type }) => heard.push(type));
  addListener.mock.lastCall?.[0](details);
  return heard;
}

test('requests about pins are heard on the hosts of the manifest, and no others', () => {
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
    expect(addListener.mock.lastCall?.[1]).toEqual({ urls });
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

test('our own requests are not heard, by whichever name the browser calls us', () => {
  for (const ours of [{ initiator: 'ext://pinlink' }, { originUrl: 'ext://pinlink/x.html' }]) {
    expect(heardOf({ method: 'PUT', ...ours })).toEqual([]);
  }
  for (const others of [{ initiator: 'ext://pinlinks' }, { originUrl: 'ext://other/x' }, {}]) {
    expect(heardOf({ method: 'PUT', ...others })).toEqual(['approvalHeard']);
  }
});
