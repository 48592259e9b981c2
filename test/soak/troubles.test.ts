import { expect, onTestFinished, test } from 'vitest';
import { statusOf } from '../plex-tv/ask.ts';
import { startPlexTv } from '../plex-tv/index.ts';
import { Troubles } from './troubles.ts';

test('where two things cut the network, it is back when both are over', async () => {
  const plexTv = await startPlexTv();
  onTestFinished(() => plexTv.close());
  const troubles = new Troubles(plexTv);
  const { signal } = new AbortController();
  const cut = { kind: 'cut', at: 0, lasts: 0, seconds: 0 } as const;
  await Promise.all([troubles.begin(cut, signal), troubles.begin(cut, signal)]);
  await troubles.calm();
  expect(await statusOf(plexTv, 'no token')).toBe(401);
});
