import { beforeEach, expect, test } from 'vitest';
import { initial } from '../../src/core/state.ts';
import { draftFrom, type Step } from '../../src/pages/popup/draft.ts';
import { worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

/** What each popup that was opened was asked for. */
let opened: unknown[] = [];

beforeEach(() => {
  opened = [];
});

/** What the button's own menu offers, and no other menu. */
function offered(): string[] {
  return [...world.computer.menu.values()]
    .filter(({ visible, contexts }) => visible && contexts?.join() === 'action')
    .map(({ title }) => title);
}

/** From now on the popup opens, and looks for the step that it is asked for. */
function letPopupOpen(): void {
  world.computer.openPopup = () => {
    opened.push(wantedStep());
  };
}

function wantedStep(): Step | undefined {
  return draftFrom(world.computer.session.wanted, Date.now())?.step;
}

test('the button offers two things while an account is linked', async () => {
  const { plex, computer } = world;
  await computer.happen('onInstalled');
  expect(offered()).toEqual([]);
  await world.link();
  expect(offered()).toEqual(['giveAccess', 'check']);
  plex.revoke();
  await computer.tell({ command: 'check' });
  expect(offered()).toEqual([]);
  await world.link();
  expect(offered()).toEqual(['giveAccess', 'check']);
  await computer.tell({ command: 'unlink', endsTools: false });
  expect(offered()).toEqual([]);
});

test('it is made at each start, where the browser has forgotten it or not', async () => {
  const { computer } = world;
  await world.link();
  computer.kill();
  await computer.happen('onStartup');
  expect(offered()).toEqual(['giveAccess', 'check']);
  computer.quit();
  computer.menu.clear();
  await computer.happen('onStartup');
  expect(offered()).toEqual(['giveAccess', 'check']);
  expect(computer.faults).toEqual([]);
});

test('it is told to the browser where it changes, and only there', async () => {
  const { computer } = world;
  await world.link();
  const told = computer.menu.get('check');
  await computer.tell({ command: 'check' });
  // Whatever is told makes another item of it.
  expect(computer.menu.get('check')).toBe(told);
});

test('it offers nothing before there is a link, whenever the background is killed', async () => {
  for (let step = 1; step <= 20; step += 1) {
    world.renew();
    const { computer } = world;
    computer.killAt = { step, when: 'after' };
    await computer.happen('onInstalled');
    expect(offered(), `killed after step ${step}`).toEqual([]);
  }
});

test('a press asks Plex about the link, also one that has started the background', async () => {
  const { computer } = world;
  await world.link();
  letPopupOpen();
  computer.kill();
  const asked = await world.askedWhile(() => computer.happen('onClicked', { menuItemId: 'check' }));
  expect(asked).toEqual(['GET /api/v2/user']);
  // The popup opens once, and is asked for no step.
  expect(opened).toEqual([undefined]);
});

test('another opens the popup where a tool is chosen, before anything is awaited', async () => {
  const { computer } = world;
  await world.link();
  letPopupOpen();
  const life = await computer.start();
  for (const pressed of life.listeners.get('onClicked') ?? []) {
    pressed({ menuItemId: 'giveAccess' });
  }
  expect(opened).toEqual([{ at: 'pick', query: '' }]);
  await computer.settle();
  expect([...computer.windows]).toEqual([]);
});

test('or a tab with it, where the browser does not open the popup', async () => {
  const { computer } = world;
  await world.link();
  computer.openPopup = () => {
    throw new Error('Only for a press.');
  };
  await computer.happen('onClicked', { menuItemId: 'giveAccess' });
  expect([...computer.windows.values()]).toEqual(['ext://pinlink/popup.html']);
  expect(wantedStep()).toEqual({ at: 'pick', query: '' });
});

test('a phone has no such menu, and is linked all the same', async () => {
  world.renew({ hasWindows: false, origin: 'ext://pinlink' });
  const { computer } = world;
  await world.link();
  expect(computer.view.status).toBe('linked');
  expect(computer.session.openedByItself).toBeUndefined();
  expect([...computer.menu]).toEqual([]);
  // Nobody hears of it where showing fails, so it is asked here.
  const { showMenu } = await import('../../src/background/button-menu.ts');
  for (const state of [initial.state, computer.state]) await showMenu(state);
});
