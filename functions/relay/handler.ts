import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { observed } from '../runtime/observed.ts';
import { count, logger } from '../runtime/telemetry.ts';
import { type Ports, relayMove } from './relay-moves.ts';

/** The stream is read in order: the first failure is where Lambda resumes, what came before it is done. */
export const createHandler = (ports: Omit<Ports, 'onSlackFailure'>) =>
  observed(async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const { dynamodb } of Records) {
      const id = dynamodb?.NewImage?.pk?.S?.slice('request#'.length);
      if (!id) continue;
      try {
        await relayMove({ ...ports, onSlackFailure: noteSlackFailure }, id);
      } catch (error) {
        logger.error('A move could not be relayed', { error: error as Error, request: id });
        return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber ?? '' }] };
      }
    }
    return { batchItemFailures: [] };
  });

function noteSlackFailure(error: Error): void {
  count('SlackUnavailable');
  logger.warn('The cards are not current; the workflow brings them up to date when it concludes', error);
}
