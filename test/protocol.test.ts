import { describe, expect, test, vi } from 'vitest';
import type { Command, Server } from '../src/protocol.ts';
import { commands } from './commands.ts';

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

const {
  askForServers,
  askForToken,
  askForToolToken,
  closePopups,
  onClosing,
  onMessage,
  sendCommand,
} = await import('../src/protocol.ts');

const servers: Server[] = [
  {
    name: 'Attic',
    machineIdentifier: 'server-1',
    owner: null,
    addresses: [{ address: 'http://192.168.1.2:32400', kind: 'localHttp', isDockerBridge: false }],
  },
  { name: 'Elsewhere', machineIdentifier: 'server-2', owner: 'bea', addresses: [] },
];

const taken: Command[] = [];
onMessage(
  async command => {
    taken.push(command);
    return 'saved';
  },
  {
    token: async () => 'secret',
    toolToken: async id => (id === 'kometa-1' ? 'secret of Kometa' : null),
    servers: async () => servers,
  },
);
const close = vi.fn();
onClosing(close);
const [hear, hearInPopup] = wire.listeners;
const giving = { command: 'giveAccess', kind: 'kometa', name: 'Kometa', replaces: null };
const popup = { id: 'pinlink', url: 'moz-extension://pinlink/popup.html' };

test('a command is sent as it is', async () => {
  expect(await sendCommand({ command: 'link', way: 'device' })).toBe('saved');
  expect(wire.sent).toEqual([{ command: 'link', way: 'device' }]);
  wire.answer = 'notSaved';
  expect(await sendCommand({ command: 'unlink', endsTools: false })).toBe('notSaved');
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

test('a popup closes where the background wants that, and gives no answer', async () => {
  const background = { id: 'pinlink' };
  await closePopups();
  const message = wire.sent.at(-1);
  expect(hear?.(message, background)).toBeUndefined();
  for (const [said, sender] of [
    [message, { id: 'other' }],
    [message, {}],
    ['open', background],
    [{ command: 'look', closely: false }, background],
    [undefined, background],
  ] as const) {
    expect(hearInPopup?.(said, sender)).toBeUndefined();
  }
  expect(close).not.toHaveBeenCalled();
  const answer = hearInPopup?.(message, background);
  expect(close).toHaveBeenCalledOnce();
  expect(await Promise.race([answer, 'none so far'])).toBe('none so far');
});

test('where no popup is open, none is waited for', async () => {
  wire.lost = 1;
  await closePopups();
});

test('a popup that does not close is waited for a second, and no longer', async () => {
  vi.useFakeTimers();
  wire.answer = new Promise(() => undefined);
  const goOn = vi.fn();
  void closePopups().then(goOn);
  await vi.advanceTimersByTimeAsync(999);
  expect(goOn).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  vi.useRealTimers();
  expect(goOn).toHaveBeenCalledOnce();
});

test('the token is asked for, and there may be none', async () => {
  for (const answer of ['secret', null]) {
    wire.sent.length = 0;
    wire.answer = answer;
    expect(await askForToken()).toBe(answer);
    expect(wire.sent).toEqual([{ ask: 'token' }]);
  }
  wire.answer = undefined;
  await expect(askForToken()).rejects.toThrow();
});

test('that of a tool is asked for by its name, and there may be none', async () => {
  for (const answer of ['secret of Kometa', null]) {
    wire.sent.length = 0;
    wire.answer = answer;
    expect(await askForToolToken('kometa-1')).toBe(answer);
    expect(wire.sent).toEqual([{ ask: 'toolToken', id: 'kometa-1' }]);
  }
  wire.answer = { token: 'secret' };
  await expect(askForToolToken('kometa-1')).rejects.toThrow();
});

test('servers are asked for, and no more is told of them than there is to know', async () => {
  for (const answer of [servers, [], null]) {
    wire.sent.length = 0;
    wire.answer = answer;
    expect(await askForServers()).toEqual(answer);
    expect(wire.sent).toEqual([{ ask: 'servers' }]);
  }
  wire.answer = servers.map(server => ({ ...server, accessToken: 'secret' }));
  expect(await askForServers()).toEqual(servers);
  wire.answer = [{ name: 'Attic' }];
  await expect(askForServers()).rejects.toThrow();
});

describe.each([
  [{ ask: 'token' }, 'secret'],
  [{ ask: 'toolToken', id: 'kometa-1' }, 'secret of Kometa'],
  [{ ask: 'toolToken', id: 'other-1' }, null],
  [{ ask: 'servers' }, servers],
])('the question %j', (question, answer) => {
  test('is answered to our own page, and to nobody else', async () => {
    expect(await hear?.(question, popup)).toEqual(answer);
    expect(hear?.(question, { ...popup, url: 'https://example.org/' })).toBeUndefined();
    expect(hear?.(question, { ...popup, id: 'other' })).toBeUndefined();
    expect(hear?.(question, { id: 'pinlink' })).toBeUndefined();
    expect(hear?.(question, {})).toBeUndefined();
  });
});

test.each([
  { ask: 'everything' },
  { ask: 'toolToken' },
  { ask: 'toolToken', id: 7 },
  { ask: 'toolToken', id: 'a'.repeat(65) },
])('the question %j is none', question => {
  expect(hear?.(question, popup)).toBeUndefined();
});

test('what a command says too much is not taken', async () => {
  taken.length = 0;
  expect(await hear?.({ command: 'check', token: 'secret' }, popup)).toBe('saved');
  expect(taken).toEqual([{ command: 'check' }]);
});

test.each(commands)('$command is taken', async command => {
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
  ['a switch that says not what becomes of the tools', { command: 'switch' }, popup],
  ['an end of the link that does not', { command: 'unlink' }, popup],
  ['a tool that is no kind', { ...giving, kind: 'Kometa' }, popup],
  ['a kind with something behind it', { ...giving, kind: 'kometa!' }, popup],
  ['a kind with something before it', { ...giving, kind: '!kometa' }, popup],
  ['a tool without a name', { ...giving, name: '' }, popup],
  ['a name with a line break', { ...giving, name: 'Kometa\nX-Plex-Token: x' }, popup],
  ['a name that turns the direction of writing', { ...giving, name: 'Kom\u202eeta' }, popup],
  ['a name that is too long', { ...giving, name: 'K'.repeat(41) }, popup],
  ['access in the place of something else', { ...giving, replaces: 7 }, popup],
  ['the end of no access', { command: 'endAccess' }, popup],
  ['the end of an access that is no text', { command: 'endAccess', id: {} }, popup],
  ['no command at all', 'link', popup],
  ['another extension', { command: 'unlink', endsTools: false }, { ...popup, id: 'other' }],
  [
    'a web page',
    { command: 'unlink', endsTools: false },
    { ...popup, url: 'https://example.org/' },
  ],
  ['nobody', { command: 'unlink', endsTools: false }, {}],
])('%s is not heard', (_, message, sender) => {
  taken.length = 0;
  expect(hear?.(message, sender)).toBeUndefined();
  expect(taken).toEqual([]);
});
