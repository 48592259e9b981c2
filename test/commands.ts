import type { Command } from '../src/protocol.ts';

/** An example of each command; the compiler knows whether one is missing. */
const examples: { readonly [Name in Command['command']]: Command & { readonly command: Name } } = {
  link: { command: 'link', way: 'browser' },
  look: { command: 'look', closely: true },
  switch: { command: 'switch', endsTools: false },
  check: { command: 'check' },
  reopen: { command: 'reopen' },
  cancel: { command: 'cancel' },
  unlink: { command: 'unlink', endsTools: false },
  forget: { command: 'forget', id: null },
  giveAccess: { command: 'giveAccess', kind: 'kometa', name: 'Kometa', replaces: null },
  copied: { command: 'copied', id: 'some-id' },
  done: { command: 'done', id: 'some-id' },
  endAccess: { command: 'endAccess', id: 'some-id' },
  newsRead: { command: 'newsRead' },
  greeted: { command: 'greeted' },
};

/** Every command, and those that say one thing or the other with both. */
export const commands: readonly Command[] = [
  ...Object.values(examples),
  { command: 'link', way: 'device' },
  { command: 'look', closely: false },
  { command: 'switch', endsTools: true },
  { command: 'unlink', endsTools: true },
  { command: 'giveAccess', kind: 'other', name: 'Mine', replaces: 'some-id' },
];
