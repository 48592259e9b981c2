import { beforeEach, describe, expect, test } from 'vitest';
import { json } from '../plex/answers.ts';
import type { Trouble } from './small-plex.ts';
import { away, lost, outOfOrder, silent, worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

/** What a tool has, by the name of its access. */
let kometa: string;

/** Ada's account is linked, and Kometa has access to it. */
beforeEach(async () => {
  await world.link();
  kometa = await world.handOver('Kometa');
});

/** Tells plex.tv to end Kometa's access, as its owner does. */
async function endAccess(): Promise<void> {
  await world.computer.tell({ command: 'endAccess', id: kometa });
}

describe('a tool whose access its owner ends', () => {
  test('is a device no more, and its owner is told once plex.tv has confirmed that', async () => {
    const { plex, computer } = world;
    const asked = await world.askedWhile(endAccess);
    expect(asked).toEqual([
      'GET /devices.xml',
      expect.stringMatching(/^DELETE \/devices\/\d+\.xml$/),
    ]);
    expect(plex.alive).toEqual(['token-100']);
    expect(world.tools).toEqual({});
    expect(world.toolNews).toEqual([{ name: 'Kometa', what: 'ended' }]);
    expect(computer.view).toMatchObject({ status: 'linked', health: { name: 'good' } });
  });

  test('is ended among many, and no other is', async () => {
    const { plex } = world;
    await world.handOver('Tautulli');
    await world.handOver('Kometa');
    await endAccess();
    expect(plex.alive).toEqual(['token-100', 'token-102', 'token-103']);
    expect(world.tools).toEqual({ Tautulli: 'given', Kometa: 'given' });
  });

  test('is listed as one that ends until plex.tv can be told, also after a restart', async () => {
    const { plex, computer } = world;
    plex.trouble = away;
    await endAccess();
    expect(world.tools).toEqual({ Kometa: 'notEnded' });
    await computer.pass(300);
    computer.quit();
    plex.trouble = null;
    await computer.happen('onStartup');
    await computer.passLong(1);
    expect([world.tools, plex.alive]).toEqual([{}, ['token-100']]);
    expect(world.toolNews).toEqual([{ name: 'Kometa', what: 'ended' }]);
  });

  test('is ended as soon as the network is back', async () => {
    const { plex, computer } = world;
    plex.trouble = away;
    await endAccess();
    await computer.passLong(5);
    plex.trouble = null;
    await computer.happen('online');
    expect([world.tools, plex.alive]).toEqual([{}, ['token-100']]);
  });

  test('is ended once by a press that comes twice', async () => {
    const asked = await world.askedWhile(async () => {
      await Promise.all([endAccess(), endAccess()]);
      await endAccess();
    });
    expect(asked).toHaveLength(2);
  });

  test('is ended by a press in a time in which plex.tv wants to be left alone', async () => {
    const { plex, computer } = world;
    plex.trouble = () => json(429, {}, { 'retry-after': '600' });
    await computer.tell({ command: 'check' });
    plex.trouble = null;
    await endAccess();
    expect(plex.alive).toEqual(['token-100']);
  });

  test.each([
    ['nobody answers', away],
    ['no answer comes in time', silent],
    ['there is an outage', outOfOrder],
    ['there is nonsense', () => json(400, [])],
    ['it wants to be left alone', () => json(429, {}, { 'retry-after': '60' })],
    ['what it has done is not heard', lost],
  ])('is ended once plex.tv can be told, where first %s', async (_, trouble) => {
    for (const method of ['GET', 'DELETE']) {
      world.renew();
      await world.link();
      kometa = await world.handOver('Kometa');
      const { plex, computer } = world;
      plex.trouble = (request, answer) =>
        request.method === method ? trouble(request, answer) : null;
      await endAccess();
      await computer.pass(42);
      plex.trouble = null;
      await computer.passLong(2);
      expect([world.tools, plex.alive], method).toEqual([{}, ['token-100']]);
    }
  });

  test('is ended where its device was never seen before, and what ended it is not heard', async () => {
    const { plex, computer } = world;
    plex.trouble = ({ path }) => (path === '/devices.xml' ? outOfOrder() : null);
    kometa = await world.handOver('Tautulli');
    plex.trouble = (request, answer) =>
      request.method === 'DELETE' ? lost(request, answer) : null;
    await endAccess();
    plex.trouble = null;
    await computer.passLong(1);
    expect([world.tools, plex.alive]).toEqual([{ Kometa: 'given' }, ['token-100', 'token-101']]);
  });

  test('is ended where its device was never seen before, and the background dies of its end', async () => {
    world.renew();
    await world.link();
    const { plex, computer } = world;
    plex.trouble = ({ path }) => (path === '/devices.xml' ? outOfOrder() : null);
    kometa = await world.handOver('Kometa');
    plex.trouble = ({ method }, answer) => {
      if (method !== 'DELETE') return null;
      answer();
      computer.kill();
      return away();
    };
    await endAccess();
    plex.trouble = null;
    await computer.happen('onStartup');
    await computer.passLong(1);
    expect([world.tools, plex.alive]).toEqual([{}, ['token-100']]);
    expect(world.toolNews).toEqual([{ name: 'Kometa', what: 'ended' }]);
  });

  test('is not said to have ended by a 404 while it is listed', async () => {
    const { plex, computer } = world;
    plex.trouble = ({ method }) => (method === 'DELETE' ? new Response('', { status: 404 }) : null);
    await endAccess();
    await computer.passLong(5);
    expect(world.tools).toEqual({ Kometa: 'notEnded' });
    plex.trouble = null;
    await computer.passLong(2);
    expect([world.tools, plex.alive]).toEqual([{}, ['token-100']]);
  });

  test('is said to have ended by a 404 where somebody else was faster', async () => {
    const { plex } = world;
    plex.trouble = ({ method }, answer) => {
      if (method !== 'DELETE') return null;
      answer();
      return new Response('', { status: 404 });
    };
    await endAccess();
    plex.trouble = null;
    await world.computer.pass(2);
    expect([world.tools, plex.alive]).toEqual([{}, ['token-100']]);
  });

  test.each([200, 202, 204])('is ended with any success: %i', async status => {
    world.plex.settings.removalStatus = status;
    await endAccess();
    expect([world.tools, world.plex.alive]).toEqual([{}, ['token-100']]);
  });

  test('that cannot be ended for a week is given up, can be tried again, and forgotten', async () => {
    const { plex, computer } = world;
    plex.trouble = ({ method }) => (method === 'DELETE' ? outOfOrder() : null);
    await endAccess();
    await computer.passLong(8 * 24);
    expect(world.tools).toEqual({ Kometa: 'notEnding' });
    const isAsked = async (act: () => Promise<unknown>) =>
      (await world.askedWhile(act)).includes('GET /devices.xml');
    expect(await isAsked(() => computer.passLong(12))).toBe(false);
    expect(await isAsked(endAccess)).toBe(true);
    expect(world.tools).toEqual({ Kometa: 'notEnded' });
    await computer.passLong(8 * 24);
    await computer.tell({ command: 'forget', id: kometa });
    expect([world.tools, world.toolNews]).toEqual([{}, []]);
  });

  test('that was given up is forgotten alone', async () => {
    const { plex, computer } = world;
    const tautulli = await world.handOver('Tautulli');
    plex.trouble = ({ method }) => (method === 'DELETE' ? outOfOrder() : null);
    await endAccess();
    await computer.tell({ command: 'endAccess', id: tautulli });
    await computer.passLong(8 * 24);
    await computer.tell({ command: 'forget', id: null });
    expect(world.tools).toEqual({ Kometa: 'notEnding', Tautulli: 'notEnding' });
    await computer.tell({ command: 'forget', id: kometa });
    expect(world.tools).toEqual({ Tautulli: 'notEnding' });
  });

  test('is nothing to the link where plex.tv gives out the same token again', async () => {
    world.renew();
    const { plex, computer } = world;
    plex.settings.sameToken = true;
    await world.link();
    for (const command of ['done', 'endAccess'] as const) {
      await computer.tell({ command, id: await world.give() });
    }
    kometa = await world.handOver();
    expect(await computer.tell({ ask: 'token' })).toBe('token-100');
    await endAccess();
    await computer.passLong(48);
    await computer.tell({ command: 'check' });
    expect(computer.view).toMatchObject({ status: 'linked', health: { name: 'good' } });
    expect(plex.alive).toEqual(['token-100']);
    expect([...computer.secrets.values()]).toEqual(['token-100']);
  });
});

describe('a tool whose access is replaced', () => {
  test('keeps the old one until the new one was handed over, and no longer', async () => {
    const { plex, computer } = world;
    const id = await world.give('Kometa', kometa);
    await computer.tell({ command: 'copied', id });
    await computer.pass(300);
    expect(plex.alive).toEqual(['token-100', 'token-101', 'token-102']);
    await computer.tell({ command: 'done', id });
    expect(plex.alive).toEqual(['token-100', 'token-102']);
    expect(world.tools).toEqual({ Kometa: 'given' });
    expect(computer.state.grants.map(grant => grant.id)).toEqual([computer.link?.id, id]);
    // Whoever has replaced it need not be told that the old one has ended.
    expect(world.toolNews).toEqual([]);
  });

  test('keeps the old one where the new one was not copied', async () => {
    const { plex, computer } = world;
    await world.give('Kometa', kometa);
    await computer.pass(601);
    expect(plex.alive).toEqual(['token-100', 'token-101']);
    expect(world.tools).toEqual({ Kometa: 'given' });
    expect(world.toolNews).toEqual([{ name: 'Kometa', what: 'notCopied' }]);
  });

  test('keeps the old one where the new one could not be had', async () => {
    const { plex } = world;
    plex.trouble = outOfOrder;
    await world.give('Kometa', kometa);
    expect(world.giving).toMatchObject({ step: 'failed', replaces: kometa });
    expect([world.tools, plex.alive]).toEqual([{ Kometa: 'given' }, ['token-100', 'token-101']]);
  });

  test('loses the old one as soon as plex.tv can be told', async () => {
    const { plex, computer } = world;
    const id = await world.give('Kometa', kometa);
    await computer.tell({ command: 'copied', id });
    plex.trouble = away;
    await computer.tell({ command: 'done', id });
    computer.quit();
    plex.trouble = null;
    await computer.happen('onStartup');
    await computer.passLong(1);
    expect([world.tools, plex.alive]).toEqual([{ Kometa: 'given' }, ['token-100', 'token-102']]);
  });
});

describe('a tool whose access its owner has ended at Plex’s own page', () => {
  test('goes with the next answer, and its owner is told', async () => {
    const { plex, computer } = world;
    await world.handOver('Tautulli');
    plex.revoke('token-101');
    await computer.tell({ command: 'check' });
    expect(world.tools).toEqual({ Tautulli: 'given' });
    expect(world.toolNews).toEqual([{ name: 'Kometa', what: 'endedAtPlex' }]);
  });

  test('stays where plex.tv has never listed it: that proves nothing', async () => {
    const { plex, computer } = world;
    plex.trouble = ({ path }) => (path === '/devices.xml' ? outOfOrder() : null);
    await world.handOver('Tautulli');
    plex.revoke('token-102');
    plex.trouble = null;
    await computer.tell({ command: 'check' });
    expect(world.tools).toEqual({ Kometa: 'given', Tautulli: 'given' });
  });

  test.each([
    ['an outage', outOfOrder],
    ['nonsense', () => json(200, {})],
    ['half a list', () => xml('<MediaContainer size="2"><Device clientIdentifier="x" id="1"')],
    ['another list', () => xml('<Servers size="0"></Servers>')],
    ['a page', () => new Response('<h1>Hotel</h1>', { headers: { 'content-type': 'text/html' } })],
  ])('stays where plex.tv answers with %s', async (_, answer) => {
    const { plex, computer } = world;
    plex.trouble = ({ path }) => (path === '/devices.xml' ? answer() : null);
    await computer.tell({ command: 'check' });
    expect([world.tools, world.toolNews]).toEqual([{ Kometa: 'given' }, []]);
  });
});

describe('when plex.tv has seen a tool last', () => {
  /** What is known of Kometa. */
  const seenAt = () => {
    const known = world.computer.state.grants.find(({ id }) => id === kometa);
    return known?.phase === 'given' ? known.seenAt : 'not given';
  };

  test('is asked once it has access, when somebody looks after an hour, and when they press for it', async () => {
    const { plex, computer } = world;
    const addedAt = Date.now();
    expect(seenAt()).toBe(addedAt);
    const list = 'GET /devices.xml';
    await computer.passLong(1);
    expect(await world.askedWhile(() => world.look(1))).not.toContain(list);
    await computer.pass(60);
    await plex.fetch('https://plex.tv/api/v2/user', {
      headers: { 'X-Plex-Client-Identifier': kometa, 'X-Plex-Token': 'token-101' },
    });
    const usedAt = Date.now() - (Date.now() % 1_000);
    expect(await world.askedWhile(() => world.look(1))).toContain(list);
    expect(seenAt()).toBe(usedAt);
    expect(await world.askedWhile(() => computer.tell({ command: 'check' }))).toContain(list);
    expect(await world.askedWhile(() => world.look(60))).toEqual([]);
  });

  test('is not asked where there are no tools', async () => {
    const { computer } = world;
    await endAccess();
    const asked = await world.askedWhile(() => computer.tell({ command: 'check' }));
    expect(asked).toEqual(['GET /api/v2/user']);
  });

  test('is asked no more for as long as plex.tv then wants to be left alone', async () => {
    const { plex, computer } = world;
    plex.trouble = ({ path }) =>
      path === '/devices.xml' ? json(429, {}, { 'retry-after': '600' }) : null;
    await computer.tell({ command: 'check' });
    plex.trouble = null;
    expect(computer.state.quietUntil).toBe(Date.now() + 600_000);
    const asked = await world.askedWhile(async () => {
      await computer.happen('online');
      await world.look(500);
    });
    expect(asked).toEqual([]);
  });
});

describe.each(['cut', 'foreign'] as const)('a list of devices that is %s', devicesTold => {
  test('ends no tool here, until there is one that has the link as well', async () => {
    const { plex, computer } = world;
    plex.revoke('token-101');
    plex.settings.devicesTold = devicesTold;
    await computer.tell({ command: 'check' });
    expect([world.tools, world.toolNews]).toEqual([{ Kometa: 'given' }, []]);
    plex.settings.devicesTold = 'whole';
    await computer.tell({ command: 'check' });
    expect([world.tools, world.toolNews]).toEqual([{}, [{ name: 'Kometa', what: 'endedAtPlex' }]]);
  });

  test('does not say that an access has ended which its owner ends', async () => {
    const { plex, computer } = world;
    plex.settings.devicesTold = devicesTold;
    await endAccess();
    await computer.passLong(5);
    expect(world.tools).toEqual({ Kometa: 'notEnded' });
    plex.settings.devicesTold = 'whole';
    await computer.passLong(2);
    expect([world.tools, plex.alive]).toEqual([{}, ['token-100']]);
  });
});

/** A list of devices, or what is said to be one. */
function xml(body: string): Response {
  return new Response(body, { headers: { 'content-type': 'application/xml' } });
}

test('an end is not given up on the first answer after a week without any', async () => {
  const { plex, computer } = world;
  plex.trouble = away;
  await endAccess();
  await computer.passLong(8 * 24);
  plex.trouble = () => {
    plex.trouble = null;
    return outOfOrder();
  };
  await computer.passLong(2);
  expect([world.tools, plex.alive]).toEqual([{}, ['token-100']]);
});

async function withoutUuid(answer: Response): Promise<Response> {
  const { uuid: _, ...others } = await answer.json();
  return json(200, others);
}

test('an answer that does not name the account hides no tools, and they end with it', async () => {
  const { plex, computer } = world;
  plex.trouble = ({ path }, answer) => (path === '/api/v2/user' ? withoutUuid(answer()) : null);
  await computer.tell({ command: 'check' });
  await computer.pass(1);
  expect(world.tools).toEqual({ Kometa: 'given' });
  plex.trouble = null;
  await computer.tell({ command: 'unlink', endsTools: true });
  await computer.pass(10);
  expect(plex.alive).toEqual([]);
});

describe('many tools end one after the other, so that plex.tv need not ask for a pause', () => {
  beforeEach(async () => {
    for (let tool = 2; tool <= 12; tool += 1) await world.handOver(`Tool ${tool}`);
  });

  function ends(): number {
    return world.plex.asked.filter(what => what.startsWith('DELETE /devices')).length;
  }

  test('at the press', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'unlink', endsTools: true });
    expect(ends()).toBe(5);
    await computer.pass(3);
    expect(ends()).toBe(8);
    await computer.pass(4);
    expect([ends(), plex.alive]).toEqual([12, []]);
  });

  test.each<[string, Trouble, () => Promise<void>]>([
    [
      'when the browser starts, an hour later',
      away,
      async () => {
        world.computer.quit();
        await world.computer.passLong(1);
        world.plex.trouble = null;
        await world.computer.happen('onStartup');
      },
    ],
    [
      'when the network is back',
      away,
      async () => {
        await world.computer.passLong(1);
        world.plex.trouble = null;
        await world.computer.happen('online');
      },
    ],
    [
      'after a pause that plex.tv has asked for',
      () => json(429, {}, { 'retry-after': '60' }),
      async () => {
        world.plex.trouble = null;
        await world.computer.pass(59);
        expect(ends()).toBe(0);
        await world.computer.pass(1);
      },
    ],
  ])('%s', async (_, trouble, come) => {
    const { plex, computer } = world;
    plex.trouble = trouble;
    await computer.tell({ command: 'unlink', endsTools: true });
    await come();
    expect(ends()).toBe(5);
    await computer.pass(3);
    expect(ends()).toBe(8);
    await computer.pass(4);
    expect([ends(), plex.alive]).toEqual([12, []]);
  });
});
