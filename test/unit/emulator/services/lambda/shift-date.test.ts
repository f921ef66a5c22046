import { describe, expect, it } from 'vitest';
import { shiftDate } from '../../../../../emulator/services/lambda/shift-date.ts';

describe('a shifted Date', () => {
  const RealDate = Date;
  const offset = new SharedArrayBuffer(8);
  const inShiftedTime = <Value>(read: () => Value): Value => {
    shiftDate(offset);
    try {
      return read();
    } finally {
      globalThis.Date = RealDate;
    }
  };

  it('follows the offset, whichever way the time is asked for', () => {
    new Float64Array(offset)[0] = 3_600_000;
    const before = Date.now() + 3_600_000;
    const seen = inShiftedTime(() => [Date.now(), Date.parse(new Date().toISOString()), Date.parse(Date())]);
    // Date() as a function says whole seconds.
    for (const time of seen) expect(time).toBeGreaterThanOrEqual(before - 1_000);
    expect(seen[0]).toBeGreaterThanOrEqual(before);
  });

  it('leaves dates that are given as they are', () => {
    new Float64Array(offset)[0] = 3_600_000;
    const [given, isDate, utc] = inShiftedTime(() => {
      const date = new Date('2026-05-04T10:00:00Z');
      return [date.toISOString(), date instanceof Date, Date.UTC(2026, 0)];
    });
    expect([given, isDate, utc]).toEqual(['2026-05-04T10:00:00.000Z', true, RealDate.UTC(2026, 0)]);
  });
});
