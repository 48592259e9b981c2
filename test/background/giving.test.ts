import { beforeEach, describe, expect, test } from 'vitest';
import { outOfOrder, silent, worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

/** Ada's account is linked and known. */
beforeEach(() => world.link());

describe('a tool that is given access', () => {
  test('has a token of its own that can be copied, and is a device by its own name', async () => {
    const { plex, computer } = world;
    const id = await world.give('Kometa');
    expect(world.giving).toMatchObject({ step: 'handed', name: 'Kometa', id, isCopied: false });
    expect(await computer.tell({ ask: 'toolToken', id })).toBe('token-101');
    expect(plex.devices).toMatchObject([
      { deviceName: 'Pinlink (Chrome)', token: 'token-100' },
      { deviceName: 'Kometa (Pinlink)', token: 'token-101', clientIdentifier: id },
    ]);
    expect(computer.token).toBe('token-100');
  });

  test('is one that has it once its token was copied and its owner is done', async () => {
    const { plex, computer } = world;
    const id = await world.give('Kometa');
    await computer.tell({ command: 'copied', id });
    expect(world.giving).toMatchObject({ step: 'handed', isCopied: true });
    await computer.tell({ command: 'done', id });
    expect([world.giving, world.tools]).toEqual([null, { Kometa: 'given' }]);
    expect([...computer.secrets.values()]).toEqual(['token-100']);
    expect(plex.alive).toEqual(['token-100', 'token-101']);
    expect(await world.askedWhile(() => computer.passLong(2))).toEqual([]);
  });

  test.each(['in time', 'when its time is over'])(
    'has it where its token was shown and typed off, and its owner is done %s',
    async moment => {
      const { plex, computer } = world;
      const id = await world.give();
      expect(world.giving).toMatchObject({ isCopied: false, isTaken: false });
      await computer.tell({ ask: 'toolToken', id });
      expect(world.giving).toMatchObject({ step: 'handed', isCopied: false, isTaken: true });
      if (moment === 'in time') await computer.tell({ command: 'done', id });
      else await computer.pass(600);
      expect([world.tools, world.toolNews]).toEqual([{ Kometa: 'given' }, []]);
      expect(plex.alive).toEqual(['token-100', 'token-101']);
      expect([...computer.secrets.values()]).toEqual(['token-100']);
    },
  );

  test('is told its token only once it is saved that somebody may have it', async () => {
    const { computer } = world;
    const id = await world.give();
    computer.diskIsFull = true;
    expect(await computer.tell({ ask: 'toolToken', id })).toBeNull();
    computer.diskIsFull = false;
    expect(world.giving).toMatchObject({ isTaken: false });
    expect(await computer.tell({ ask: 'toolToken', id })).toBe('token-101');
  });

  test('has it also where its owner is done in the very moment in which it was copied', async () => {
    const { computer } = world;
    const id = await world.give();
    await Promise.all((['copied', 'done'] as const).map(command => computer.tell({ command, id })));
    expect(world.tools).toEqual({ Kometa: 'given' });
  });

  test('is asked about in no more requests than that takes', async () => {
    expect(await world.askedWhile(() => world.handOver())).toEqual([
      'POST /api/v2/pins',
      'PUT /api/v2/pins/link',
      'GET /api/v2/pins/101',
      'GET /api/v2/user',
      'GET /devices.xml',
    ]);
  });

  test('is named in each request about its pin and its token, and in none of the link’s', async () => {
    const { plex } = world;
    plex.requests.length = 0;
    const id = await world.give('Größe');
    await world.computer.tell({ command: 'done', id });
    const said = plex.requests.map(({ method, headers }) => [
      method,
      headers['x-plex-device-name'],
      headers['x-plex-client-identifier'] === id,
      headers['x-plex-token'] ?? null,
    ]);
    expect(said).toEqual([
      ['POST', 'Grosse (Pinlink)', true, null],
      ['PUT', 'Pinlink (Chrome)', false, 'token-100'],
      ['GET', 'Grosse (Pinlink)', true, null],
      ['GET', 'Grosse (Pinlink)', true, 'token-101'],
      ['DELETE', 'Grosse (Pinlink)', true, 'token-101'],
    ]);
    expect(plex.requests[0]?.headers).toMatchObject({ 'x-plex-product': 'Grosse' });
    expect(plex.requests[0]?.headers).not.toHaveProperty('x-plex-version');
  });

  test('is still there to be copied after the browser was started again', async () => {
    const { computer } = world;
    const id = await world.give();
    computer.quit();
    await computer.happen('onStartup');
    expect(await computer.tell({ ask: 'toolToken', id })).toBe('token-101');
    await computer.tell({ command: 'copied', id });
    await computer.pass(600);
    expect(world.tools).toEqual({ Kometa: 'given' });
    expect([world.giving, world.toolNews, world.strays]).toEqual([null, [], []]);
  });

  test('loses it if nobody copies its token within ten minutes, and its owner is told', async () => {
    const { plex, computer } = world;
    await world.give();
    await computer.pass(598);
    expect(world.giving).toMatchObject({ step: 'handed' });
    await computer.pass(2);
    expect(plex.alive).toEqual(['token-100']);
    expect([...computer.secrets.values()]).toEqual(['token-100']);
    expect(world.toolNews).toEqual([{ name: 'Kometa', what: 'notCopied' }]);
    expect([world.giving, world.tools]).toEqual([null, {}]);
    await computer.tell({ command: 'newsRead' });
    expect(world.toolNews).toEqual([]);
  });

  test('loses it after that time in which the computer slept', async () => {
    const { plex, computer } = world;
    await world.give();
    computer.quit();
    computer.setClock(3_600_000);
    await computer.happen('onStartup');
    await computer.settle();
    expect(plex.alive).toEqual(['token-100']);
    expect(world.toolNews).toEqual([{ name: 'Kometa', what: 'notCopied' }]);
  });

  test.each(['done', 'endAccess'] as const)(
    'loses it at once by %s if nobody has copied its token',
    async command => {
      const { plex, computer } = world;
      const id = await world.give();
      await computer.tell({ command, id });
      expect(plex.alive).toEqual(['token-100']);
      expect([world.giving, world.tools, world.toolNews]).toEqual([null, {}, []]);
      expect(await computer.tell({ ask: 'toolToken', id })).toBeNull();
    },
  );

  test('loses it at once where its owner ends it, although its token was copied', async () => {
    const { plex, computer } = world;
    const id = await world.give();
    await computer.tell({ command: 'copied', id });
    await computer.tell({ command: 'endAccess', id });
    expect(plex.alive).toEqual(['token-100']);
    expect([world.giving, world.tools]).toEqual([null, {}]);
  });

  test('has a token that plex.tv gives out again, although its end was ordered before', async () => {
    const { plex, computer } = world;
    plex.trouble = ({ method }) => (method === 'DELETE' ? outOfOrder() : null);
    await computer.tell({ command: 'done', id: await world.give('Kometa') });
    plex.settings.sameToken = true;
    // It is given out with the approval, and long before anybody here knows.
    plex.trouble = ({ method }, answer) => {
      if (method !== 'PUT') return null;
      answer();
      return silent();
    };
    await world.give('Tautulli');
    await computer.pass(15);
    const id = world.giving?.step === 'handed' ? world.giving.id : 'nothing was handed over';
    expect(await computer.tell({ ask: 'toolToken', id })).toBe('token-101');
    await computer.tell({ command: 'copied', id });
    await computer.tell({ command: 'done', id });
    await computer.passLong(2);
    expect(plex.alive).toEqual(['token-100', 'token-101']);
  });

  test('never has it where the pin is for another account than the link', async () => {
    const { plex, computer } = world;
    plex.settings.approvedFor = 'stranger';
    await world.give();
    expect(world.giving).toBeNull();
    expect(world.toolNews).toEqual([{ name: 'Kometa', what: 'otherAccount' }]);
    expect(plex.alive).toEqual(['token-100']);
    expect([...computer.secrets.values()]).toEqual(['token-100']);
  });
});

describe('one press', () => {
  const press = { command: 'giveAccess', kind: 'other', name: 'Kometa', replaces: null } as const;

  test('that comes twice makes one token', async () => {
    const { plex, computer } = world;
    await Promise.all([computer.tell(press), computer.tell(press)]);
    await computer.tell(press);
    expect(plex.pins).toHaveLength(2);
    expect(plex.devices.map(({ deviceName }) => deviceName)).toEqual([
      'Pinlink (Chrome)',
      'Kometa (Pinlink)',
    ]);
  });

  test('for another tool does nothing while one is about to have access', async () => {
    const { plex, computer } = world;
    plex.trouble = ({ method }) => (method === 'PUT' ? new Promise(() => undefined) : null);
    await computer.tell(press);
    for (const step of ['asking', 'handed'] as const) {
      await computer.tell({ ...press, name: 'Tautulli' });
      expect(world.giving).toMatchObject({ step, name: 'Kometa' });
      plex.trouble = null;
      computer.kill();
      await computer.happen('onStartup');
      if (step === 'asking') break;
    }
    expect(plex.pins).toHaveLength(2);
  });

  test('while nobody is linked does nothing', async () => {
    const { plex, computer } = world;
    await computer.tell({ command: 'unlink', endsTools: false });
    expect(await world.askedWhile(() => computer.tell(press))).toEqual([]);
    expect([computer.state.grants, plex.alive]).toEqual([[], []]);
  });

  test('while nobody knows whose account is linked does nothing', async () => {
    world.renew();
    world.plex.settings.dialect = 'sparse';
    await world.link();
    expect(await world.askedWhile(() => world.computer.tell(press))).toEqual([]);
  });

  test('can be taken back at each moment, and nothing is left of it', async () => {
    for (const method of ['POST', 'PUT', 'GET']) {
      world.renew();
      await world.link();
      const { plex, computer } = world;
      let answers = () => {};
      plex.trouble = (request, answer) => {
        if (request.method !== method) return null;
        plex.trouble = null;
        return new Promise(resolve => {
          answers = () => resolve(answer());
        });
      };
      await computer.tell(press);
      const id = computer.state.grants.at(-1)?.id ?? '';
      await computer.tell({ command: 'endAccess', id });
      expect(world.giving).toBeNull();
      answers();
      await computer.pass(90);
      expect(await computer.tell(press)).toBe('saved');
      expect(world.giving).toMatchObject({ step: 'handed' });
      const handed = world.giving?.step === 'handed' ? world.giving.id : '';
      await computer.tell({ command: 'done', id: handed });
      await computer.passLong(1);
      expect(plex.alive, `taken back at ${method}`).toEqual(['token-100']);
    }
  });
});
