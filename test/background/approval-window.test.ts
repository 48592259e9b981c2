import { beforeEach, describe, expect, test, vi } from 'vitest';

const state = vi.hoisted((): Record<string, unknown> => ({}));

const windows = vi.hoisted(() => ({
  create: vi.fn(async (_how: object): Promise<{ id?: number }> => ({})),
  update: vi.fn(async (_id: number, _how: object): Promise<void> => undefined),
  remove: vi.fn(async (_id: number): Promise<void> => undefined),
}));

const tabs = vi.hoisted(() => ({
  create: vi.fn(async (_how: object): Promise<{ id?: number }> => ({})),
  get: vi.fn(async (_id: number): Promise<{ url?: string }> => ({})),
  update: vi.fn(async (_id: number, _how: object): Promise<void> => undefined),
  remove: vi.fn(async (_id: number): Promise<void> => undefined),
}));

const session = vi.hoisted(() => ({
  get: async () => ({ ...state }),
  set: async (values: object) => void Object.assign(state, values),
  remove: vi.fn(async (key: string) => void delete state[key]),
}));

const browser = vi.hoisted((): { windows?: typeof windows; [area: string]: unknown } => ({
  tabs,
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

  test('is opened anew where it is gone', async () => {
    await openApproval(address);
    tabs.update.mockRejectedValueOnce(gone);
    tabs.get.mockRejectedValueOnce(gone);
    await openApproval(address);
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
