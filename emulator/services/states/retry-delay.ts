import type { Retrier } from './definition.ts';

/** Milliseconds before the next attempt, or undefined when this retrier has none left. */
export function retryDelay(retrier: Retrier, retriesSoFar: number, random: () => number): number | undefined {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxAttempts = 3, MaxDelaySeconds, JitterStrategy } = retrier;
  if (retriesSoFar >= MaxAttempts) return undefined;
  const backedOff = IntervalSeconds * BackoffRate ** retriesSoFar;
  const seconds = Math.min(backedOff, MaxDelaySeconds ?? backedOff);
  return Math.round(seconds * 1_000 * (JitterStrategy === 'FULL' ? random() : 1));
}
