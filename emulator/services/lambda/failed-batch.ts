import type { DynamoDBRecord } from 'aws-lambda';
import type { MappingSpec } from './mapping-spec.ts';

/** What the failure destination gets: where the records are, not the records. */
export const failedBatch = (
  { functionName, streamArn }: MappingSpec,
  records: readonly DynamoDBRecord[],
  { requestId, invocations, at }: { requestId: string; invocations: number; at: Date },
) => ({
  requestContext: {
    requestId,
    functionArn: functionName,
    condition: 'RetryAttemptsExhausted',
    approximateInvokeCount: invocations,
  },
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  version: '1.0',
  timestamp: at.toISOString(),
  DDBStreamBatchInfo: {
    shardId: 'shardId-00000000000000000000-00000000',
    startSequenceNumber: records[0]?.dynamodb?.SequenceNumber,
    endSequenceNumber: records.at(-1)?.dynamodb?.SequenceNumber,
    batchSize: records.length,
    streamArn,
  },
});
