import { beforeEach, expect, test, vi } from 'vitest';
import type { Form } from '../../../src/catalogue/entry.ts';
import { readAll, readField, type Wish } from '../../../src/pages/popup/screens/tools/wish.ts';
import type { Server } from '../../../src/protocol.ts';

const asked = vi.hoisted(() => ({ times: 0 }));

// Whoever is given the token counts as having it.
vi.mock('../../../src/protocol.ts', () => ({
  askForToolToken: async () => {
    asked.times += 1;
    return 'the-token';
  },
}));

const form: Form = {
  place: 'settings',
  file: null,
  fields: [
    { label: 'URL', value: 'address' },
    { label: 'API key', value: 'token' },
  ],
};

const wish: Wish = {
  id: 'mine',
  form,
  servers: { known: [], isAsking: false, answered: async () => [] },
  chosen: { picked: 'typed', typed: '192.168.1.12:32400' },
};

beforeEach(() => {
  asked.times = 0;
});

test.each([
  ['URL', 'http://192.168.1.12:32400', 0],
  ['API key', 'the-token', 1],
  ['what the form does not have', '', 0],
])('to copy %s asks for the token only where it holds that', async (label, copied, times) => {
  expect(await readField(wish, label)).toBe(copied);
  expect(asked.times).toBe(times);
});

test('to copy all of it is to copy what is secret', async () => {
  expect(await readAll(wish)).toBe('the-token');
});

test('the token is asked for only once the servers are known: who leaves before that has none', async () => {
  let answer: (servers: readonly Server[]) => void = () => undefined;
  const answered = new Promise<readonly Server[]>(resolve => {
    answer = resolve;
  });
  const text = readAll({ ...wish, servers: { ...wish.servers, answered: () => answered } });
  await Promise.resolve();
  expect(asked.times).toBe(0);
  answer([]);
  expect(await text).toBe('the-token');
});
