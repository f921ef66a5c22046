import { defineConfig } from 'vitest/config';

/** Core's own tests: those of the rules go through the whole system, too slow to run once a mutant. */
export default defineConfig({
  test: { include: ['test/unit/core/**/*.test.ts'], testTimeout: 20_000 },
});
