import { isDeepStrictEqual } from 'node:util';
import type { DynamoDBRecord } from 'aws-lambda';
import type { JsonObject } from '../../lib/json.ts';
import type { StreamViewType, TableSpec } from './tables.ts';

export interface Change {
  keys: JsonObject;
  before: JsonObject | undefined;
  after: JsonObject | undefined;
}

export interface StreamClock {
  now: () => Date;
  randomBytes: (size: number) => Buffer;
}

type Images = NonNullable<DynamoDBRecord['dynamodb']>;

const views: Readonly<Record<StreamViewType, readonly ('before' | 'after')[]>> = {
  KEYS_ONLY: [],
  NEW_IMAGE: ['after'],
  OLD_IMAGE: ['before'],
  NEW_AND_OLD_IMAGES: ['after', 'before'],
};
const imageNames = { before: 'OldImage', after: 'NewImage' } as const;

/** The stream of one table: undefined for a table without one, and for a write that changed nothing, as in AWS. */
export function streamOf(
  { arn, stream }: TableSpec,
  { now, randomBytes }: StreamClock,
): (change: Change) => DynamoDBRecord | undefined {
  // 13 digits of time and 14 of counting: of one length, so that they also sort as texts, over restarts too.
  let sequence = BigInt(now().getTime()) * 10n ** 14n;
  return ({ keys, before, after }) => {
    if (!stream || sameItem(before, after)) return undefined;
    sequence += 1n;
    const images: Images = { Keys: keys as Images['Keys'] & object };
    for (const side of views[stream.viewType]) {
      const image = { before, after }[side];
      if (image) images[imageNames[side]] = image as Images['NewImage'] & object;
    }
    return {
      eventID: randomBytes(16).toString('hex'),
      eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: arn.split(':')[3] ?? '',
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(now().getTime() / 1000),
        ...images,
        SequenceNumber: String(sequence),
        SizeBytes: Buffer.byteLength(JSON.stringify(images)),
        StreamViewType: stream.viewType,
      },
      eventSourceARN: stream.arn,
    };
  };
}

const sameItem = (one: JsonObject | undefined, other: JsonObject | undefined): boolean =>
  isDeepStrictEqual(one, other);
