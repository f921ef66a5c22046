import type { DynamoDBRecord } from 'aws-lambda';
import { z } from 'zod';

const reportSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/** What a function reports as failed. Undefined: as Lambda does, a report that cannot be read fails the whole batch. */
export function failedItems(answer: string): ReadonlySet<string> | undefined {
  const value: unknown = JSON.parse(answer);
  if (value === null || value === '') return new Set();
  const report = reportSchema.safeParse(value);
  return report.success
    ? new Set((report.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier))
    : undefined;
}

/** The index of the first record to try again; the batch's length when all is done. */
export function firstFailure(records: readonly DynamoDBRecord[], answer: string): number {
  const failed = failedItems(answer);
  if (!failed) return 0;
  if (failed.size === 0) return records.length;
  const first = records.findIndex(({ dynamodb }) => failed.has(dynamodb?.SequenceNumber ?? ''));
  return Math.max(0, first);
}
