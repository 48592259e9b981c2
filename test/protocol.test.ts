import { expect, test, vi } from 'vitest';
import type { Command } from '../src/protocol.ts';

type Listener = (message: unknown, sender: { id?: string; url?: string }) => unknown;

const wire = vi.hoisted(() => ({
  listeners: [] as Listener[],
  sent: [] as unknown[],
  answer: 'saved' as unknown,
  /** How many of the next messages find no background. */
  lost: 0,
}));

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: {
      id: 'pinlink',
      getURL: () => 'moz-extension://pinlink/',
      sendMessage: async (message: unknown) => {
        wire.sent.push(message);
        wire.lost -= 1;
        if (wire.lost >= 0) throw new Error('Receiving end does not exist.');
        return wire.answer;
      },
      onMessage: { addListener: (listener: Listener) => wire.listeners.push(listener) },
    },
  },
}));

const { askForToken, onMessage, sendCommand } = await import('../src/protocol.ts');

const taken: Command[] = [];
onMessage(
  async command => {
    taken.push(command);
    return 'saved';
  },
  async () => 'secret',
);
const [hear] = wire.listeners;
const popup = { id: 'pinlink', url: 'moz-extension://pinlink/popup.html' };

test('a command is sent as it is', async () => {
  expect(await sendCommand({ command: 'link', way: 'device' })).toBe('saved');
  expect(wire.sent).toEqual([{ command: 'link', way: 'device' }]);
  wire.answer = 'notSaved';
  expect(await sendCommand({ command: 'unlink' })).toBe('notSaved');
});

test('a command that is lost with a background is given once more, and no more than that', async () => {
  wire.answer = 'saved';
  wire.lost = 1;
  expect(await sendCommand({ command: 'check' })).toBe('saved');
  wire.sent.length = 0;
  wire.lost = 2;
  await expect(sendCommand({ command: 'check' })).rejects.toThrow();
  expect(wire.sent).toEqual([{ command: 'check' }, { command: 'check' }]);
});

test('what is answered to a command is a word', async () => {
  for (const answer of [undefined, null, 'secret', { token: 'secret' }]) {
    wire.answer = answer;
    await expect(sendCommand({ command: 'check' })).rejects.toThrow();
  }
});

test('the token is asked for, and there may be none', async () => {
  for (const answer of ['secret', null]) {
    wire.answer = answer;
    expect(await askForToken()).toBe(answer);
  }
  wire.answer = undefined;
  await expect(askForToken()).rejects.toThrow();
});

test('the token is given to our own page, and to nobody else', async () => {
  expect(await hear?.({ ask: 'token' }, popup)).toBe('secret');
  expect(hear?.({ ask: 'token' }, { ...popup, url: 'https://example.org/' })).toBeUndefined();
  expect(hear?.({ ask: 'token' }, { ...popup, id: 'other' })).toBeUndefined();
  expect(hear?.({ ask: 'everything' }, popup)).toBeUndefined();
});

test('what a command says too much is not taken', async () => {
  taken.length = 0;
  expect(await hear?.({ command: 'check', token: 'secret' }, popup)).toBe('saved');
  expect(taken).toEqual([{ command: 'check' }]);
});

test.each<Command>([
  { command: 'link', way: 'browser' },
  { command: 'link', way: 'device' },
  { command: 'look', closely: true },
  { command: 'look', closely: false },
  { command: 'switch' },
  { command: 'check' },
  { command: 'reopen' },
  { command: 'cancel' },
  { command: 'unlink' },
  { command: 'forget' },
])('$command is taken', async command => {
  taken.length = 0;
  expect(await hear?.(command, popup)).toBe('saved');
  expect(taken).toEqual([command]);
});

test.each([
  ['an unknown command', { command: 'token' }, popup],
  ['a way that is none', { command: 'link', way: 'pigeon' }, popup],
  ['a link by no way', { command: 'link' }, popup],
  ['a look that says not how', { command: 'look' }, popup],
  ['a look that says it with something else', { command: 'look', closely: 'yes' }, popup],
  ['no command at all', 'link', popup],
  ['another extension', { command: 'unlink' }, { ...popup, id: 'other' }],
  ['a web page', { command: 'unlink' }, { ...popup, url: 'https://example.org/' }],
  ['nobody', { command: 'unlink' }, {}],
])('%s is not heard', (_, message, sender) => {
  taken.length = 0;
  expect(hear?.(message, sender)).toBeUndefined();
  expect(taken).toEqual([]);
});
