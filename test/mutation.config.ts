import { defineConfig } from 'vitest/config';

/** The tests that must notice a change of the core, the API, the store or the background. */
export default defineConfig({
  test: {
    include: [
      'test/core/**/*.test.ts',
      'test/catalogue/**/*.test.ts',
      'test/plex/**/*.test.ts',
      'test/background/**/*.test.ts',
      'test/store/**/*.test.ts',
      'test/protocol.test.ts',
    ],
    // A machine that is busy makes no test fail: a change that nobody noticed would count as noticed.
    testTimeout: 60_000,
    // Random stories take long, and what they alone would notice deserves a test with a name.
    exclude: ['test/**/stories.test.ts', 'test/**/properties.test.ts'],
  },
});
