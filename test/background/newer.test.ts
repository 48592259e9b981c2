import { beforeEach, describe, expect, test } from 'vitest';
import { version } from '../../src/store/schema.ts';
import { commands } from '../commands.ts';
import { worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

/** What a version to come may have saved: a link, a wish that is due, and things that nobody knows. */
const record = {
  version: version + 1,
  state: {
    grants: [{ id: 'a', phase: 'ending', pending: { dueAt: 0 } }],
    link: 'b',
    tools: [{ name: 'x' }],
  },
  secrets: { a: 'token-of-a', b: { sealed: 'token-of-b' } },
  journal: 'elsewhere',
  // What has become of older keys is for that version to know.
  token: 'token-of-older',
  clientIdentifier: 'older',
};

beforeEach(() => void Object.assign(world.computer.disk, structuredClone(record)));

describe('what a newer version has saved', () => {
  test('is neither read nor written, whatever happens, and nothing is sent', async () => {
    const { plex, computer } = world;
    for (const name of ['onInstalled', 'onStartup', 'onAlarm', 'online']) {
      await computer.happen(name);
      computer.kill();
    }
    for (const command of commands) await computer.tell(command);
    await computer.hear();
    await computer.hear({ method: 'GET' });
    await computer.happen('onRemoved', 1);
    await computer.happen('permissionRemoved');
    await computer.happen('permissionAdded');
    await computer.passLong(48);
    expect(computer.disk).toEqual(record);
    expect(plex.asked).toEqual([]);
    expect([computer.alarmAt, computer.wayOut, computer.badge]).toEqual([null, null, '']);
    expect([computer.windows.size, computer.session.written]).toEqual([0, undefined]);
  });

  test('gives no token, and asks for no servers', async () => {
    const { plex, computer } = world;
    expect(await computer.tell({ ask: 'token' })).toBeNull();
    expect(await computer.tell({ ask: 'toolToken', id: 'a' })).toBeNull();
    expect(await computer.tell({ ask: 'servers' })).toBeNull();
    expect(plex.asked).toEqual([]);
  });

  test('goes on when that version is back', async () => {
    const { computer } = world;
    await computer.tell({ command: 'unlink', endsTools: false });
    for (const key of Object.keys(record)) delete computer.disk[key];
    await world.link();
    expect(computer.view.status).toBe('linked');
  });
});
