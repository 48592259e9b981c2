import { expect, test, vi } from 'vitest';
import type { Command } from '../src/messages.ts';

type Listener = (message: unknown, sender: { id?: string; url?: string }) => unknown;

const wire = vi.hoisted(() => ({ listeners: [] as Listener[], sent: [] as unknown[] }));

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: {
      id: 'pinlink',
      getURL: () => 'moz-extension://pinlink/',
      sendMessage: async (message: unknown) => void wire.sent.push(message),
      onMessage: { addListener: (listener: Listener) => wire.listeners.push(listener) },
    },
  },
}));

const { onCommand, send } = await import('../src/messages.ts');

const taken: Command[] = [];
onCommand(async command => void taken.push(command));
const [hear] = wire.listeners;
const popup = { id: 'pinlink', url: 'moz-extension://pinlink/popup.html' };

test('a command is sent as it is', async () => {
  await send({ command: 'link', way: 'device' });
  expect(wire.sent).toEqual([{ command: 'link', way: 'device' }]);
});

test.each<Command>([
  { command: 'link', way: 'browser' },
  { command: 'check' },
  { command: 'reopen' },
  { command: 'cancel' },
  { command: 'unlink' },
])('$command is taken', async command => {
  taken.length = 0;
  await hear?.(command, popup);
  expect(taken).toEqual([command]);
});

test.each([
  ['an unknown command', { command: 'token' }, popup],
  ['a way that is none', { command: 'link', way: 'pigeon' }, popup],
  ['no command at all', 'link', popup],
  ['another extension', { command: 'unlink' }, { ...popup, id: 'other' }],
  ['a web page', { command: 'unlink' }, { ...popup, url: 'https://example.org/' }],
  ['nobody', { command: 'unlink' }, {}],
])('%s is not heard', (_, message, sender) => {
  taken.length = 0;
  expect(hear?.(message, sender)).toBeUndefined();
  expect(taken).toEqual([]);
});
