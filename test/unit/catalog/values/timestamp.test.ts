import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timestamp } from '../../../../catalog/values/timestamp.ts';
import { complaint, expectOneSpelling, suggestion } from './spellings.ts';

describe('a time', () => {
  it.each(['2026-01-31T12:00:00Z', '2024-02-29T23:59:59Z', '1970-01-01T00:00:00Z'])(
    'is taken in UTC, to the second: %s',
    (text) => {
      expect(complaint(timestamp, text)).toBeUndefined();
    },
  );

  it.each([
    ['2026-01-31T12:00:00+00:00', '2026-01-31T12:00:00Z'],
    ['2026-01-31T12:00:00.000Z', '2026-01-31T12:00:00Z'],
    ['2026-01-01T00:30:00+01:00', '2025-12-31T23:30:00Z'],
    ['2026-01-31T23:30:00-05:30', '2026-02-01T05:00:00Z'],
    ['2026-01-31T12:00:00-00:00', '2026-01-31T12:00:00Z'],
  ])('says what to write instead of %s', (text, written) => {
    expect(suggestion(timestamp, text)).toBe(written);
  });

  it.each([
    ...['2026-02-30T00:00:00Z', '2025-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-01-31T24:00:00Z'],
    ...['2026-01-31T12:00:60Z', '2026-01-31T12:00:00.5Z', '2026-01-31T12:00:00', '2026-01-31', '1769860800'],
    ...[
      '2026-01-31 12:00:00Z',
      '2026-01-31t12:00:00z',
      '2026-01-31T12:00:00Z\n',
      '2026-01-31T12:00:00+24:00',
      '',
    ],
  ])('is refused where it is none, or not to the second: %j', (text) => {
    expect(complaint(timestamp, text)).toMatch(/^must be a time in UTC, to the second/);
  });

  const spelled = fc
    .tuple(
      fc.date({ min: new Date('1970-01-02'), max: new Date('9990-01-01'), noInvalidDate: true }),
      fc.constantFrom('Z', 'Z', '+00:00', '-07:00', '+05:45', ''),
      fc.constantFrom('', '', '.000', '.25'),
    )
    .map(([date, zone, fraction]) => `${date.toISOString().slice(0, 19)}${fraction}${zone}`);

  it('has one spelling, whatever it was', () => {
    expectOneSpelling(timestamp, spelled);
  });

  it('stays the same moment', () => {
    let compared = 0;
    fc.assert(
      fc.property(spelled, (text) => {
        const written = suggestion(timestamp, text);
        if (written === undefined) return;
        expect(Date.parse(written)).toBe(Date.parse(text));
        compared += 1;
      }),
      { numRuns: 500 },
    );
    expect(compared).toBeGreaterThan(100);
  });
});
