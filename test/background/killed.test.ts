import { expect, test } from 'vitest';
import { worldOfEachTest } from './world.ts';

const world = worldOfEachTest();

/** Goes through a whole link and back, as a user would who tries again whatever did nothing. */
async function linkAndUnlink(): Promise<void> {
  const { computer } = world;
  const status = () => computer.view.status;
  while (status() === 'unlinked') await computer.tell({ command: 'link', way: 'browser' });
  while (status() === 'requesting') await computer.pass(1);
  expect(status()).toBe('waiting');
  await world.approve();
  await computer.pass(90);
  expect(computer.view).toMatchObject({ status: 'linked', account: { name: 'Ada' } });
  while (status() !== 'unlinked') await computer.tell({ command: 'unlink', endsTools: false });
  await computer.pass(90);
}

test.each(['before', 'after'] as const)(
  'a background that is killed %s any of its steps goes on over the same disk',
  async when => {
    await linkAndUnlink();
    const { steps } = world.computer;
    expect(steps).toBeGreaterThan(30);
    for (let step = 1; step <= steps; step += 1) {
      world.renew();
      world.computer.killAt = { step, when };
      await linkAndUnlink();
      const { state, secrets } = world.computer;
      expect([state.grants, [...secrets]], `killed ${when} step ${step}`).toEqual([[], []]);
      expect([...world.plex.tokens.values()]).toEqual([false]);
    }
  },
);
