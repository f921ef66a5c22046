import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { heartbeatKey } from '../../../core/ports/store.ts';
import { observed } from '../../shared/observed.ts';
import { log } from '../../shared/telemetry.ts';
import { type Ports, sealBatch } from './seal-batch.ts';

export const createHandler = (ports: Omit<Ports, 'onBroken'>) =>
  observed(async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const batch = Records.filter(isMove).map(({ eventID, dynamodb }) => ({
      eventId: eventID ?? '',
      sequenceNumber: dynamodb?.SequenceNumber ?? '',
      record: dynamodb?.NewImage?.record?.S,
    }));
    const { resumeAt } = await sealBatch({ ...ports, onBroken: noteBroken }, batch);
    return { batchItemFailures: resumeAt === undefined ? [] : [{ itemIdentifier: resumeAt }] };
  });

/** The sweep's heartbeat comes too, so that an alarm can tell silence from deafness. It is not evidence. */
const isMove = ({ dynamodb }: DynamoDBRecord): boolean => dynamodb?.NewImage?.pk?.S !== heartbeatKey;

const noteBroken = (sequenceNumber: string, why: string): void =>
  log('record-not-sealed', { sequenceNumber, why });
