import { z } from 'zod';
import { coverageSchema } from '../detection/coverage.ts';
import type { Versioned } from '../lib/versioned.ts';

const second = z.iso.datetime({
  precision: 0,
  error: 'must be a time to the second in UTC, such as 2026-01-03T10:00:00Z',
});

/** CloudTrail's own history ends there. */
export const mostDays = 90;

const reconcileOrderSchema = z
  .strictObject({ v: z.literal(1), from: second, to: second })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be later than from' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= mostDays * 86_400_000, {
    path: ['from'],
    error: `must be at most ${mostDays} days before to`,
  });
/** What a person wants to be held against what was approved. The schedule asks for the days that are not closed. */
export type ReconcileOrder = z.infer<typeof reconcileOrderSchema>;
export const reconcileOrderVersions: Versioned<ReconcileOrder> = {
  name: 'input of reconcile',
  readers: [reconcileOrderSchema],
};

const reconcileAnswerSchema = z.discriminatedUnion('kind', [
  /** How far it came. Who wants the rest asks again until it is closed. */
  z.strictObject({
    v: z.literal(1),
    kind: z.literal('reconciled'),
    coverage: coverageSchema,
    /** Places that could not be read this time: `111122223333/eu-west-1`. */
    failed: z.array(z.string()),
  }),
  z.strictObject({ v: z.literal(1), kind: z.literal('refused'), detail: z.string() }),
]);
export type ReconcileAnswer = z.infer<typeof reconcileAnswerSchema>;
export const reconcileAnswerVersions: Versioned<ReconcileAnswer> = {
  name: 'answer of reconcile',
  readers: [reconcileAnswerSchema],
};

/** Reads what CloudTrail kept of a time, as far as one run comes. It may be asked again at any time. */
export type Reconcile = (order: ReconcileOrder) => Promise<ReconcileAnswer>;
