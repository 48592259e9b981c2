import { beforeEach, describe, expect, test } from 'vitest';
import { json } from '../plex/answers.ts';
import type { Request } from '../plex-tv/exchange.ts';
import type { Trouble } from './small-plex.ts';
import { away, lost, outOfOrder, silent, worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

/** Ada's account is linked and known. */
beforeEach(() => world.link());

/** The requests by which a tool gets its token. */
const steps: Record<string, (request: Request) => boolean> = {
  'the pin': ({ method }) => method === 'POST',
  'its approval': ({ method }) => method === 'PUT',
  'its check': ({ method, path }) => method === 'GET' && path.includes('/pins/'),
  'the account': ({ path }) => path.endsWith('/user'),
};

const busy: Trouble = () => json(429, {}, { 'retry-after': '10' });

const page: Trouble = () =>
  new Response('<h1>Hotel</h1>', { headers: { 'content-type': 'text/html' } });

/** A plex.tv that does what it is asked for, and somebody on the way answers in its place. */
const overruled: Trouble = (request, answer) => {
  answer();
  return page(request, answer);
};

const troubles: Record<string, Trouble> = {
  'by nobody': away,
  'not in time': silent,
  'with 503': outOfOrder,
  'with 429': busy,
  'with a page': page,
  'with nonsense': () => json(200, { id: 'x', uuid: 7 }),
  'by nobody, and is done': lost,
  'with a page, and is done': overruled,
};

const all = Object.keys(steps).flatMap(step =>
  Object.keys(troubles).map(trouble => [step, trouble] as const),
);

/** One step is answered like this, so many times. */
function meet(step: string, trouble: string, times: number): void {
  let left = times;
  world.plex.trouble = (request, answer) => {
    if (left === 0 || !steps[step]?.(request)) return null;
    left -= 1;
    return troubles[trouble]?.(request, answer) ?? null;
  };
}

/** Gives a tool access, and waits until that is over, one way or the other. */
async function giveAndWait(): Promise<void> {
  const { computer } = world;
  await computer.tell({ command: 'giveAccess', kind: 'other', name: 'Kometa', replaces: null });
  for (let second = 0; second < 62 && world.giving?.step === 'asking'; second += 1) {
    await computer.pass(1);
  }
}

/** Whether its owner knows how it came out. */
function isTold(): boolean {
  return world.giving?.step === 'failed' || world.toolNews.length === 1;
}

describe('a step that is once answered', () => {
  test.each(all)(
    '%s %s: the tool has access, or none and its owner is told',
    async (step, trouble) => {
      const { plex, computer } = world;
      meet(step, trouble, 1);
      await giveAndWait();
      if (world.giving?.step === 'handed') {
        const { id } = world.giving;
        await computer.tell({ command: 'copied', id });
        await computer.tell({ command: 'done', id });
        expect(world.tools).toEqual({ Kometa: 'given' });
      } else {
        expect(isTold()).toBe(true);
      }
      await computer.passLong(1);
      expect(world.strays).toEqual([]);
      expect(plex.alive).toHaveLength(1 + Object.keys(world.tools).length);
      expect(computer.view).toMatchObject({ status: 'linked', health: { name: 'good' } });
    },
  );

  test.each([
    ['its approval', 'by nobody'],
    ['its approval', 'by nobody, and is done'],
    ['its approval', 'with a page, and is done'],
    ['its check', 'by nobody'],
    ['its check', 'not in time'],
    ['its check', 'with 503'],
    ['its check', 'with 429'],
    ['its check', 'with nonsense'],
    ['the account', 'by nobody'],
    ['the account', 'not in time'],
    ['the account', 'with 503'],
    ['the account', 'with a page'],
  ])('%s %s: nothing that plex.tv has done is lost', async (step, trouble) => {
    meet(step, trouble, 1);
    await giveAndWait();
    const isApproved = world.plex.pins.at(-1)?.answer !== null;
    expect(world.giving?.step ?? null).toBe(isApproved ? 'handed' : null);
  });
});

describe('a step that is answered for a day', () => {
  test.each(all)(
    '%s %s: its owner is told within a minute, and nothing is left',
    async (step, trouble) => {
      const { plex, computer } = world;
      meet(step, trouble, Number.POSITIVE_INFINITY);
      await giveAndWait();
      expect(world.giving?.step).not.toBe('asking');
      if (world.giving?.step === 'handed')
        await computer.tell({ command: 'done', id: world.giving.id });
      else expect(isTold()).toBe(true);
      await computer.passLong(23);
      plex.trouble = null;
      await computer.passLong(2);
      expect(world.strays).toEqual([]);
      expect(world.tools).toEqual({});
      expect(plex.alive).toEqual(['token-100']);
      expect(computer.view).toMatchObject({ status: 'linked', health: { name: 'good' } });
    },
  );
});

test('an approval that the browser sends twice, as the answer was lost, is found', async () => {
  const { plex } = world;
  plex.trouble = ({ method }, answer) => {
    if (method !== 'PUT') return null;
    answer();
    return answer();
  };
  await world.handOver();
  expect([world.tools, world.strays]).toEqual([{ Kometa: 'given' }, []]);
});

describe('an approval that plex.tv denies', () => {
  test.each([
    [401, 'unauthorized'],
    [404, 'gone'],
    [403, 'unexpectedStatus'],
    [429, 'rateLimited'],
  ])('with %i says why at once', async (status, reason) => {
    const { plex } = world;
    const error = { code: status === 404 ? 1020 : 1001 };
    // A pin that cannot be approved because it is gone is gone for whoever asks about it, too.
    plex.trouble = ({ method, path }) => {
      const isAboutPin = status === 404 && method === 'GET' && path.includes('/pins/');
      return method === 'PUT' || isAboutPin ? json(status, { errors: [error] }) : null;
    };
    await world.give();
    expect(world.giving).toEqual({
      step: 'failed',
      id: expect.any(String),
      kind: 'other',
      name: 'Kometa',
      replaces: null,
      reason,
    });
    plex.trouble = null;
    await world.computer.pass(90);
    expect(world.strays).toEqual([]);
    await world.handOver();
    expect(world.tools).toEqual({ Kometa: 'given' });
  });
});

test('whoever gives access while plex.tv wants to be left alone hears so, and nothing is left', async () => {
  const { plex, computer } = world;
  plex.trouble = () => json(429, {}, { 'retry-after': '600' });
  await computer.tell({ command: 'check' });
  plex.trouble = null;
  expect(await world.askedWhile(() => world.give())).toEqual([]);
  expect(world.giving).toMatchObject({ step: 'failed', reason: 'rateLimited' });
  await computer.pass(601);
  await world.handOver();
  expect([world.tools, world.strays]).toEqual([{ Kometa: 'given' }, []]);
});

test.each(['its approval', 'its check', 'the account'])(
  'whoever gives access hears at once that it would take too long, where a long pause begins with %s',
  async step => {
    const { plex, computer } = world;
    plex.trouble = request =>
      steps[step]?.(request) ? json(429, {}, { 'retry-after': '600' }) : null;
    await world.give();
    expect(world.giving?.step).not.toBe('asking');
    expect(isTold()).toBe(true);
    plex.trouble = null;
    await computer.passLong(1);
    expect([world.strays, plex.alive]).toEqual([[], ['token-100']]);
  },
);

test('whoever gives access in a short pause has it after that', async () => {
  const { plex, computer } = world;
  plex.trouble = () => json(429, {}, { 'retry-after': '15' });
  await computer.tell({ command: 'check' });
  plex.trouble = null;
  await giveAndWait();
  expect(world.giving).toMatchObject({ step: 'handed' });
});

test('without the permission for plex.tv it says at once that nothing came of it', async () => {
  const { computer } = world;
  computer.isAllowed = false;
  await computer.happen('permissionRemoved');
  await world.give();
  expect(world.giving).toMatchObject({ step: 'failed', reason: 'unreachable' });
});

test('a computer that slept through the approval finds what came of it, and ends it', async () => {
  const { plex, computer } = world;
  plex.trouble = (request, answer) => {
    if (!steps['its approval']?.(request)) return null;
    answer();
    return new Promise(() => undefined);
  };
  await world.give();
  computer.quit();
  plex.trouble = null;
  computer.setClock(3_600_000);
  await computer.happen('onStartup');
  await computer.passLong(1);
  expect(world.toolNews).toEqual([{ name: 'Kometa', what: 'unsure' }]);
  expect(plex.alive).toEqual(['token-100']);
});
