import { expect, test } from 'vitest';
import { away, outOfOrder, worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

const devices = 'https://app.plex.tv/desktop/#!/settings/devices/all';

test('whoever removes the extension is led to Plex’s devices while there is a token', async () => {
  const { plex, computer } = world;
  await computer.happen('onInstalled');
  expect(computer.wayOut).toBe('');
  await computer.tell({ command: 'link', way: 'browser' });
  expect(computer.wayOut).toBe('');
  await world.approve();
  expect(computer.wayOut).toBe(devices);
  plex.trouble = away;
  await computer.tell({ command: 'unlink', endsTools: false });
  expect(computer.wayOut).toBe(devices);
  plex.trouble = null;
  await computer.happen('online');
  expect(computer.wayOut).toBe('');
});

test('and from one that is refused, or could not be ended until that was given up', async () => {
  const { plex, computer } = world;
  await world.link();
  plex.revoke();
  await computer.tell({ command: 'check' });
  expect(computer.wayOut).toBe(devices);
  plex.trouble = away;
  await computer.tell({ command: 'unlink', endsTools: false });
  await computer.passLong(8 * 24);
  // That nobody answers gives nothing up: only an answer does.
  expect(computer.view.unended).toBe('trying');
  expect(computer.wayOut).toBe(devices);
  plex.trouble = outOfOrder;
  await computer.passLong(8 * 24);
  expect(computer.view.unended).toBe('givenUp');
  expect(computer.wayOut).toBe(devices);
  await computer.tell({ command: 'forget', id: null });
  expect(computer.wayOut).toBe('');
});

test('the browser is told again at each start', async () => {
  const { computer } = world;
  await world.link();
  computer.quit();
  computer.wayOut = null;
  await computer.happen('onStartup');
  expect(computer.wayOut).toBe(devices);
});

test('and while a tool has access, also once its account is unlinked', async () => {
  const { computer } = world;
  await world.link();
  await world.handOver();
  await computer.tell({ command: 'unlink', endsTools: false });
  expect(computer.wayOut).toBe(devices);
  await world.link();
  await computer.tell({ command: 'unlink', endsTools: true });
  expect(computer.wayOut).toBe('');
});
