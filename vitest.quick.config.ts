import { defineConfig } from 'vitest/config';
import { shared } from './vitest.config.ts';

/** What `npm test` runs: all suites as one, so that a worker loads only once what they share, and without the slow files. */
export default defineConfig({
  test: {
    ...shared,
    include: ['test/{unit,rules,contract,infra,e2e}/**/*.test.ts'],
    exclude: ['**/*.slow.test.ts'],
    globalSetup: ['test/support/synthesize-once.ts'],
    testTimeout: 60_000,
  },
});
