import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { observed } from '../../shared/observed.ts';
import { count, log } from '../../shared/telemetry.ts';
import { type Move, type Ports, relayMoves } from './relay-moves.ts';

/** Lambda resumes at the first failure that it is told; what is repeated by that changes nothing. */
export const createHandler = (ports: Omit<Ports, 'onUnavailable'>) =>
  observed(async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const moves = Records.flatMap((streamed) => moveOf(streamed) ?? []);
    const failures = await relayMoves({ ...ports, onUnavailable: noteUnavailable }, moves);
    for (const [request, error] of failures) log('move-not-relayed', { error, request });
    return {
      batchItemFailures: moves
        .filter(({ requestId }) => failures.has(requestId))
        .map(({ sequenceNumber }) => ({ itemIdentifier: sequenceNumber })),
    };
  });

function noteUnavailable(error: Error): void {
  count('MessengerUnavailable');
  log('cards-not-current', { error });
}

function moveOf({ dynamodb }: DynamoDBRecord): (Move & { sequenceNumber: string }) | undefined {
  const { pk, version, state } = dynamodb?.NewImage ?? {};
  if (!pk?.S?.startsWith('request#')) return undefined;
  return {
    requestId: pk.S.slice('request#'.length),
    isNew: version?.N === '1' && state?.S === 'pending',
    sequenceNumber: dynamodb?.SequenceNumber ?? '',
  };
}
