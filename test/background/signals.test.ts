import { describe, expect, test } from 'vitest';
import { journalLength } from '../../src/core/journal.ts';
import { parseJournal } from '../../src/store/repair.ts';
import { worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

/** The pin is asked for while something happens ten times a second, for ten seconds. */
function askedInTenSeconds(act: () => Promise<unknown>): Promise<string[]> {
  return world.askedWhile(async () => {
    for (let tenth = 0; tenth < 100; tenth += 1) {
      await act();
      await world.computer.passShort(100);
    }
  });
}

describe('of signals', () => {
  test('as many as may come cause three checks, and else one a second', async () => {
    const { computer } = world;
    await computer.tell({ command: 'link', way: 'browser' });
    const asked = await askedInTenSeconds(() => computer.hear());
    expect(new Set(asked)).toEqual(new Set(['GET /api/v2/pins/100']));
    expect(asked.length).toBeGreaterThanOrEqual(10);
    expect(asked.length).toBeLessThanOrEqual(14);
  });

  test('no more come of several kinds, nor of a background that dies with each', async () => {
    const { computer } = world;
    await computer.tell({ command: 'link', way: 'browser' });
    let turn = 0;
    const asked = await askedInTenSeconds(async () => {
      turn += 1;
      if (turn % 3 === 0) await computer.happen('online');
      if (turn % 3 === 1) await computer.hear();
      if (turn % 3 === 2) await computer.tell({ command: 'look', closely: true });
      computer.kill();
    });
    expect(asked.length).toBeLessThanOrEqual(14);
  });

  test('each pin has its share, also one that was left', async () => {
    const { computer } = world;
    await computer.tell({ command: 'link', way: 'device' });
    await computer.tell({ command: 'link', way: 'browser' });
    const asked = await askedInTenSeconds(() => computer.hear());
    for (const pin of [100, 101]) {
      const checks = asked.filter(what => what === `GET /api/v2/pins/${pin}`);
      expect(checks.length).toBeLessThanOrEqual(14);
    }
  });

  test('the journal has no more of them than there is to tell', async () => {
    const { computer } = world;
    await computer.tell({ command: 'link', way: 'browser' });
    await askedInTenSeconds(async () => {
      await computer.hear();
      await computer.hear({ method: 'GET' });
    });
    const events = parseJournal(computer.disk.journal).map(({ event, times }) => [event, times]);
    expect(events.length).toBeLessThan(journalLength / 5);
    expect(events).toContainEqual(['linkPressed', 1]);
    expect(events).toContainEqual(['approvalHeard', 100]);
  });

  test('the approval is found at once although there were many before', async () => {
    const { computer } = world;
    await computer.tell({ command: 'link', way: 'browser' });
    await askedInTenSeconds(() => computer.hear());
    await world.approve();
    await computer.pass(1);
    expect(computer.view.status).toBe('linked');
  });
});

const pins = 'https://clients.plex.tv/api/v2/pins';

describe('no signal is', () => {
  test.each([
    [
      'a frame that a foreign page opens',
      { type: 'sub_frame', method: 'GET', initiator: 'https://evil.example' },
    ],
    [
      'a form that a foreign page sends',
      { type: 'main_frame', method: 'POST', initiator: 'https://evil.example' },
    ],
    ['a navigation of Plex’s own page', { type: 'main_frame', method: 'POST' }],
    ['a picture', { type: 'image', method: 'GET' }],
    ['a beacon', { type: 'ping', method: 'POST' }],
    ['what a foreign script asks', { initiator: 'https://evil.example' }],
    ['what a foreign script asks in Firefox', { originUrl: 'https://evil.example/app.plex.tv/' }],
    ['what we ask ourselves', { initiator: 'ext://pinlink' }],
    ['what we ask ourselves in Firefox', { originUrl: 'ext://pinlink/background.html' }],
    ['what nobody knows the origin of', { initiator: 'null' }],
    ['what is asked of another path', { url: 'https://clients.plex.tv/api/v2/user' }],
    ['what is asked of another host', { url: 'https://plex.tv.evil.example/api/v2/pins/link' }],
  ])('%s', async (_, request) => {
    const { computer } = world;
    await computer.tell({ command: 'link', way: 'browser' });
    const asked = await world.askedWhile(() => computer.hear({ url: `${pins}/x`, ...request }));
    expect(asked).toEqual([]);
    expect(computer.state.grants).toMatchObject([{ hearing: false, heardAt: 0 }]);
  });

  test('anything that is read, but for the proof that pages are heard', async () => {
    const { computer } = world;
    await computer.tell({ command: 'link', way: 'browser' });
    const asked = await world.askedWhile(() =>
      computer.hear({ method: 'GET', url: `${pins}/info?code=x` }),
    );
    expect(asked).toEqual([]);
    expect(computer.state.grants).toMatchObject([{ hearing: true, heardAt: 0 }]);
    expect(await world.askedWhile(() => computer.pass(45))).toHaveLength(3);
  });
});
