import type { AttributeValue, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { incidentItem } from '../../../adapters/aws/dynamodb/incident-item.ts';
import { requestItem } from '../../../adapters/aws/dynamodb/request-item.ts';
import type { IncidentTransition } from '../../../core/detection/incident-transition.ts';
import { sha256 } from '../../../core/lib/digest.ts';
import type { Transition } from '../../../core/request/transition.ts';

/** Sequence numbers as DynamoDB's: long, growing, with gaps. */
export const sequenceOf = (index: number): string => `${100_000_000_000_000_000_000n + BigInt(index) * 7n}`;

/** The image of a written item as the stream carries it. */
export const streamed = (image: Record<string, AttributeValue>, index: number): DynamoDBRecord => ({
  eventID: sha256(`event ${index}`).slice(0, 32),
  eventName: 'MODIFY',
  eventSource: 'aws:dynamodb',
  eventSourceARN: 'arn:aws:dynamodb:eu-central-1:111122223333:table/requests/stream/2026',
  awsRegion: 'eu-central-1',
  dynamodb: {
    NewImage: image,
    SequenceNumber: sequenceOf(index),
    StreamViewType: 'NEW_IMAGE',
  },
});

export const imageOf = (transition: Transition): Record<string, AttributeValue> =>
  requestItem(transition) as Record<string, AttributeValue>;

export const incidentImageOf = (transition: IncidentTransition): Record<string, AttributeValue> =>
  incidentItem(transition) as Record<string, AttributeValue>;

export const streamEvent = (records: readonly DynamoDBRecord[]): DynamoDBStreamEvent => ({
  Records: [...records],
});
