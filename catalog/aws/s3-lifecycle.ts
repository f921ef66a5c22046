import type { S3 } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { sentence } from '../sentence.ts';
import { text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { timestamp } from '../values/timestamp.ts';
import { exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { lifecycle } from './s3-looks.ts';
import { namedBucket, ofBucket } from './s3-shapes.ts';

const define = operationsOf<S3>({ prefix: 's3' });

const days = z.int().positive();
const size = z.int().nonnegative();
const tag = z.strictObject({ Key: text(128), Value: z.string().max(256) });
const within = {
  Prefix: z.string().max(1_024).optional(),
  ObjectSizeGreaterThan: size.optional(),
  ObjectSizeLessThan: size.optional(),
};
const rule = z.strictObject({
  ID: text(255).optional(),
  Status: z.enum(['Enabled', 'Disabled']),
  Filter: z.strictObject({
    ...within,
    Tag: tag.optional(),
    And: z.strictObject({ ...within, Tags: distinct(tag, ({ Key }) => Key).optional() }).optional(),
  }),
  Expiration: z
    .strictObject({
      Date: timestamp.optional(),
      Days: days.optional(),
      ExpiredObjectDeleteMarker: z.boolean().optional(),
    })
    .refine(...exactlyOne('Date', 'Days', 'ExpiredObjectDeleteMarker'))
    .optional(),
  NoncurrentVersionExpiration: z
    .strictObject({ NoncurrentDays: days, NewerNoncurrentVersions: days.optional() })
    .optional(),
  Transitions: distinct(
    z.strictObject({ Date: timestamp.optional(), Days: size.optional(), StorageClass: text(30) }),
  ).optional(),
  NoncurrentVersionTransitions: distinct(
    z.strictObject({
      NoncurrentDays: size,
      NewerNoncurrentVersions: days.optional(),
      StorageClass: text(30),
    }),
  ).optional(),
  AbortIncompleteMultipartUpload: z.strictObject({ DaysAfterInitiation: days }).optional(),
});

function sayRule(rule: Readonly<Record<string, unknown>> & Parts): string {
  const { Status, Expiration, NoncurrentVersionExpiration: old, Filter = {}, ...rest } = rule;
  const { Prefix, ...filter } = Filter;
  const what = `what is under /${Prefix ?? ''}${further(filter)}`;
  const done = [
    ...(Expiration ? [`delete ${what} ${sayExpiration(Expiration)}`] : []),
    ...(old
      ? [
          `delete for good earlier versions of ${what} that are ${old.NoncurrentDays} days old${old.NewerNoncurrentVersions === undefined ? '' : ` but for ${old.NewerNoncurrentVersions}`}`,
        ]
      : []),
  ];
  const said = done.length > 0 ? done.join(' and ') : `keep ${what}`;
  return `${Status === 'Disabled' ? 'not yet ' : ''}${said}${further(rest)}`;
}

const prefixOf = ({ Filter = {} }: Parts): string => Filter.Prefix ?? Filter.And?.Prefix ?? '';

interface Parts {
  Status?: string;
  Filter?: { Prefix?: string; And?: { Prefix?: string } };
  Expiration?: { Date?: string; Days?: number; ExpiredObjectDeleteMarker?: boolean };
  NoncurrentVersionExpiration?: { NoncurrentDays?: number; NewerNoncurrentVersions?: number };
}

const sayExpiration = ({
  Date: date,
  Days,
  ExpiredObjectDeleteMarker: marker,
}: NonNullable<Parts['Expiration']>) =>
  date !== undefined
    ? `on ${date}`
    : Days !== undefined
      ? `once it is ${Days} days old`
      : `where only a delete marker is left: ${marker ? 'yes' : 'no'}`;

/** What S3 deletes by itself. */
export const s3LifecycleActions = [
  define({
    operation: 'PutBucketLifecycleConfiguration',
    iamName: 'PutLifecycleConfiguration',
    groups: ['destruction'],
    values: {
      ...namedBucket,
      LifecycleConfiguration: z.strictObject({ Rules: distinct(rule).max(1_000) }),
    },
    required: ['LifecycleConfiguration'],
    without: ['ChecksumAlgorithm', 'TransitionDefaultMinimumObjectSize'],
    ...ofBucket,
    say: ({ Bucket, LifecycleConfiguration: { Rules = [] } = {} }) => {
      // The shorter a prefix, the more it means.
      const widest = Rules.toSorted((one, other) => prefixOf(one).length - prefixOf(other).length);
      const rules = widest.map(sayRule);
      const worst = rules.filter((each) => each.startsWith('delete'));
      return sentence`In bucket ${Bucket}, from now on: ${listed(rules, { worst, most: 3 })}`;
    },
    events: ['PutBucketLifecycle', 'PutBucketLifecycleConfiguration', 'DeleteBucketLifecycle'],
    reversible: false,
    look: lifecycle,
    example: {
      Bucket: 'shop-receipts',
      LifecycleConfiguration: {
        Rules: [{ ID: 'old', Status: 'Enabled', Filter: { Prefix: '2020/' }, Expiration: { Days: 30 } }],
      },
    },
  }),
];
