import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Where the tests are that must notice a change, the quickest first. */
const folders = ['core', 'catalogue', 'plex', 'store', 'background'];

/** Most changes are noticed by the tests of the very module, and then no other needs to run. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      folders.findIndex(folder => moduleId.includes(`/test/${folder}/`));
    return files.toSorted((a, b) => rank(a) - rank(b));
  }
}

/** The tests that must notice a change of the core, the API, the store or the background. */
export default defineConfig({
  test: {
    include: [...folders.map(folder => `test/${folder}/**/*.test.ts`), 'test/protocol.test.ts'],
    sequence: { sequencer: QuickestFirst },
    // A machine that is busy makes no test fail: a change that nobody noticed would count as noticed.
    testTimeout: 60_000,
    // Random stories and deaths at every step take long, and what they alone would notice deserves
    // a test with a name.
    exclude: ['test/**/{*stories,properties,hostile,killed*}.test.ts'],
  },
});
