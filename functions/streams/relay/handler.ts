import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { observed } from '../../shared/observed.ts';
import { count, logger } from '../../shared/telemetry.ts';
import { type Move, type Ports, relayMove } from './relay-moves.ts';

/** The stream is read in order: the first failure is where Lambda resumes, what came before it is done. */
export const createHandler = (ports: Omit<Ports, 'onUnavailable'>) =>
  observed(async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const streamed of Records) {
      const move = moveOf(streamed);
      try {
        if (move) await relayMove({ ...ports, onUnavailable: noteUnavailable }, move);
      } catch (error) {
        logger.error('A move could not be relayed', { error: error as Error, request: move?.requestId });
        return { batchItemFailures: [{ itemIdentifier: streamed.dynamodb?.SequenceNumber ?? '' }] };
      }
    }
    return { batchItemFailures: [] };
  });

function noteUnavailable(error: Error): void {
  count('MessengerUnavailable');
  logger.warn('The cards are not current; the workflow brings them up to date when it concludes', error);
}

function moveOf({ dynamodb }: DynamoDBRecord): Move | undefined {
  const { pk, version, state } = dynamodb?.NewImage ?? {};
  if (!pk?.S?.startsWith('request#')) return undefined;
  return { requestId: pk.S.slice('request#'.length), isNew: version?.N === '1' && state?.S === 'pending' };
}
