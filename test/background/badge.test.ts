import { beforeEach, describe, expect, test, vi } from 'vitest';
import { good, links } from '../core/examples.ts';

const button = vi.hoisted(() => ({
  text: '',
  title: '',
  color: '',
  opens: true,
  opened: 0,
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
        button.opened += 1;
      },
    },
    i18n: { getMessage: (key: string) => key },
  },
}));

/** The button of a background that has just started. */
async function load() {
  vi.resetModules();
  return import('../../src/background/badge.ts');
}

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(button, { text: '', title: '', color: '', opens: true, opened: 0 });
});

describe('a link that was just made', () => {
  test('is shown for 10 s, and the popup opened', async () => {
    const { announce } = await load();
    await announce();
    expect(button).toMatchObject({ text: '✓', title: 'buttonLinked', opened: 1 });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(button.text).toBe('✓');
    await vi.advanceTimersByTimeAsync(1);
    expect(button).toMatchObject({ text: '', title: 'name' });
  });

  test('is shown where the popup opens only for a press', async () => {
    button.opens = false;
    const { announce } = await load();
    await announce();
    expect(button).toMatchObject({ text: '✓', opened: 0 });
  });

  test('is no news to somebody who looks, and is none afterwards', async () => {
    const { announce, looked } = await load();
    await looked();
    await vi.advanceTimersByTimeAsync(1_999);
    await announce();
    expect(button).toMatchObject({ text: '', opened: 0 });
    await vi.advanceTimersByTimeAsync(1);
    await announce();
    expect(button).toMatchObject({ text: '✓', opened: 1 });
    await looked();
    expect(button).toMatchObject({ text: '', title: 'name' });
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
    const { showState, looked, endNews } = await load();
    await showState(links.revoked);
    expect(button).toMatchObject({ text: '!', title: 'buttonRevoked', color: '#b42318' });
    await looked();
    await endNews();
    expect(button.text).toBe('!');
    await showState({ ...links.waiting, before: links.revoked });
    expect(button.text).toBe('!');
    await showState(good);
    expect(button).toMatchObject({ text: '', title: 'name' });
  });

  test('takes the place of the news that there was one', async () => {
    const { announce, showState } = await load();
    await announce();
    await showState(links.revoked);
    expect(button).toMatchObject({ text: '!', color: '#b42318' });
  });
});

test('other states show nothing, and take nothing away', async () => {
  const { announce, showState } = await load();
  for (const link of [links.unlinked, links.waiting, links.expired, links.failed, good]) {
    await showState(link);
    expect(button).toMatchObject({ text: '', title: '' });
  }
  await announce();
  await showState(good);
  expect(button).toMatchObject({ text: '✓', color: '#4338ca' });
});
