import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { heartbeatKey } from '../../../core/ports/store.ts';
import { observed } from '../../shared/observed.ts';
import { count, log } from '../../shared/telemetry.ts';
import { type Ports, type Streamed, sealBatch } from './seal-batch.ts';

export const createHandler = (ports: Omit<Ports, 'onSetAside'>) =>
  observed(async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    await sealBatch({ ...ports, onSetAside: noteSetAside }, Records.filter(isMove).map(streamedOf));
    return { batchItemFailures: [] };
  });

/** The sweep's heartbeat comes too, so that an alarm can tell silence from deafness. It is not evidence. */
const isMove = ({ dynamodb }: DynamoDBRecord): boolean => dynamodb?.NewImage?.pk?.S !== heartbeatKey;

function streamedOf({ eventID, dynamodb }: DynamoDBRecord): Streamed {
  const { pk, version, record } = dynamodb?.NewImage ?? {};
  const chain = pk?.S?.slice(pk.S.indexOf('#') + 1);
  return {
    eventId: eventID ?? '',
    sequenceNumber: dynamodb?.SequenceNumber ?? '',
    id: chain && version?.N ? `${chain}.${version.N}` : null,
    record: record?.S,
  };
}

function noteSetAside({ sequenceNumber, id }: Streamed, why: string): void {
  log('record-set-aside', { sequenceNumber, record: id, why });
  count('RecordSetAside');
}
