import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Grant } from '../../src/core/state.ts';
import { good, grants, other, savedWith } from '../core/examples.ts';

const button = vi.hoisted(() => ({ text: '', title: '', color: '', changes: 0 }));

vi.mock('webextension-polyfill', () => ({
  default: {
    action: {
      setBadgeText: async ({ text }: { text: string }) => {
        Object.assign(button, { text });
        button.changes += 1;
      },
      setTitle: async ({ title }: { title: string }) => void Object.assign(button, { title }),
      setBadgeBackgroundColor: async ({ color }: { color: string }) =>
        void Object.assign(button, { color }),
    },
    i18n: { getMessage: (key: string) => key },
  },
}));

/** The button of a background that has just started. */
async function load() {
  vi.resetModules();
  const { showState } = await import('../../src/background/badge.ts');
  return (...known: readonly Grant[]) => showState(savedWith(...known).state);
}

const { refused, held } = grants;
const linked = { text: '✓', title: 'buttonLinked', color: '#4338ca' };
const revoked = { text: '!', title: 'buttonRevoked', color: '#b42318' };
const nothing = { text: '', title: 'name' };

beforeEach(() => void Object.assign(button, { text: '', title: '', color: '', changes: 0 }));

describe('a link that was just made', () => {
  test('is shown until its owner has seen whose account it is', async () => {
    const show = await load();
    await show(held);
    expect(button).toMatchObject(linked);
    await show({ ...good, greetedAt: null });
    expect(button).toMatchObject(linked);
    await show(good);
    expect(button).toMatchObject(nothing);
  });

  test('is shown again by a background that starts: the browser may have forgotten it', async () => {
    await (await load())(held);
    Object.assign(button, nothing);
    await (await load())(held);
    expect(button).toMatchObject(linked);
  });
});

test('a link that plex.tv has ended is shown until there is another', async () => {
  const show = await load();
  await show(refused);
  expect(button).toMatchObject(revoked);
  await show(refused, other(grants.waiting));
  expect(button).toMatchObject(revoked);
  await show(good);
  expect(button).toMatchObject(nothing);
  await show(held);
  await show(refused);
  expect(button).toMatchObject(revoked);
});

test('other states show nothing', async () => {
  const show = await load();
  const { requesting, waiting, failed, ending, given, handed } = grants;
  await show();
  for (const grant of [requesting, waiting, failed, ending, given, handed, good]) {
    await show(grant);
    expect(button).toMatchObject(nothing);
  }
});

test('the button is left alone where nothing changes', async () => {
  const show = await load();
  for (const grant of [good, good, held, held, { ...held, isNewAccount: true }]) await show(grant);
  expect(button.changes).toBe(2);
});

test('what comes last is what stays, however slow the browser is', async () => {
  const show = await load();
  await Promise.all([show(held), show(good), show(refused)]);
  expect(button).toMatchObject(revoked);
});
