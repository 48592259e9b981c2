import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**'] } },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // Real browsers on a machine that may be busy: a limit, not an expectation.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
