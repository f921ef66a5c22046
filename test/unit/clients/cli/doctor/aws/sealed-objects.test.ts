import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hourPrefixes } from '../../../../../../clients/cli/doctor/aws/sealed-objects.ts';

const at = (iso: string): Date => new Date(iso);

it('looks into the hours that seal writes to, over midnight too', () => {
  const span = { since: at('2026-01-05T22:59:59Z'), until: at('2026-01-06T00:00:00Z') };
  expect(hourPrefixes(span)).toEqual([
    'records/dt=2026-01-05/hh=22/',
    'records/dt=2026-01-05/hh=23/',
    'records/dt=2026-01-06/hh=00/',
  ]);
});

it('leaves out no moment of a span', () => {
  const moments = fc.integer({ min: 0, max: 100 * 3_600_000 });
  fc.assert(
    fc.property(moments, moments, moments, (start, length, offset) => {
      const since = new Date(Date.parse('2026-01-05T00:00:00Z') + start);
      const moment = new Date(since.getTime() + (offset % (length + 1)));
      const hour = `records/dt=${moment.toISOString().slice(0, 10)}/hh=${moment.toISOString().slice(11, 13)}/`;
      expect(hourPrefixes({ since, until: new Date(since.getTime() + length) })).toContain(hour);
    }),
  );
});
