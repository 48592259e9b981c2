import { beforeEach, describe, expect, test, vi } from 'vitest';
import { grants, linkedWith, savedWith } from '../core/examples.ts';

/** What is done in the browser, in its order. */
const done = vi.hoisted((): string[] => []);

const open = vi.hoisted(() => ({
  contexts: [] as { contextType: string; windowId: number; tabId: number }[],
  activeTabs: [] as number[],
  /** Whether the popup opens without a press. */
  opens: true,
  /** The window in front. */
  front: 7,
  /** How often a window is looked at before it comes to the front; it never does where that is null. */
  looksTillFront: 0 as number | null,
  wanted: 0,
}));

/** What the approval page asks for when it has served. */
const approvals = vi.hoisted(() => ({
  replaceApproval: vi.fn(),
  endLeftApproval: vi.fn(),
}));

vi.mock('../../src/background/approval-window.ts', () => approvals);
vi.mock('../../src/store/storage.ts', () => ({
  markOpenedByItself: async () => void done.push('marked'),
  unmarkOpenedByItself: async () => void done.push('unmarked'),
}));
vi.mock('../../src/protocol.ts', () => ({
  closePopups: async () => {
    done.push('popups closed');
    open.contexts = open.contexts.filter(({ contextType }) => contextType !== 'POPUP');
  },
}));
vi.mock('webextension-polyfill', () => ({
  default: {
    action: {
      openPopup: async (how?: { windowId: number }) => {
        if (!open.opens) throw new Error('Only for a press.');
        if (how !== undefined && open.front !== how.windowId)
          throw new Error('It is not in front.');
        done.push(`popup in ${how?.windowId ?? 'front'}`);
      },
    },
    runtime: {
      getURL: (path: string) => `ext://pinlink/${path}`,
      getContexts: async ({ documentUrls }: { documentUrls: string[] }) =>
        documentUrls.join() === 'ext://pinlink/popup.html' ? open.contexts : [],
    },
    tabs: {
      get: async (id: number) => {
        if (id < 0) throw new Error('There is no such tab.');
        return { active: open.activeTabs.includes(id) };
      },
    },
    windows: {
      update: async (id: number, { focused }: { focused: boolean }) => {
        if (id === 99) throw new Error('There is no such window.');
        if (focused) open.wanted = id;
        done.push(`window ${id} wanted`);
      },
      get: async (id: number) => {
        if (open.looksTillFront === 0) open.front = open.wanted;
        else if (open.looksTillFront !== null) open.looksTillFront -= 1;
        return { focused: id === open.front };
      },
    },
  },
}));

const { announce, resume } = await import('../../src/background/announce.ts');

/** Whether it was said over that window, or anywhere. */
async function showsOver(over: number | null): Promise<boolean> {
  await announce();
  const [show] = approvals.replaceApproval.mock.lastCall ?? [];
  return show(over);
}

const popup = { contextType: 'POPUP', windowId: -1, tabId: -1 };
const tab = { contextType: 'TAB', windowId: 1, tabId: 5 };

beforeEach(() => {
  vi.clearAllMocks();
  done.length = 0;
  const usual = { contexts: [], activeTabs: [], opens: true, front: 7, looksTillFront: 0 };
  Object.assign(open, usual);
});

describe('a link that was made where nobody is at Plex’s page', () => {
  test('opens the popup, which can know that nobody has pressed for it', async () => {
    expect(await showsOver(null)).toBe(true);
    expect(done).toEqual(['marked', 'popup in front']);
  });

  test('is seen in a popup that is open, and in a tab in front', async () => {
    open.contexts = [popup];
    expect(await showsOver(null)).toBe(true);
    open.contexts = [tab];
    open.activeTabs = [5];
    expect(await showsOver(null)).toBe(true);
    expect(done).toEqual([]);
  });

  test('opens the popup where our page is in a tab behind others, or just gone', async () => {
    open.contexts = [tab, { ...tab, tabId: -1 }];
    expect(await showsOver(null)).toBe(true);
    expect(done).toContain('popup in front');
  });

  test('says where the popup opens only for a press, and that one is the user’s', async () => {
    open.opens = false;
    expect(await showsOver(null)).toBe(false);
    expect(done).toEqual(['marked', 'unmarked']);
  });
});

describe('a link that was made at Plex’s page', () => {
  test('opens the popup over the window in use, once that is in front', async () => {
    open.looksTillFront = 3;
    expect(await showsOver(1)).toBe(true);
    expect(done).toEqual(['popups closed', 'window 1 wanted', 'marked', 'popup in 1']);
  });

  test('trusts no popup behind that page: another is opened', async () => {
    open.contexts = [popup];
    expect(await showsOver(1)).toBe(true);
    expect(done).toContain('popup in 1');
  });

  test('is seen in a tab of the window in use alone', async () => {
    open.contexts = [tab];
    open.activeTabs = [5];
    expect(await showsOver(1)).toBe(true);
    expect(done).toEqual(['popups closed', 'window 1 wanted']);
    expect(await showsOver(2)).toBe(true);
    expect(done).toContain('popup in 2');
  });

  test('says where that window does not come to the front, or is gone', async () => {
    open.looksTillFront = null;
    vi.useFakeTimers();
    const shown = showsOver(1);
    await vi.advanceTimersByTimeAsync(1_000);
    vi.useRealTimers();
    expect(await shown).toBe(false);
    await expect(showsOver(99)).rejects.toThrow('There is no such window.');
    expect(done).not.toContain('popup in 1');
  });
});

describe('an approval page that a background has left behind', () => {
  test('is left alone while it is waited for', async () => {
    await resume(savedWith({ ...grants.waiting, way: 'browser' }).state);
    expect(approvals.endLeftApproval).not.toHaveBeenCalled();
  });

  test('is closed where nothing has come of it', async () => {
    await resume(savedWith().state);
    expect(approvals.endLeftApproval).toHaveBeenCalledExactlyOnceWith(null);
  });

  test('gives way to the news where it has served', async () => {
    await resume(linkedWith().state);
    const [show] = approvals.endLeftApproval.mock.lastCall ?? [];
    expect(await show(null)).toBe(true);
    expect(done).toContain('popup in front');
  });
});
