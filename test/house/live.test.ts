import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { afterClosing, beforeClosing, refuseRoot } from '../../tools/live.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a browser for a real account', () => {
  test('is refused to root, who is told why', () => {
    vi.spyOn(process, 'getuid').mockReturnValue(0);
    expect(refuseRoot).toThrow(/--live as root: .*sandbox/);
  });

  test('is there for anybody else', () => {
    vi.spyOn(process, 'getuid').mockReturnValue(1_000);
    expect(refuseRoot).not.toThrow();
  });

  test('is there where a system has no root', () => {
    const { getuid } = process;
    onTestFinished(() => {
      Object.assign(process, { getuid });
    });
    Object.assign(process, { getuid: undefined });
    expect(refuseRoot).not.toThrow();
  });

  test('is to be unlinked before it is closed: a token that is left stays alive', () => {
    expect(beforeClosing).toMatch(
      /^Unlink first, then close the browser: .*stays alive at Plex\.$/,
    );
    expect(afterClosing).toMatch(/not unlinked before, the token is still alive/);
  });
});
