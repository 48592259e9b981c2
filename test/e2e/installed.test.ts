import { expect, test } from 'vitest';
import { packageOf } from '../../tools/package.ts';
import type { BrowserName } from '../browsers/index.ts';
import { browsers, setStage } from './stage.ts';
import { unpack } from './unpack.ts';

/** What is installed: Chromium takes no zip of one that is not from its store. */
function installed(name: BrowserName): Promise<string> {
  return name === 'chromium' ? unpack('chrome') : packageOf('firefox');
}

test.each(browsers)('the packages can be installed in %s as they are, and link', async name => {
  const user = await setStage(name, { extension: await installed(name) });
  expect(await user.opened.complaints()).toEqual([]);
  await user.linkHere();
  await user.reads('account-name', 'Ada Example');
});
