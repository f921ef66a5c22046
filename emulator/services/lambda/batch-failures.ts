import type { DynamoDBRecord } from 'aws-lambda';
import { z } from 'zod';

const reportSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/** The index of the first record to try again; the batch's length when all is done. */
export function firstFailure(records: readonly DynamoDBRecord[], answer: string): number {
  const value: unknown = JSON.parse(answer);
  if (value === null || value === '') return records.length;
  const report = reportSchema.safeParse(value);
  // As Lambda does: a report that cannot be read fails the whole batch.
  if (!report.success) return 0;
  const failed = new Set((report.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  if (failed.size === 0) return records.length;
  const first = records.findIndex(({ dynamodb }) => failed.has(dynamodb?.SequenceNumber ?? ''));
  return Math.max(0, first);
}
