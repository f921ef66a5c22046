import type { S3 } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { namedIn, sentence } from '../sentence.ts';
import { kmsKeyArn } from '../values/arn.ts';
import { distinct } from '../values/distinct.ts';
import { exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { encryption, objectLock, ownership, versioning } from './s3-looks.ts';
import { bodyChecksums, namedBucket, ofBucket } from './s3-shapes.ts';

const define = operationsOf<S3>({ prefix: 's3' });

const example = { Bucket: 'shop-receipts' };

const days = z.int().positive();

/** What keeps a bucket's objects from being lost, changed or read: versions, locks, keys and owners. */
export const s3BucketSafetyActions = [
  define({
    operation: 'PutBucketVersioning',
    groups: ['destruction'],
    values: {
      ...namedBucket,
      VersioningConfiguration: z.strictObject({ Status: z.enum(['Enabled', 'Suspended']) }),
    },
    // Whether a deletion asks for a second factor is for the root user.
    without: [...bodyChecksums, 'MFA'],
    ...ofBucket,
    say: ({ Bucket, VersioningConfiguration: { Status } }) =>
      Status === 'Enabled'
        ? sentence`Keep earlier versions of the objects of bucket ${Bucket} from now on`
        : sentence`Keep no earlier versions of the objects of bucket ${Bucket} from now on: what is written over is lost`,
    reversible: true,
    ...versioning,
    example: { ...example, VersioningConfiguration: { Status: 'Suspended' } },
  }),
  define({
    operation: 'PutBucketEncryption',
    iamName: 'PutEncryptionConfiguration',
    groups: ['key-control', 'destruction'],
    values: {
      ...namedBucket,
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
    without: bodyChecksums,
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
    ...encryption,
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
      ...namedBucket,
      OwnershipControls: z.strictObject({
        Rules: distinct(
          z.strictObject({
            ObjectOwnership: z.enum(['BucketOwnerPreferred', 'ObjectWriter', 'BucketOwnerEnforced']),
          }),
        ).max(1),
      }),
    },
    without: bodyChecksums,
    ...ofBucket,
    say: ({ Bucket, OwnershipControls: { Rules = [] } }) => {
      const [owner = ''] = Rules.map(({ ObjectOwnership }) => ObjectOwnership ?? '');
      return owner === 'BucketOwnerEnforced'
        ? sentence`Turn off access lists of bucket ${Bucket}: its owner has all its objects`
        : sentence`Let access lists open bucket ${Bucket} and its objects to others (${owner})`;
    },
    events: ['PutBucketOwnershipControls', 'DeleteBucketOwnershipControls'],
    reversible: true,
    ...ownership,
    example: { ...example, OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } },
  }),
  define({
    operation: 'PutObjectLockConfiguration',
    iamName: 'PutBucketObjectLockConfiguration',
    groups: ['destruction'],
    values: {
      ...namedBucket,
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
    without: [...bodyChecksums, 'RequestPayer', 'Token'],
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
    ...objectLock,
    example: {
      ...example,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } },
      },
    },
  }),
];
