import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { MessengerUnavailable } from '../../../core/ports/messenger.ts';
import { observed } from '../../shared/observed.ts';
import { count, log } from '../../shared/telemetry.ts';
import { type IncidentPorts, relayIncidents } from './relay-incidents.ts';
import { type Ports as RequestPorts, relayMoves } from './relay-moves.ts';

export interface Ports extends Omit<RequestPorts, 'onUnavailable'>, Omit<IncidentPorts, 'onUnavailable'> {}

/** Lambda resumes at the first failure that it is told; what is repeated by that changes nothing. */
export const createHandler = (given: Ports) =>
  observed(async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const ports = { ...given, onUnavailable: noteUnavailable };
    const requests = Records.flatMap((streamed) => moveOf(streamed, 'request#') ?? []);
    const incidents = Records.flatMap((streamed) => moveOf(streamed, 'incident#') ?? []);
    const [failed, failedIncidents] = await Promise.all([
      relayMoves(
        ports,
        requests.map(({ id, version, state }) => ({
          requestId: id,
          isNew: version === '1' && state === 'pending',
        })),
      ),
      relayIncidents(
        ports,
        incidents.map(({ id, version }) => ({ incidentId: id, isNew: version === '1' })),
      ),
    ]);
    for (const [request, error] of failed) noteFailed(error, { request });
    for (const [incident, error] of failedIncidents) noteFailed(error, { incident });
    const unrelayed = new Set(
      [
        ...requests.filter(({ id }) => failed.has(id)),
        ...incidents.filter(({ id }) => failedIncidents.has(id)),
      ].map(({ sequenceNumber }) => sequenceNumber),
    );
    // In the order of the batch, whose first failure is where Lambda resumes.
    return {
      batchItemFailures: Records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '')
        .filter((sequenceNumber) => unrelayed.has(sequenceNumber))
        .map((itemIdentifier) => ({ itemIdentifier })),
    };
  });

function noteFailed(error: Error, of: Record<string, string>): void {
  if (error instanceof MessengerUnavailable) noteUnavailable(error);
  else log('move-not-relayed', { error, ...of });
}

function noteUnavailable(error: Error): void {
  count('MessengerUnavailable');
  log('cards-not-current', { error });
}

/** Of an item under these keys. */
function moveOf({ dynamodb }: DynamoDBRecord, keys: string) {
  const { pk, version, state } = dynamodb?.NewImage ?? {};
  if (!pk?.S?.startsWith(keys)) return undefined;
  return {
    id: pk.S.slice(keys.length),
    version: version?.N,
    state: state?.S,
    sequenceNumber: dynamodb?.SequenceNumber ?? '',
  };
}
