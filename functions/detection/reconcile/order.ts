import { z } from 'zod';
import type { Coverage } from '../../../core/detection/coverage.ts';

const second = z.iso.datetime({
  precision: 0,
  error: 'must be a time to the second, such as 2026-01-03T10:00:00Z',
});

/** What a person asks for; the schedule asks for nothing, and gets the days that are not closed. */
export const orderSchema = z
  .strictObject({ from: second, to: second })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be later than from' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 90 * 86_400_000, {
    path: ['from'],
    error: 'must be at most 90 days before to: its history ends there',
  });
export type ReconcileOrder = z.infer<typeof orderSchema>;

/** What has become of a period: for who asked, and asks again until it is closed. */
export type ReconcileAnswer =
  | { ok: true; coverage: Coverage; failed: string[] }
  | { ok: false; code: 'invalid-order'; detail: string };
