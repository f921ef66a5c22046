import type { S3 } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { namedIn, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { kmsKeyArn } from '../values/arn.ts';
import { bucket, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { timestamp } from '../values/timestamp.ts';
import { exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';

const define = operationsOf<S3>({ prefix: 's3' });

/** A bucket's ARN says nothing of its owner; S3 itself refuses where the expected owner is not the real one. */
const ofBucket = {
  resource: 'arn:{partition}:s3:::{Bucket}',
  accountOf: ({ ExpectedBucketOwner }: { ExpectedBucketOwner?: string }) => ExpectedBucketOwner,
};
const named = { Bucket: bucket, ExpectedBucketOwner: accountId };
/** Of the request's body, which the SDK writes. */
const checksums = ['ContentMD5', 'ChecksumAlgorithm'] as const;
const example = { Bucket: 'shop-receipts' };

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

/** What keeps a bucket's objects from being lost, changed or read: versions, locks, keys, and when they are deleted. */
export const s3BucketSafetyActions = [
  define({
    operation: 'PutBucketLifecycleConfiguration',
    iamName: 'PutLifecycleConfiguration',
    groups: ['destruction'],
    values: {
      ...named,
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
    example: {
      ...example,
      LifecycleConfiguration: {
        Rules: [{ ID: 'old', Status: 'Enabled', Filter: { Prefix: '2020/' }, Expiration: { Days: 30 } }],
      },
    },
  }),
  define({
    operation: 'PutBucketVersioning',
    groups: ['destruction'],
    values: {
      ...named,
      VersioningConfiguration: z.strictObject({ Status: z.enum(['Enabled', 'Suspended']) }),
    },
    // Whether a deletion asks for a second factor is for the root user.
    without: [...checksums, 'MFA'],
    ...ofBucket,
    say: ({ Bucket, VersioningConfiguration: { Status } }) =>
      Status === 'Enabled'
        ? sentence`Keep earlier versions of the objects of bucket ${Bucket} from now on`
        : sentence`Keep no earlier versions of the objects of bucket ${Bucket} from now on: what is written over is lost`,
    reversible: true,
    example: { ...example, VersioningConfiguration: { Status: 'Suspended' } },
  }),
  define({
    operation: 'PutBucketEncryption',
    iamName: 'PutEncryptionConfiguration',
    groups: ['key-control', 'destruction'],
    values: {
      ...named,
      ServerSideEncryptionConfiguration: z.strictObject({
        Rules: distinct(
          z
            .strictObject({
              ApplyServerSideEncryptionByDefault: z.strictObject({
                SSEAlgorithm: z.enum(['AES256', 'aws:kms', 'aws:kms:dsse']),
                KMSMasterKeyID: kmsKeyArn.optional(),
              }),
              BucketKeyEnabled: z.boolean().optional(),
              BlockedEncryptionTypes: z
                .strictObject({ EncryptionType: distinct(z.enum(['NONE', 'SSE-C'])) })
                .optional(),
            })
            .refine(
              ({ ApplyServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } }) =>
                SSEAlgorithm !== 'AES256' || KMSMasterKeyID === undefined,
              'AES256 takes no key',
            ),
        ).max(1),
      }),
    },
    without: checksums,
    ...ofBucket,
    say: ({ Bucket, ServerSideEncryptionConfiguration: { Rules = [] } }, { account }) => {
      const how = Rules.map(({ ApplyServerSideEncryptionByDefault: by = {}, ...rest }) => {
        const { SSEAlgorithm, KMSMasterKeyID: key } = by as {
          SSEAlgorithm?: string;
          KMSMasterKeyID?: string;
        };
        const with_ = key === undefined ? "S3's own key" : `key ${namedIn(key, account)}`;
        return `${with_} by ${SSEAlgorithm}${further(rest)}`;
      });
      return sentence`Encrypt what is written to bucket ${Bucket} from now on with ${listed(how)}: who cannot use the key can no longer read`;
    },
    shown: ['/ServerSideEncryptionConfiguration/Rules/*/ApplyServerSideEncryptionByDefault/KMSMasterKeyID'],
    events: ['PutBucketEncryption', 'DeleteBucketEncryption'],
    reversible: true,
    example: {
      ...example,
      ServerSideEncryptionConfiguration: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID:
                'arn:aws:kms:eu-central-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab',
            },
          },
        ],
      },
    },
  }),
  define({
    operation: 'PutBucketOwnershipControls',
    groups: ['data-export', 'network-exposure'],
    values: {
      ...named,
      OwnershipControls: z.strictObject({
        Rules: distinct(
          z.strictObject({
            ObjectOwnership: z.enum(['BucketOwnerPreferred', 'ObjectWriter', 'BucketOwnerEnforced']),
          }),
        ).max(1),
      }),
    },
    without: checksums,
    ...ofBucket,
    say: ({ Bucket, OwnershipControls: { Rules = [] } }) => {
      const [owner = ''] = Rules.map(({ ObjectOwnership }) => ObjectOwnership ?? '');
      return owner === 'BucketOwnerEnforced'
        ? sentence`Turn off access lists of bucket ${Bucket}: its owner has all its objects`
        : sentence`Let access lists open bucket ${Bucket} and its objects to others (${owner})`;
    },
    events: ['PutBucketOwnershipControls', 'DeleteBucketOwnershipControls'],
    reversible: true,
    example: { ...example, OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } },
  }),
  define({
    operation: 'PutObjectLockConfiguration',
    iamName: 'PutBucketObjectLockConfiguration',
    groups: ['destruction'],
    values: {
      ...named,
      ObjectLockConfiguration: z.strictObject({
        ObjectLockEnabled: z.literal('Enabled'),
        Rule: z
          .strictObject({
            DefaultRetention: z
              .strictObject({
                Mode: z.enum(['GOVERNANCE', 'COMPLIANCE']),
                Days: days.optional(),
                Years: days.optional(),
              })
              .refine(...exactlyOne('Days', 'Years')),
          })
          .optional(),
      }),
    },
    required: ['ObjectLockConfiguration'],
    without: [...checksums, 'RequestPayer', 'Token'],
    ...ofBucket,
    say: ({ Bucket, ObjectLockConfiguration: { Rule } = {} }) => {
      const { Mode = '', Days, Years } = Rule?.DefaultRetention ?? {};
      if (!Rule) return sentence`Lock no new object of bucket ${Bucket} from now on`;
      const time = Days === undefined ? `${Years} years` : `${Days} days`;
      const whom = Mode === 'COMPLIANCE' ? 'nobody can delete them' : 'few can delete them';
      return sentence`Lock new objects of bucket ${Bucket} for ${time}, until when ${whom} (${Mode})`;
    },
    events: ['PutBucketObjectLockConfiguration', 'PutObjectLockConfiguration'],
    reversible: true,
    example: {
      ...example,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } },
      },
    },
  }),
];
