import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Grant } from '../../src/core/state.ts';
import { good, grants, other, savedWith } from '../core/examples.ts';

const button = vi.hoisted(() => ({
  text: '',
  title: '',
  color: '',
  opens: true,
  /** Whether a page of ours is open. */
  isPageOpen: true,
  /** Whether the popup that opens is marked as opened by itself. */
  isMarked: false,
  /** The mark that each popup has found which was opened. */
  opened: [] as boolean[],
}));

vi.mock('webextension-polyfill', () => ({
  default: {
    action: {
      getBadgeText: async () => button.text,
      setBadgeText: async ({ text }: { text: string }) => void Object.assign(button, { text }),
      setTitle: async ({ title }: { title: string }) => void Object.assign(button, { title }),
      setBadgeBackgroundColor: async ({ color }: { color: string }) =>
        void Object.assign(button, { color }),
      openPopup: async () => {
        if (!button.opens) throw new Error('Only for a press.');
        button.opened.push(button.isMarked);
      },
    },
    runtime: {
      getURL: (path: string) => `ext://pinlink/${path}`,
      getContexts: async () => (button.isPageOpen ? [{}] : []),
    },
    i18n: { getMessage: (key: string) => key },
  },
}));

vi.mock('../../src/store/storage.ts', () => ({
  markOpenedByItself: async () => void Object.assign(button, { isMarked: true }),
  unmarkOpenedByItself: async () => void Object.assign(button, { isMarked: false }),
}));

/** The button of a background that has just started. */
async function load() {
  vi.resetModules();
  return import('../../src/background/badge.ts');
}

function stateWith(...known: readonly Grant[]) {
  return savedWith(...known).state;
}

const { refused } = grants;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(button, { text: '', title: '', color: '', opens: true, isMarked: false });
  button.isPageOpen = true;
  button.opened.length = 0;
});

describe('a link that was just made', () => {
  test('is shown for 10 s, and the popup opened, which can know that nobody has pressed', async () => {
    const { announce } = await load();
    await announce();
    expect(button).toMatchObject({ text: '✓', title: 'buttonLinked', opened: [true] });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(button.text).toBe('✓');
    await vi.advanceTimersByTimeAsync(1);
    expect(button).toMatchObject({ text: '', title: 'name' });
  });

  test('is shown where the popup opens only for a press, and that one is the user’s', async () => {
    button.opens = false;
    const { announce } = await load();
    await announce();
    expect(button).toMatchObject({ text: '✓', opened: [], isMarked: false });
  });

  test('is no news to somebody who looks, and is none afterwards', async () => {
    const { announce, popupSeen } = await load();
    await popupSeen();
    await vi.advanceTimersByTimeAsync(1_999);
    await announce();
    expect(button).toMatchObject({ text: '', opened: [], isMarked: false });
    await vi.advanceTimersByTimeAsync(1);
    await announce();
    expect(button).toMatchObject({ text: '✓', opened: [true] });
    await popupSeen();
    expect(button).toMatchObject({ text: '', title: 'name' });
  });

  test('is news to somebody who looked, and has closed the popup since', async () => {
    const { announce, popupSeen } = await load();
    await popupSeen();
    button.isPageOpen = false;
    await announce();
    expect(button).toMatchObject({ text: '✓', opened: [true] });
  });

  test('is no news after a death', async () => {
    await (await load()).announce();
    const { endNews } = await load();
    await endNews();
    expect(button).toMatchObject({ text: '', title: 'name' });
  });
});

describe('a link that plex.tv has ended', () => {
  test('is shown until there is another', async () => {
    const { showState, popupSeen, endNews } = await load();
    await showState(stateWith(refused));
    expect(button).toMatchObject({ text: '!', title: 'buttonRevoked', color: '#b42318' });
    await popupSeen();
    await endNews();
    expect(button.text).toBe('!');
    await showState(stateWith(refused, other(grants.waiting)));
    expect(button.text).toBe('!');
    await showState(stateWith(good));
    expect(button).toMatchObject({ text: '', title: 'name' });
  });

  test('takes the place of the news that there was one', async () => {
    const { announce, showState } = await load();
    await announce();
    await showState(stateWith(refused));
    expect(button).toMatchObject({ text: '!', color: '#b42318' });
  });
});

test('other states show nothing, and take nothing away', async () => {
  const { announce, showState } = await load();
  const { requesting, waiting, failed, ending, given, handed } = grants;
  await showState(stateWith());
  for (const grant of [requesting, waiting, failed, ending, given, handed, good]) {
    await showState(stateWith(grant));
    expect(button).toMatchObject({ text: '', title: '' });
  }
  await announce();
  await showState(stateWith(good));
  expect(button).toMatchObject({ text: '✓', color: '#4338ca' });
});
