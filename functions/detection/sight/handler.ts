import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Sighting, Verdict } from '../../../core/detection/sighting.ts';
import { MessengerUnavailable } from '../../../core/ports/messenger.ts';
import { keepUnread } from '../../shared/detection/keep-unread.ts';
import type { SightDeployment, SightPorts } from '../../shared/detection/sight-deployment.ts';
import { type Sighted, sightEvent } from '../../shared/detection/sight-event.ts';
import type { CountedEvent } from '../../shared/function-spec.ts';
import { observed } from '../../shared/observed.ts';
import { count, log } from '../../shared/telemetry.ts';
import { readDelivery } from './read-delivery.ts';

/** One event that fails comes again by itself, and ends as a dead letter: the others of its batch are done. */
export const createHandler = (deployment: SightDeployment, ports: SightPorts) =>
  observed(async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failures = await Promise.all(
      Records.map(async (record) => {
        try {
          noteSighted(await take(deployment, ports, record));
          return [];
        } catch (error) {
          if (error instanceof MessengerUnavailable) count('MessengerUnavailable');
          log('event-not-sighted', { error: error as Error, messageId: record.messageId });
          return [{ itemIdentifier: record.messageId }];
        }
      }),
    );
    return { batchItemFailures: failures.flat() };
  });

async function take(
  deployment: SightDeployment,
  ports: SightPorts,
  { body, messageId }: SQSRecord,
): Promise<Sighted | undefined> {
  const delivery = readDelivery(body, deployment.accounts);
  switch (delivery.kind) {
    case 'refused':
      log('event-refused', { why: delivery.why, messageId });
      count('SightingNotUnderstood');
      return undefined;
    case 'unread':
      return keepUnread(ports, delivery, 'eventbridge');
    case 'event':
      return sightEvent(deployment, ports, delivery.event, 'eventbridge');
  }
}

const metrics: Readonly<Record<Verdict['kind'], CountedEvent | undefined>> = {
  matched: 'SightingMatched',
  drifted: 'SightingDrifted',
  unmatched: 'SightingUnmatched',
  denied: 'CallDenied',
  'plainly-allowed': 'SightingPlainlyAllowed',
  'not-understood': 'SightingNotUnderstood',
  upkeep: undefined,
  counted: undefined,
};

/** Of the thousands of calls that are as they should be, no line is logged. */
const concernsPeople: ReadonlySet<Verdict['kind']> = new Set([
  'drifted',
  'unmatched',
  'denied',
  'not-understood',
]);

function noteSighted(sighted: Sighted | undefined): void {
  if (!sighted?.isNew) return;
  const { sighting } = sighted;
  count('SightingSeen');
  if (sighting.late) count('SightingLate');
  const metric = metrics[sighting.verdict.kind];
  if (metric) count(metric);
  if (concernsPeople.has(sighting.verdict.kind)) log('event-sighted', detailsOf(sighting));
}

/** Without what a caller named: a log is not the place for it. */
function detailsOf({ id, call, account, region, verdict }: Sighting) {
  return {
    sighting: id,
    call,
    account,
    region,
    verdict: verdict.kind,
    ...('incidentId' in verdict && { incident: verdict.incidentId }),
    ...('became' in verdict && { became: verdict.became }),
    ...('why' in verdict && { why: verdict.why }),
  };
}
