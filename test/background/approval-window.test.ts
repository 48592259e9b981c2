import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';

const state = vi.hoisted((): Record<string, unknown> => ({}));

interface Tab {
  readonly url?: string;
  readonly pendingUrl?: string;
  readonly status?: 'loading' | 'complete';
  readonly active?: boolean;
  readonly windowId?: number;
}

const windows = vi.hoisted(() => ({
  getLastFocused: vi.fn(async (): Promise<object> => ({})),
  create: vi.fn(async (_how: object): Promise<{ tabs?: { id?: number }[] }> => ({})),
  get: vi.fn(async (_id: number): Promise<{ focused: boolean }> => ({ focused: true })),
  update: vi.fn(async (_id: number, _how: object): Promise<void> => undefined),
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
  getURL: (path: string) => `ext://pinlink/${path}`,
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

const { approvalWasClosed, closeApproval, openApproval, replaceApproval } = await import(
  '../../src/background/approval-window.ts'
);

const address = 'https://app.plex.tv/auth#?code=x';
const another = 'https://app.plex.tv/auth#?code=y';
const gone = new Error('It is not there.');

/** The window in use: number 70, of which each tab that we open gets the next for its own. */
const inUse = { id: 70, left: 100, top: 50, width: 1200, height: 1000 };
const place = { width: 560, height: 800, left: 420, top: 150 };

/** A tab of ours at Plex, in the window that was opened for it. */
const atPlex: Tab = { url: address, active: true, windowId: 71 };

beforeEach(() => {
  vi.resetAllMocks();
  for (const key of Object.keys(state)) delete state[key];
  browser.windows = windows;
  session.remove.mockImplementation(async key => void delete state[key]);
  runtime.getManifest.mockReturnValue({
    host_permissions: ['https://plex.tv/*', 'https://app.plex.tv/*'],
  });
  let id = 0;
  windows.create.mockImplementation(async () => {
    id += 1;
    return { tabs: [{ id }] };
  });
  tabs.create.mockImplementation(async () => {
    id += 1;
    return { id };
  });
  for (const act of [tabs.update, tabs.remove, windows.update]) act.mockResolvedValue(undefined);
  tabs.get.mockResolvedValue(atPlex);
  windows.getLastFocused.mockResolvedValue(inUse);
  windows.get.mockResolvedValue({ focused: true });
});

describe('an approval page', () => {
  test('has a window with an address bar, over the one in use, and is known in this session', async () => {
    await openApproval('ours', address);
    const how = { url: address, type: 'normal', ...place };
    expect(windows.create).toHaveBeenCalledExactlyOnceWith(how);
    expect(state).toEqual({
      approval: { id: 1, grant: 'ours', over: 70, openedAt: expect.any(Number) },
    });
  });

  test('has a window wherever the browser likes, where it refuses the place or knows none', async () => {
    const { width, height } = place;
    const anywhere = { url: address, type: 'normal', width, height };
    windows.create.mockRejectedValueOnce(new Error('That is off the screen.'));
    await openApproval('ours', address);
    expect(windows.create.mock.calls.at(-1)).toEqual([anywhere]);
    expect(state).toHaveProperty('approval.over', 70);
    await closeApproval();
    windows.getLastFocused.mockRejectedValue(gone);
    await openApproval('ours', address);
    expect(windows.create.mock.calls.at(-1)).toEqual([anywhere]);
    expect(state).toHaveProperty('approval.over', null);
  });

  test('is brought forward when the same page is asked for again, in whatever window it is', async () => {
    await openApproval('ours', address);
    tabs.get.mockResolvedValue({ ...atPlex, windowId: 80 });
    await openApproval('ours', address);
    expect(tabs.update).toHaveBeenCalledExactlyOnceWith(1, { active: true });
    expect(windows.update).toHaveBeenCalledExactlyOnceWith(80, { focused: true });
    expect(windows.create).toHaveBeenCalledOnce();
    expect(tabs.remove).not.toHaveBeenCalled();
  });

  test('is brought forward where nobody knows its window', async () => {
    await openApproval('ours', address);
    tabs.get.mockResolvedValue({ url: address, active: true });
    await openApproval('ours', address);
    expect(tabs.update).toHaveBeenCalledExactlyOnceWith(1, { active: true });
    expect(windows.update).not.toHaveBeenCalled();
    expect(windows.create).toHaveBeenCalledOnce();
  });

  test('is opened anew where it is gone', async () => {
    await openApproval('ours', address);
    tabs.get.mockRejectedValue(gone);
    await openApproval('ours', address);
    expect(tabs.remove).not.toHaveBeenCalled();
    expect(state).toMatchObject({ approval: { id: 2, grant: 'ours' } });
  });

  test.each([tabs.update, windows.update])(
    'is opened anew where it has gone while it was brought forward',
    async forward => {
      await openApproval('ours', address);
      forward.mockRejectedValueOnce(gone);
      tabs.remove.mockRejectedValueOnce(gone);
      await openApproval('ours', address);
      expect(state).toMatchObject({ approval: { id: 2, grant: 'ours' } });
    },
  );

  test('makes room for another', async () => {
    await openApproval('ours', address);
    await openApproval('next', another);
    expect(tabs.update).not.toHaveBeenCalled();
    expect(tabs.remove).toHaveBeenCalledExactlyOnceWith(1);
    expect(state).toMatchObject({ approval: { id: 2, grant: 'next' } });
  });

  test.each<[string, Tab, boolean]>([
    ['shows another page of Plex’s', { url: 'https://plex.tv/link/' }, true],
    ['is being opened, and has no address yet', { status: 'loading' }, true],
    ['is being opened, and has an empty address', { url: '', status: 'loading' }, true],
    ['is still loading Plex’s page', { url: address, status: 'loading' }, true],
    ['shows an empty page', { url: 'about:blank', status: 'complete' }, false],
    ['shows an empty page before another', { url: 'about:blank', status: 'loading' }, false],
    ['has come to what we may not see', { status: 'complete' }, false],
    ['is loading another page', { url: 'https://x.example/', status: 'loading' }, false],
    ['is on its way to Plex’s page', { url: '', pendingUrl: address }, true],
    ['shows what we may not see', {}, false],
    [
      'shows a page with Plex’s address in its own',
      { url: `https://x.example/?${address}` },
      false,
    ],
    [
      'is on its way elsewhere',
      { url: address, pendingUrl: 'https://x.example/', status: 'loading' },
      false,
    ],
  ])('that %s is ours, or its user’s', async (_, page, isOurs) => {
    await openApproval('ours', address);
    tabs.get.mockResolvedValue({ windowId: 71, ...page });
    await openApproval('ours', address);
    expect(windows.update).toHaveBeenCalledTimes(isOurs ? 1 : 0);
    expect(windows.create).toHaveBeenCalledTimes(isOurs ? 1 : 2);
    expect(tabs.remove).not.toHaveBeenCalled();
    await closeApproval();
    expect(tabs.remove).toHaveBeenCalledTimes(isOurs ? 1 : 0);
    expect(state).toEqual({});
  });

  test.each([
    ['is ours half a minute long', 29_999, true],
    ['is its user’s then: they have gone to what we may not see', 30_000, false],
    ['is its user’s where nobody knows when', null, false],
  ])('that loads without an address %s', async (_, since, isOurs) => {
    const now = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(now);
    const openedAt = since === null ? undefined : now - since;
    Object.assign(state, { approval: { id: 1, grant: 'ours', over: 70, openedAt } });
    tabs.get.mockResolvedValue({ windowId: 71, status: 'loading' });
    await closeApproval();
    expect(tabs.remove).toHaveBeenCalledTimes(isOurs ? 1 : 0);
  });

  test('is nobody’s where nothing is known of our hosts', async () => {
    await openApproval('ours', address);
    runtime.getManifest.mockReturnValueOnce({});
    await closeApproval();
    expect(tabs.remove).not.toHaveBeenCalled();
  });

  test.each([{}, { tabs: [] }, { tabs: [{}] }])('that has no number is not kept', async created => {
    windows.create.mockResolvedValueOnce(created);
    await openApproval('ours', address);
    expect(state).toEqual({});
  });

  test('that could not be opened stands in the way of no other', async () => {
    windows.create.mockRejectedValueOnce(gone).mockRejectedValueOnce(gone);
    await expect(openApproval('ours', address)).rejects.toThrow(gone);
    await openApproval('ours', address);
    expect(state).toHaveProperty('approval');
  });

  test('is closed once, and no other tab of its window', async () => {
    await openApproval('ours', address);
    await closeApproval();
    await closeApproval();
    expect(tabs.remove).toHaveBeenCalledExactlyOnceWith(1);
    expect(state).toEqual({});
  });

  test('that asks its user first, who may stay, stands in the way of no other', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    await openApproval('ours', address);
    tabs.remove.mockImplementationOnce(() => new Promise(() => undefined));
    void closeApproval();
    void openApproval('another', another);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(state).toMatchObject({ approval: { id: 2, grant: 'another' } });
  });

  test('that its user has closed is noticed once, whatever window was closed', async () => {
    expect(await approvalWasClosed()).toBe(false);
    await openApproval('ours', address);
    expect(await approvalWasClosed()).toBe(false);
    tabs.get.mockRejectedValue(gone);
    expect(await approvalWasClosed()).toBe(true);
    expect(await approvalWasClosed()).toBe(false);
    expect(state).toEqual({});
  });

  test('that we close is not taken for one that its user has closed', async () => {
    await openApproval('ours', address);
    let wasClosed: Promise<boolean> | undefined;
    tabs.remove.mockImplementation(async () => {
      tabs.get.mockRejectedValue(gone);
      wasClosed = approvalWasClosed();
    });
    await closeApproval();
    expect(await wasClosed).toBe(false);
  });

  test('that has moved to another window is not closed when its first one is', async () => {
    await openApproval('ours', address);
    tabs.get.mockResolvedValue({ ...atPlex, windowId: 80 });
    expect(await approvalWasClosed()).toBe(false);
    expect(state).toHaveProperty('approval');
  });
});

describe('an approval page that has served', () => {
  const show = vi.fn(async (_over: number | null): Promise<boolean> => true);
  const page = { url: 'ext://pinlink/popup.html' };

  beforeEach(async () => {
    show.mockReset().mockResolvedValue(true);
    await openApproval('ours', address);
  });

  test('is closed once something is shown over the window that was in use', async () => {
    show.mockImplementation(async () => tabs.remove.mock.calls.length === 0);
    await replaceApproval(show);
    expect(show).toHaveBeenCalledExactlyOnceWith(70);
    expect(tabs.remove).toHaveBeenCalledExactlyOnceWith(1);
    expect(tabs.update).not.toHaveBeenCalled();
    expect(state).toEqual({});
  });

  test.each([
    ['nothing can be shown', () => show.mockResolvedValue(false)],
    ['showing fails', () => show.mockRejectedValue(gone)],
  ])('becomes our page, in front, where %s', async (_, fail) => {
    fail();
    await replaceApproval(show);
    expect(tabs.update.mock.calls).toEqual([
      [1, page],
      [1, { active: true }],
    ]);
    expect(windows.update).toHaveBeenCalledExactlyOnceWith(71, { focused: true });
    expect(tabs.remove).not.toHaveBeenCalled();
    expect(state).toEqual({});
  });

  test('becomes our page where its window is all that there is', async () => {
    tabs.get.mockResolvedValue({ ...atPlex, windowId: 70 });
    await replaceApproval(show);
    await closeApproval();
    windows.getLastFocused.mockRejectedValue(gone);
    await openApproval('ours', address);
    tabs.get.mockResolvedValue({ ...atPlex, windowId: 72 });
    await replaceApproval(show);
    expect(show).not.toHaveBeenCalled();
    expect(tabs.update).toHaveBeenCalledWith(1, page);
    expect(tabs.update).toHaveBeenCalledWith(2, page);
    expect(tabs.remove).not.toHaveBeenCalled();
  });

  test.each<[string, () => void]>([
    ['its window is behind others', () => windows.get.mockResolvedValue({ focused: false })],
    ['its window is not to be seen', () => windows.get.mockRejectedValue(gone)],
    ['it is behind other tabs', () => tabs.get.mockResolvedValue({ ...atPlex, active: false })],
    ['nobody knows its window', () => tabs.get.mockResolvedValue({ url: address, active: true })],
  ])('takes nobody from elsewhere where %s', async (_, hide) => {
    hide();
    await replaceApproval(show);
    expect(show).toHaveBeenCalledExactlyOnceWith(null);
    expect(tabs.remove).toHaveBeenCalledExactlyOnceWith(1);
    await openApproval('ours', address);
    show.mockResolvedValue(false);
    await replaceApproval(show);
    expect(tabs.update).toHaveBeenCalledExactlyOnceWith(2, page);
    expect(windows.update).not.toHaveBeenCalled();
  });

  test('is known until it is ended, to a background that goes on with it', async () => {
    tabs.remove.mockImplementation(async () => expect(state).toHaveProperty('approval'));
    vi.resetModules();
    const next = await import('../../src/background/approval-window.ts');
    await next.endLeftApproval(show);
    await next.endLeftApproval(show);
    expect(show).toHaveBeenCalledExactlyOnceWith(70);
    expect(tabs.remove).toHaveBeenCalledOnce();
    expect(state).toEqual({});
    await next.openApproval('next', another);
    await next.endLeftApproval(null);
    expect(state).toHaveProperty('approval');
  });

  test('is closed by the next background where there is nothing to say', async () => {
    vi.resetModules();
    const next = await import('../../src/background/approval-window.ts');
    await next.endLeftApproval(null);
    expect(show).not.toHaveBeenCalled();
    expect(tabs.remove).toHaveBeenCalledOnce();
    expect(state).toEqual({});
  });

  test('is forgotten where it has gone while it was to become our page', async () => {
    show.mockResolvedValue(false);
    tabs.update.mockRejectedValueOnce(gone);
    await replaceApproval(show);
    expect(tabs.update).toHaveBeenCalledOnce();
    expect(state).toEqual({});
  });

  test('is forgotten where it is gone, and nothing can be shown either', async () => {
    show.mockResolvedValue(false);
    tabs.get.mockRejectedValue(gone);
    await replaceApproval(show);
    expect(tabs.update).not.toHaveBeenCalled();
    expect(state).toEqual({});
  });

  test('is its user’s where it has gone elsewhere, and is said elsewhere all the same', async () => {
    tabs.get.mockResolvedValue({ ...atPlex, url: 'https://example.org/' });
    await replaceApproval(show);
    tabs.get.mockRejectedValue(gone);
    await replaceApproval(show);
    expect(show.mock.calls).toEqual([[null], [null]]);
    expect(tabs.update).not.toHaveBeenCalled();
    expect(tabs.remove).not.toHaveBeenCalled();
    expect(state).toEqual({});
  });
});

describe.each([
  ['knows no windows', undefined],
  ['can open none', { ...windows, create: undefined }],
])('where the browser %s, a tab', (_, places) => {
  beforeEach(() => {
    Object.assign(browser, { windows: places });
    tabs.get.mockResolvedValue({ url: address, active: true });
  });

  test('is opened, and brought forward when it is asked for again', async () => {
    await openApproval('ours', address);
    // A phone has a number for what holds its tabs all the same.
    tabs.get.mockResolvedValue({ url: address, active: true, windowId: 1 });
    await openApproval('ours', address);
    expect(tabs.create).toHaveBeenCalledExactlyOnceWith({ url: address });
    expect(tabs.update).toHaveBeenCalledExactlyOnceWith(1, { active: true });
    expect(state).toEqual({
      approval: { id: 1, grant: 'ours', over: null, openedAt: expect.any(Number) },
    });
  });

  test('that has no number is not kept', async () => {
    tabs.create.mockResolvedValueOnce({});
    await openApproval('ours', address);
    expect(state).toEqual({});
  });

  test('is closed while it is at Plex, and else left to its user', async () => {
    for (const [url, times] of [
      [address, 1],
      ['https://example.org/?https://app.plex.tv/', 0],
      [undefined, 0],
    ] as const) {
      tabs.remove.mockClear();
      await openApproval('ours', address);
      tabs.get.mockResolvedValueOnce(url === undefined ? {} : { url });
      await closeApproval();
      expect(tabs.remove).toHaveBeenCalledTimes(times);
      expect(state).toEqual({});
    }
  });

  test('becomes our page where nothing can be shown, and is closed else', async () => {
    await openApproval('ours', address);
    await replaceApproval(async () => false);
    expect(tabs.update).toHaveBeenCalledExactlyOnceWith(1, { url: 'ext://pinlink/popup.html' });
    await openApproval('ours', address);
    await replaceApproval(async () => true);
    expect(tabs.remove).toHaveBeenCalledExactlyOnceWith(2);
  });
});
