import { defineConfig } from 'vitest/config';

/** The tests that must notice a change of the core, the API or the background. */
export default defineConfig({
  test: {
    include: ['test/link/**/*.test.ts', 'test/plex/**/*.test.ts', 'test/background/**/*.test.ts'],
    // Random stories take long, and what they alone would notice deserves a test with a name.
    exclude: ['test/background/stories.test.ts', 'test/link/properties.test.ts'],
  },
});
