import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../../../core/lib/duration.ts';

describe('a duration', () => {
  it.each([
    ['45s', 45],
    ['30m', 1_800],
    ['4h', 14_400],
    ['2d', 172_800],
    ['999999s', 999_999],
  ])('is read: %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(['', '30', 'm', '0m', '-1h', '1.5h', '1 h', '30min', '30M', '1h30m', '1000000s', '٣h', '30m\n'])(
    'is refused: %j',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  it.each([
    [1, '1 second'],
    [59, '59 seconds'],
    [60, '1 minute'],
    [90, '90 seconds'],
    [1_800, '30 minutes'],
    [3_600, '1 hour'],
    [5_400, '90 minutes'],
    [172_800, '2 days'],
  ])('of %i seconds is said as a person would', (seconds, said) => {
    expect(formatDuration(seconds)).toBe(said);
  });

  it('means what it says, whatever it was written in', () => {
    const amounts = fc.integer({ min: 1, max: 999_999 });
    fc.assert(
      fc.property(amounts, fc.constantFrom('s', 'm', 'h', 'd'), (amount, unit) => {
        const seconds = parseDuration(`${amount}${unit}`) ?? 0;
        const [number = '', noun = ''] = formatDuration(seconds).split(' ');
        expect(parseDuration(`${number}${noun.charAt(0)}`) ?? seconds).toBe(seconds);
      }),
    );
  });
});
