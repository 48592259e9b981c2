import { beforeEach, describe, expect, test } from 'vitest';
import { json } from '../plex/answers.ts';
import { away, lost, outOfOrder, silent, worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

/** Two tools have access to Ada's account, which is linked. */
beforeEach(async () => {
  await world.link('Ada');
  await world.handOver('Kometa');
  await world.handOver('Tautulli');
});

/** The names of the good devices at plex.tv. */
function devices(): string[] {
  return world.plex.devices.map(({ deviceName }) => deviceName);
}

const both = { Kometa: 'given', Tautulli: 'given' };
const bothDevices = ['Kometa (Pinlink)', 'Tautulli (Pinlink)'];

async function unlink(endsTools: boolean): Promise<void> {
  await world.computer.tell({ command: 'unlink', endsTools });
}

/** Links another account, or the same one, in the place of this one. */
async function switchTo(owner: string, endsTools: boolean): Promise<void> {
  await world.computer.tell({ command: 'switch', endsTools });
  await world.approve(owner);
}

describe('unlinking', () => {
  test('leaves the tools where that is wanted, and hides them', async () => {
    const { computer } = world;
    await unlink(false);
    expect(devices()).toEqual(bothDevices);
    expect([world.tools, world.toolNews]).toEqual([{}, []]);
    expect(computer.view).toMatchObject({ status: 'unlinked', news: 'signedOut' });
    expect([...computer.secrets]).toEqual([]);
  });

  test('shows them again to the same account, and to no other', async () => {
    await unlink(false);
    await world.link('Bo');
    expect(world.tools).toEqual({});
    await unlink(true);
    expect(devices()).toEqual(bothDevices);
    await world.link('Ada');
    expect(world.tools).toEqual(both);
    expect(world.toolNews).toEqual([]);
  });

  test('ends the tools before the token that can end them', async () => {
    const { computer } = world;
    const asked = await world.askedWhile(() => unlink(true));
    const ended = asked.filter(what => what.startsWith('DELETE'));
    expect(ended).toEqual([
      expect.stringContaining('/devices/'),
      expect.stringContaining('/devices/'),
      'DELETE /api/v2/users/signout',
    ]);
    expect(devices()).toEqual([]);
    expect(computer.view).toMatchObject({ status: 'unlinked', news: 'signedOut', unended: null });
    expect([computer.state.grants, [...computer.secrets]]).toEqual([[], []]);
  });

  test('ends them however long plex.tv is away, and says for so long that it has not', async () => {
    const { plex, computer } = world;
    plex.trouble = away;
    await unlink(true);
    await computer.pass(10);
    expect(computer.view).toMatchObject({ status: 'unlinked', news: 'notSignedOut' });
    computer.quit();
    await computer.happen('onStartup');
    await computer.passLong(24);
    expect(computer.view).toMatchObject({ news: 'notSignedOut', unended: 'trying' });
    plex.trouble = null;
    await computer.happen('online');
    await computer.passLong(2);
    expect(devices()).toEqual([]);
    expect(computer.view).toMatchObject({ status: 'unlinked', news: 'signedOut', unended: null });
    expect(computer.state.grants).toEqual([]);
  });

  test('ends the link all the same where a tool cannot be ended for a week', async () => {
    const { plex, computer } = world;
    plex.trouble = ({ path }) => (path.startsWith('/devices') ? outOfOrder() : null);
    await unlink(true);
    await computer.passLong(9 * 24);
    expect(devices()).toEqual(bothDevices);
    expect(computer.view).toMatchObject({ status: 'unlinked', unended: 'givenUp' });
    await computer.tell({ command: 'forget', id: null });
    expect(computer.view).toMatchObject({ status: 'unlinked', unended: null });
    expect([computer.state.grants, [...computer.secrets]]).toEqual([[], []]);
  });

  test.each([true, false])(
    'ends what nobody has copied, and leaves the rest as is wanted (tools end: %s)',
    async endsTools => {
      for (const isCopied of [true, false]) {
        world.renew();
        await world.link('Ada');
        const id = await world.give('Kometa');
        if (isCopied) await world.computer.tell({ command: 'copied', id });
        await unlink(endsTools);
        expect(await world.computer.tell({ ask: 'toolToken', id })).toBeNull();
        expect(devices()).toEqual(isCopied && !endsTools ? ['Kometa (Pinlink)'] : []);
        expect([...world.computer.secrets]).toEqual([]);
      }
    },
  );

  test('ends what a tool would have got', async () => {
    for (const method of ['POST', 'PUT', 'GET']) {
      world.renew();
      await world.link('Ada');
      const { plex, computer } = world;
      plex.trouble = (request, answer) => {
        if (request.method !== method) return null;
        answer();
        return silent();
      };
      await world.give('Kometa');
      plex.trouble = null;
      await unlink(false);
      await computer.passLong(1);
      expect(devices(), `while ${method} was asked`).toEqual([]);
      expect([computer.state.grants, [...computer.secrets]]).toEqual([[], []]);
    }
  });

  test('waits for no access that ends, if the token that would end it is dead, and says so', async () => {
    const { plex, computer } = world;
    plex.revoke('token-100');
    await unlink(true);
    await computer.passLong(1);
    expect(computer.view).toMatchObject({ status: 'unlinked', unended: 'givenUp' });
    expect([...computer.secrets]).toEqual([]);
    await world.link('Ada');
    await computer.pass(5);
    // What was ordered is done as soon as anybody can.
    expect([world.tools, devices()]).toEqual([{}, ['Pinlink (Chrome)']]);
    expect(computer.view).toMatchObject({ status: 'linked', unended: null });
  });

  test('can forget access that nobody can end, also beside another account', async () => {
    const { plex, computer } = world;
    plex.revoke('token-100');
    await unlink(true);
    await world.link('Bo');
    expect(computer.view).toMatchObject({ status: 'linked', unended: 'givenUp' });
    await computer.tell({ command: 'forget', id: null });
    expect(computer.view).toMatchObject({ status: 'linked', unended: null });
    expect(computer.state.grants).toHaveLength(1);
  });

  test('ends the tools with whichever token is still good', async () => {
    const { plex, computer } = world;
    plex.trouble = (request, answer) => {
      if (request.path.endsWith('signout')) return lost(request, answer);
      return request.path.startsWith('/devices') ? outOfOrder() : null;
    };
    await unlink(true);
    await world.link('Ada');
    await computer.pass(3);
    await unlink(true);
    plex.trouble = null;
    await computer.passLong(5);
    expect(devices()).toEqual([]);
    expect(computer.view).toMatchObject({ status: 'unlinked', news: 'signedOut', unended: null });
  });
});

describe('switching to another account', () => {
  test('leaves the tools of the first where that is wanted, and hides them', async () => {
    await switchTo('Bo', false);
    expect(devices()).toEqual([...bothDevices, 'Pinlink (Chrome)']);
    expect(world.tools).toEqual({});
    await switchTo('Ada', false);
    expect(world.tools).toEqual(both);
  });

  test('ends them where that is wanted, once the other account is linked', async () => {
    const { computer } = world;
    await computer.tell({ command: 'switch', endsTools: true });
    expect(devices()).toEqual(['Pinlink (Chrome)', ...bothDevices]);
    await world.approve('Bo');
    expect(devices()).toEqual(['Pinlink (Chrome)']);
    expect(computer.view).toMatchObject({ status: 'linked', account: { name: 'Bo' } });
    expect(world.plex.alive).toEqual([computer.token]);
  });

  test('ends them also where its user goes on by another way, or tries again', async () => {
    for (const turn of ['by another way', 'again'] as const) {
      world.renew();
      await world.link('Ada');
      await world.handOver('Kometa');
      const { plex, computer } = world;
      await computer.tell({ command: 'switch', endsTools: true });
      if (turn === 'again') {
        plex.decline();
        await computer.happen('online');
        expect(computer.view.status).toBe('failed');
      }
      await computer.tell({ command: 'link', way: 'device' });
      plex.approve(undefined, 'Bo');
      await computer.pass(10);
      expect([turn, ...devices()]).toEqual([turn, 'Pinlink (Chrome)']);
    }
  });

  test('ends none where it is cancelled, nor by what comes after', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'switch', endsTools: true });
    await computer.tell({ command: 'cancel' });
    await computer.pass(60);
    expect(world.tools).toEqual(both);
    plex.revoke('token-100');
    await computer.tell({ command: 'check' });
    await world.link('Ada');
    await computer.pass(5);
    expect([world.tools, world.strays]).toEqual([both, []]);
  });

  test('keeps those of the same account, or ends them where that is wanted', async () => {
    await switchTo('Ada', false);
    expect(world.tools).toEqual(both);
    await switchTo('Ada', true);
    expect([world.tools, devices()]).toEqual([{}, ['Pinlink (Chrome)']]);
  });

  test('hands nothing over any more that opens the first', async () => {
    const { computer } = world;
    const id = await world.give('Sonarr');
    await switchTo('Bo', false);
    expect(await computer.tell({ ask: 'toolToken', id })).toBeNull();
    expect(world.giving).toBeNull();
    expect(devices()).toEqual([...bothDevices, 'Pinlink (Chrome)']);
    await world.handOver('Radarr');
    expect([world.tools, world.strays]).toEqual([{ Radarr: 'given' }, []]);
  });
});

describe('a link that Plex has ended', () => {
  beforeEach(async () => {
    world.plex.revoke('token-100');
    await world.computer.tell({ command: 'check' });
  });

  test('still lists its tools, and gives none access', async () => {
    const { computer } = world;
    expect(computer.view).toMatchObject({
      status: 'revoked',
      tools: [{ name: 'Kometa' }, { name: 'Tautulli' }],
    });
    expect(await world.askedWhile(() => world.give('Sonarr'))).toEqual([]);
  });

  test('has a tool end once the same account is linked again', async () => {
    const { computer } = world;
    const [kometa] = computer.state.grants.filter(({ tool }) => tool?.name === 'Kometa');
    const asked = await world.askedWhile(async () => {
      await computer.tell({ command: 'endAccess', id: kometa?.id ?? '' });
      await computer.passLong(3);
    });
    // Nobody tries it: so nobody says so.
    expect([asked, world.tools.Kometa]).toEqual([[], 'notEnding']);
    await world.link('Ada');
    await computer.pass(5);
    expect([world.tools, devices()]).toEqual([
      { Tautulli: 'given' },
      ['Tautulli (Pinlink)', 'Pinlink (Chrome)'],
    ]);
  });

  test('has all its tools when the same account is linked again', async () => {
    await world.link('Ada');
    expect([world.tools, world.toolNews]).toEqual([both, []]);
  });
});

test('a link that is refused as it gives access, or ends it, is known to be so', async () => {
  for (const act of ['give', 'end'] as const) {
    world.renew();
    await world.link('Ada');
    const id = await world.handOver('Kometa');
    const { plex, computer } = world;
    plex.revoke('token-100');
    if (act === 'give') await world.give('Tautulli');
    else await computer.tell({ command: 'endAccess', id });
    await computer.pass(2);
    expect([act, computer.view.status]).toEqual([act, 'revoked']);
  }
});

test('what a tool is told of plex.tv’s wish to be left alone holds for the link as well', async () => {
  const { plex, computer } = world;
  plex.trouble = ({ method }) =>
    method === 'PUT' ? json(429, {}, { 'retry-after': '300' }) : null;
  await world.give('Sonarr');
  plex.trouble = null;
  expect(await world.askedWhile(() => computer.pass(290))).toEqual([]);
});
