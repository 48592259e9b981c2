import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          maxWorkers: '100%',
          // As below: a machine that is busy makes no test fail.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // A browser under test waits for most of its time, so more of them than cores fit.
          maxWorkers: 3,
          // Real browsers take their time: a limit, not an expectation.
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
