import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryDelay } from '../../../../../emulator/services/states/retry-delay.ts';

const ErrorEquals = ['A'];
const whole = () => 1;
const delays = (retrier: object, random = whole) =>
  [0, 1, 2, 3, 4].map((retries) => retryDelay({ ErrorEquals, ...retrier }, retries, random));

test('by default there are three retries, after one, two and four seconds', () => {
  expect(delays({})).toEqual([1_000, 2_000, 4_000, undefined, undefined]);
});

test('the interval grows by the rate up to the longest delay', () => {
  expect(delays({ IntervalSeconds: 3, BackoffRate: 3, MaxDelaySeconds: 20, MaxAttempts: 9 })).toEqual([
    3_000, 9_000, 20_000, 20_000, 20_000,
  ]);
});

test('no attempts means never', () => {
  expect(delays({ MaxAttempts: 0 })).toEqual(Array(5).fill(undefined));
});

test('full jitter takes any part of the delay, and none takes the whole', () => {
  expect(delays({ JitterStrategy: 'FULL' }, () => 0.25).slice(0, 3)).toEqual([250, 500, 1_000]);
  expect(delays({ JitterStrategy: 'NONE' }, () => 0.25).slice(0, 3)).toEqual([1_000, 2_000, 4_000]);
});

test('a delay is never longer than the longest one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 1, max: 10, noNaN: true }),
      fc.integer({ min: 1, max: 1_000 }),
      fc.integer({ min: 0, max: 50 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (IntervalSeconds, BackoffRate, MaxDelaySeconds, retries, drawn) => {
        const retrier = {
          ErrorEquals,
          IntervalSeconds,
          BackoffRate,
          MaxDelaySeconds,
          MaxAttempts: 99,
          JitterStrategy: 'FULL',
        } as const;
        const delay = retryDelay(retrier, retries, () => drawn);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(MaxDelaySeconds * 1_000);
      },
    ),
  );
});
