import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { observed } from '../../shared/observed.ts';
import { log } from '../../shared/telemetry.ts';
import { type Ports, sealBatch } from './seal-batch.ts';

export const createHandler = (ports: Omit<Ports, 'onBroken'>) =>
  observed(async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const batch = Records.map(({ eventID, dynamodb }) => ({
      eventId: eventID ?? '',
      sequenceNumber: dynamodb?.SequenceNumber ?? '',
      record: dynamodb?.NewImage?.record?.S,
    }));
    const { resumeAt } = await sealBatch({ ...ports, onBroken: noteBroken }, batch);
    return { batchItemFailures: resumeAt === undefined ? [] : [{ itemIdentifier: resumeAt }] };
  });

const noteBroken = (sequenceNumber: string, why: string): void =>
  log('record-not-sealed', { sequenceNumber, why });
