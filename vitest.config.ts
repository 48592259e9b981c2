import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          // As below: a machine that is busy makes no test fail.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // Real browsers take their time: a limit, not an expectation.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
