/** `npm run test:all` sets it: what `npm test` only samples then runs whole. */
export const isAll = process.env.ALL === '1';

/**
 * How often a property runs. `npm test` takes a sample, always the same one: what it counts never depends on chance.
 * Whole, it runs as often as `all` says, elsewhere each time.
 */
export const runs = (sample: number, all: number): { numRuns: number; seed?: number } =>
  isAll ? { numRuns: all } : { numRuns: sample, seed: 1 };
