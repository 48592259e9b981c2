import { availableParallelism } from 'node:os';
import { defineConfig, type UserWorkspaceConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import type { BrowserName } from './test/browsers/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The browser in which the end-to-end tests of this run are. */
    browser: BrowserName;
  }
}

/** Short files that take long. Vitest begins with large ones, and all would wait for these at the end. */
const slow = ['soak', 'gallery'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) =>
      slow.some(name => moduleId.endsWith(`e2e/${name}.test.ts`));
    return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))];
  }
}

/** A time zone in which it is about noon: near midnight, what was a minute ago is written with its date. */
function noonZone(): string {
  const ahead = 12 - new Date().getUTCHours();
  // In these names the sign is the other way round.
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

/** The end-to-end tests in one browser; what they need no browser for, or any, is done but once. */
function endToEnd(browser: BrowserName, exclude: string[] = []): UserWorkspaceConfig {
  return {
    test: {
      name: `e2e in ${browser}`,
      include: ['test/e2e/**/*.test.ts'],
      exclude,
      env: { TZ: noonZone() },
      provide: { browser },
      globalSetup: browser === 'firefox' ? ['test/e2e/used-profile.ts'] : [],
      // A browser under test waits now and then. This many keep all cores busy: more are no faster.
      maxWorkers: Math.ceil(availableParallelism() * 1.5),
      // Real browsers take their time: a limit, not an expectation.
      testTimeout: 240_000,
      hookTimeout: 240_000,
      expect: { poll: { timeout: 60_000 } },
    },
  };
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          // The files are many and short, and a thread begins sooner than a process.
          pool: 'threads',
          maxWorkers: '100%',
          // As above: a machine that is busy makes no test fail.
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      endToEnd('chromium'),
      endToEnd('firefox', ['test/e2e/{gallery,packages,pictures}.test.ts']),
    ],
  },
});
