import type { KnipConfig } from 'knip';

/**
 * What must be used by something. `knip --production` looks at the extension alone: there, an export
 * that only a test wants may stay if its own file needs it, and is dead otherwise.
 */
const config: KnipConfig = {
  entry: [
    'src/background/index.ts!',
    'src/pages/popup/start.ts!',
    'tools/*.ts',
    'test/mutation.config.ts',
  ],
  project: ['src/**/*.{ts,tsx}!', 'test/**/*.ts', 'tools/**/*.ts'],
  ignoreExportsUsedInFile: process.argv.includes('--production'),
};

export default config;
