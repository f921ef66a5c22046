/** `npm run test:all` sets it: what is only sampled elsewhere then runs whole. */
export const isAll = process.env.ALL === '1';

/** Milliseconds for a property that takes long even as a sample, on a machine that does other things as well. */
export const longTimeout = isAll ? 600_000 : 60_000;

/**
 * How often a property runs. `npm test` takes a sample, always the same one: what it counts never depends on chance.
 * Whole, it runs as often as `all` says, elsewhere each time. Where a property is held for each of many, `of` says for
 * which: then they try different values, however few each of them tries.
 */
export const runs = (sample: number, all: number, of = ''): { numRuns: number; seed?: number } =>
  isAll ? { numRuns: all } : { numRuns: sample, seed: seedOf(of) };

const seedOf = (text: string): number =>
  [...text].reduce((seed, character) => (seed * 31 + (character.codePointAt(0) ?? 0)) | 0, 1);

/**
 * Of many that are tried alike, such as the actions of the catalog: one in so many, the same ones each time, beginning with
 * that at `from`. Whole, all.
 */
export const someOf = <T>(items: readonly T[], oneIn: number, from = 0): readonly T[] =>
  isAll ? items : items.filter((_, index) => index % oneIn === from);

/** Of the moments at which something may break, one in three, so that each outage comes before calls and after others. Whole, each. */
export const nextMoment = (moment: number): number => moment + (isAll ? 1 : 3);
