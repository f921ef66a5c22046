import { z } from 'zod';
import { type Coverage, countsSchema, gapSchema, periodShape } from '../detection/coverage.ts';
import { sha256 } from '../lib/digest.ts';
import { canonicalJson } from '../lib/json.ts';
import type { Versioned } from '../lib/versioned.ts';
import { actorSchema } from './record.ts';

const changeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('opened') }),
  /** More of a place was read; the counts are of that alone. */
  z.strictObject({
    type: z.literal('read'),
    account: z.string(),
    region: z.string(),
    through: z.string(),
    counts: countsSchema,
    gaps: z.array(gapSchema),
  }),
  z.strictObject({ type: z.literal('unseen'), requestIds: z.array(z.string()) }),
  z.strictObject({ type: z.literal('closed'), gaps: z.array(gapSchema) }),
]);

const eventSchema = z.strictObject({ at: z.string(), actor: actorSchema, change: changeSchema });
export type CoverageEvent = z.infer<typeof eventSchema>;

/** One line of the audit trail about a coverage. It tells how it stands, and names the line before it by its hash. */
const coverageRecordSchema = z.strictObject({
  v: z.literal(1),
  /** `coverage-<id>.<seq>` */
  id: z.string(),
  coverageId: z.string(),
  seq: z.int().positive(),
  ...eventSchema.shape,
  state: z.enum(['open', 'closed']),
  from: periodShape.from,
  to: periodShape.to,
  /** Of all that was read by now. */
  counts: countsSchema,
  /** The hash of the record before it; the first one has none. */
  prev: z.string().nullable(),
  hash: z.string(),
});
export type CoverageRecord = z.infer<typeof coverageRecordSchema>;
export const coverageRecordVersions: Versioned<CoverageRecord> = {
  name: "coverage's record",
  readers: [coverageRecordSchema],
};

/** The record of the move that made `coverage`; `prev` is the hash that the move started from. */
export function coverageRecordOf(
  { id, version, state, from, to, counts }: Omit<Coverage, 'recordHash'>,
  event: CoverageEvent,
  prev: string | null,
): CoverageRecord {
  const record = {
    v: 1,
    id: `coverage-${id}.${version}`,
    coverageId: id,
    seq: version,
    ...event,
    state,
    from,
    to,
    counts,
    prev,
  } as const;
  return { ...record, hash: sha256(canonicalJson(record)) };
}
