import { beforeEach, describe, expect, test, vi } from 'vitest';

const state = vi.hoisted((): Record<string, unknown> => ({}));

interface Tab {
  readonly url?: string;
  readonly pendingUrl?: string;
  readonly status?: 'loading' | 'complete';
}

const windows = vi.hoisted(() => ({
  get: vi.fn(async (_id: number, _how: object): Promise<{ tabs?: Tab[] }> => ({})),
  create: vi.fn(async (_how: object): Promise<{ id?: number }> => ({})),
  update: vi.fn(async (_id: number, _how: object): Promise<void> => undefined),
  remove: vi.fn(async (_id: number): Promise<void> => undefined),
}));

const tabs = vi.hoisted(() => ({
  create: vi.fn(async (_how: object): Promise<{ id?: number }> => ({})),
  get: vi.fn(async (_id: number): Promise<Tab> => ({})),
  update: vi.fn(async (_id: number, _how: object): Promise<void> => undefined),
  remove: vi.fn(async (_id: number): Promise<void> => undefined),
}));

const session = vi.hoisted(() => ({
  get: async () => ({ ...state }),
  set: async (values: object) => void Object.assign(state, values),
  remove: vi.fn(async (key: string) => void delete state[key]),
}));

const runtime = vi.hoisted(() => ({
  getManifest: vi.fn((): { host_permissions?: string[] } => ({
    host_permissions: ['https://plex.tv/*', 'https://app.plex.tv/*'],
  })),
}));

const browser = vi.hoisted((): { windows?: typeof windows; [area: string]: unknown } => ({
  tabs,
  runtime,
  storage: { session },
}));

vi.mock('webextension-polyfill', () => ({ default: browser }));

const { approvalWasClosed, closeApproval, openApproval } = await import(
  '../../src/background/approval-window.ts'
);

const address = 'https://app.plex.tv/auth#?code=x';
const another = 'https://app.plex.tv/auth#?code=y';
const gone = new Error('It is not there.');

beforeEach(() => {
  vi.clearAllMocks();
  for (const key of Object.keys(state)) delete state[key];
  browser.windows = windows;
  let id = 0;
  for (const places of [windows, tabs]) {
    places.create.mockImplementation(async () => {
      id += 1;
      return { id };
    });
  }
  tabs.get.mockResolvedValue({ url: address });
  windows.get.mockResolvedValue({ tabs: [{ url: address }] });
});

describe('an approval window', () => {
  test('is small, with room for the page, and known by its number in this session', async () => {
    await openApproval(address);
    expect(windows.create).toHaveBeenCalledExactlyOnceWith({
      url: address,
      type: 'popup',
      width: 520,
      height: 760,
    });
    expect(state).toEqual({ approval: { kind: 'window', id: 1, address } });
  });

  test('is brought forward when the same page is asked for again', async () => {
    await openApproval(address);
    await openApproval(address);
    expect(windows.update).toHaveBeenCalledExactlyOnceWith(1, { focused: true });
    expect(windows.create).toHaveBeenCalledOnce();
    expect(windows.remove).not.toHaveBeenCalled();
  });

  test('is opened anew where it is gone', async () => {
    await openApproval(address);
    windows.get.mockRejectedValue(gone);
    await openApproval(address);
    expect(windows.remove).not.toHaveBeenCalled();
    expect(state).toEqual({ approval: { kind: 'window', id: 2, address } });
  });

  test('is opened anew where it has gone while it was brought forward', async () => {
    await openApproval(address);
    windows.update.mockRejectedValueOnce(gone);
    windows.remove.mockRejectedValueOnce(gone);
    await openApproval(address);
    expect(state).toEqual({ approval: { kind: 'window', id: 2, address } });
  });

  test('makes room for one with another page', async () => {
    await openApproval(address);
    await openApproval(another);
    expect(windows.update).not.toHaveBeenCalled();
    expect(windows.remove).toHaveBeenCalledExactlyOnceWith(1);
    expect(state).toEqual({ approval: { kind: 'window', id: 2, address: another } });
  });

  test('is looked at with its pages before it is closed', async () => {
    await openApproval(address);
    await closeApproval();
    expect(windows.get).toHaveBeenCalledExactlyOnceWith(1, { populate: true });
  });

  test.each<[string, Tab[], boolean]>([
    ['shows another page of Plex’s', [{ url: 'https://plex.tv/link/' }], true],
    ['is being opened, and has no address yet', [{ status: 'loading' }], true],
    ['is being opened, and has an empty address', [{ url: '', status: 'loading' }], true],
    ['is still loading Plex’s page', [{ url: address, status: 'loading' }], true],
    ['shows an empty page', [{ url: 'about:blank', status: 'complete' }], false],
    ['shows an empty page before another', [{ url: 'about:blank', status: 'loading' }], false],
    ['has come to what we may not see', [{ status: 'complete' }], false],
    ['is loading another page', [{ url: 'https://x.example/', status: 'loading' }], false],
    ['is loading beside what we may not see', [{ status: 'loading' }, {}], false],
    ['is on its way to Plex’s page', [{ url: '', pendingUrl: address }], true],
    ['shows what we may not see', [{}], false],
    [
      'shows a page with Plex’s address in its own',
      [{ url: `https://x.example/?${address}` }],
      false,
    ],
    [
      'is on its way elsewhere',
      [{ url: address, pendingUrl: 'https://x.example/', status: 'loading' }],
      false,
    ],
    ['shows another page beside Plex’s', [{ url: address }, {}], false],
    ['has no page', [], false],
  ])('that %s is ours, or its user’s', async (_, pages, isOurs) => {
    await openApproval(address);
    windows.get.mockResolvedValue({ tabs: pages });
    await openApproval(address);
    expect(windows.update).toHaveBeenCalledTimes(isOurs ? 1 : 0);
    expect(windows.create).toHaveBeenCalledTimes(isOurs ? 1 : 2);
    expect(windows.remove).not.toHaveBeenCalled();
    await closeApproval();
    expect(windows.remove).toHaveBeenCalledTimes(isOurs ? 1 : 0);
    expect(state).toEqual({});
  });

  test('is nobody’s where nothing is known of its pages, or of our hosts', async () => {
    await openApproval(address);
    windows.get.mockResolvedValueOnce({});
    await closeApproval();
    await openApproval(address);
    runtime.getManifest.mockReturnValueOnce({});
    await closeApproval();
    expect(windows.remove).not.toHaveBeenCalled();
  });

  test('that has no number is not kept', async () => {
    windows.create.mockResolvedValueOnce({});
    await openApproval(address);
    expect(state).toEqual({});
  });

  test('that could not be opened stands in the way of no other', async () => {
    windows.create.mockRejectedValueOnce(gone);
    await expect(openApproval(address)).rejects.toThrow(gone);
    await openApproval(address);
    expect(state).toHaveProperty('approval');
  });

  test('is closed once', async () => {
    await openApproval(address);
    await closeApproval();
    await closeApproval();
    expect(windows.remove).toHaveBeenCalledExactlyOnceWith(1);
    expect(session.remove).toHaveBeenCalledOnce();
    expect(state).toEqual({});
  });

  test('that the user has closed is noticed once', async () => {
    expect(await approvalWasClosed(1)).toBe(false);
    await openApproval(address);
    expect(await approvalWasClosed(2)).toBe(false);
    expect(await approvalWasClosed(1)).toBe(true);
    expect(await approvalWasClosed(1)).toBe(false);
    await closeApproval();
    expect(windows.remove).not.toHaveBeenCalled();
  });
});

describe.each([
  ['knows no windows', undefined],
  ['can open none', { ...windows, create: undefined }],
])('where the browser %s, a tab', (_, places) => {
  beforeEach(() => {
    Object.assign(browser, { windows: places });
  });

  test('is opened, and brought forward when it is asked for again', async () => {
    await openApproval(address);
    await openApproval(address);
    expect(tabs.create).toHaveBeenCalledExactlyOnceWith({ url: address });
    expect(tabs.update).toHaveBeenCalledExactlyOnceWith(1, { active: true });
    expect(state).toEqual({ approval: { kind: 'tab', id: 1, address } });
  });

  test('is opened anew where it is gone, or goes while it is brought forward', async () => {
    await openApproval(address);
    tabs.get.mockRejectedValueOnce(gone).mockRejectedValueOnce(gone);
    await openApproval(address);
    expect(state).toEqual({ approval: { kind: 'tab', id: 2, address } });
    tabs.update.mockRejectedValueOnce(gone);
    await openApproval(address);
    expect(state).toEqual({ approval: { kind: 'tab', id: 3, address } });
  });

  test('that has gone elsewhere is left there, and another is opened', async () => {
    await openApproval(address);
    tabs.get.mockResolvedValue({ url: 'https://example.org/' });
    await openApproval(address);
    expect(tabs.update).not.toHaveBeenCalled();
    expect(tabs.remove).not.toHaveBeenCalled();
    expect(state).toEqual({ approval: { kind: 'tab', id: 2, address } });
  });

  test('that has no number is not kept', async () => {
    tabs.create.mockResolvedValueOnce({});
    await openApproval(address);
    expect(state).toEqual({});
  });

  test('is closed while it is at Plex, and else left to its user', async () => {
    for (const [url, times] of [
      [address, 1],
      ['https://example.org/?https://app.plex.tv/', 0],
      [undefined, 0],
    ] as const) {
      tabs.remove.mockClear();
      await openApproval(address);
      tabs.get.mockResolvedValueOnce(url === undefined ? {} : { url });
      await closeApproval();
      expect(tabs.remove).toHaveBeenCalledTimes(times);
      expect(state).toEqual({});
    }
  });

  test('is not taken for the window of the same number', async () => {
    await openApproval(address);
    expect(await approvalWasClosed(1)).toBe(false);
    expect(state).toHaveProperty('approval');
  });
});
