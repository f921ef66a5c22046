import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { listed, nameIn, sentence } from '../sentence.ts';
import { account, bucket, policyDocument, text } from '../values/aws-values.ts';
import { accessControlPolicy, replication } from './s3-shapes.ts';

const define = actionsOf({ prefix: 's3' });

/** A bucket's ARN says nothing of its owner; S3 itself refuses where the expected owner is not the real one. */
const ofBucket = { Bucket: bucket, ExpectedBucketOwner: account.optional() };
const resource = 'arn:{partition}:s3:::{Bucket}';
const accountOf = ({ ExpectedBucketOwner }: { ExpectedBucketOwner?: string | undefined }) =>
  ExpectedBucketOwner;
const grant = text(2_048).optional();
const example = { resource: 'arn:aws:s3:::shop-receipts' };

const blockFlags = {
  BlockPublicAcls: z.boolean().optional(),
  IgnorePublicAcls: z.boolean().optional(),
  BlockPublicPolicy: z.boolean().optional(),
  RestrictPublicBuckets: z.boolean().optional(),
};

export const s3Actions = [
  define({
    operation: 'PutBucketPolicy',
    groups: ['data-export', 'network-exposure'],
    parameters: z.strictObject({
      ...ofBucket,
      Policy: policyDocument,
      ConfirmRemoveSelfBucketAccess: z.boolean().optional(),
    }),
    resource,
    accountOf,
    say: ({ Bucket }) => sentence`Replace the policy of bucket ${Bucket}`,
    reversible: true,
    example: {
      ...example,
      parameters: {
        Bucket: 'shop-receipts',
        Policy:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::shop-receipts/*"}]}',
      },
    },
  }),
  define({
    operation: 'DeleteBucketPolicy',
    groups: ['data-export', 'network-exposure'],
    parameters: z.strictObject(ofBucket),
    resource,
    accountOf,
    say: ({ Bucket }) => sentence`Delete the policy of bucket ${Bucket}, with all that it denies`,
    reversible: true,
    example: { ...example, parameters: { Bucket: 'shop-receipts' } },
  }),
  define({
    operation: 'PutBucketAcl',
    groups: ['data-export', 'network-exposure'],
    parameters: z.strictObject({
      ...ofBucket,
      ACL: z.enum(['private', 'public-read', 'public-read-write', 'authenticated-read']).optional(),
      AccessControlPolicy: accessControlPolicy.optional(),
      GrantFullControl: grant,
      GrantRead: grant,
      GrantReadACP: grant,
      GrantWrite: grant,
      GrantWriteACP: grant,
    }),
    resource,
    accountOf,
    say: ({ Bucket, ACL }) =>
      ACL
        ? sentence`Make bucket ${Bucket} ${ACL}`
        : sentence`Change the access control list of bucket ${Bucket}`,
    reversible: true,
    example: { ...example, parameters: { Bucket: 'shop-receipts', ACL: 'public-read' } },
  }),
  define({
    operation: 'PutPublicAccessBlock',
    iamName: 'PutBucketPublicAccessBlock',
    groups: ['network-exposure'],
    parameters: z.strictObject({ ...ofBucket, PublicAccessBlockConfiguration: z.strictObject(blockFlags) }),
    resource,
    accountOf,
    say: ({ Bucket, PublicAccessBlockConfiguration: blocks }) =>
      openings(blocks).length === 0
        ? sentence`Block all public access to bucket ${Bucket}`
        : sentence`Let bucket ${Bucket} become public: no ${listed(openings(blocks), 4)}`,
    // The same permission deletes the block, under a name of its own.
    events: ['PutBucketPublicAccessBlock', 'DeleteBucketPublicAccessBlock'],
    reversible: true,
    example: {
      ...example,
      parameters: {
        Bucket: 'shop-receipts',
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true },
      },
    },
  }),
  define({
    operation: 'PutBucketReplication',
    iamName: 'PutReplicationConfiguration',
    groups: ['data-export'],
    parameters: z.strictObject({ ...ofBucket, ReplicationConfiguration: replication }),
    resource,
    accountOf,
    say: ({ Bucket, ReplicationConfiguration: { Rules } }) =>
      sentence`Copy what is written to bucket ${Bucket} to ${listed(Rules.map(({ Destination }) => nameIn(Destination.Bucket)))}`,
    events: ['PutBucketReplication'],
    passes: ['/ReplicationConfiguration/Role'],
    reversible: false,
    example: {
      ...example,
      parameters: {
        Bucket: 'shop-receipts',
        ReplicationConfiguration: {
          Role: 'arn:aws:iam::111122223333:role/replicate',
          Rules: [
            {
              ID: 'all',
              Priority: 1,
              Filter: { Prefix: '' },
              Status: 'Enabled',
              Destination: { Bucket: 'arn:aws:s3:::shop-receipts-copy', Account: '444455556666' },
              DeleteMarkerReplication: { Status: 'Disabled' },
            },
          ],
        },
      },
    },
  }),
  define({
    operation: 'DeleteBucket',
    groups: ['destruction'],
    parameters: z.strictObject(ofBucket),
    resource,
    accountOf,
    say: ({ Bucket }) => sentence`Delete bucket ${Bucket}`,
    reversible: false,
    example: { ...example, parameters: { Bucket: 'shop-receipts' } },
  }),
  define({
    operation: 'ListObjectsV2',
    iamName: 'ListBucket',
    groups: ['read'],
    parameters: z.strictObject({
      ...ofBucket,
      Prefix: z.string().max(1_024).optional(),
      Delimiter: text(10).optional(),
      MaxKeys: z.int().min(1).max(1_000).optional(),
      StartAfter: text(1_024).optional(),
    }),
    resource,
    accountOf,
    say: ({ Bucket, Prefix = '' }) => sentence`List the objects of bucket ${Bucket} under /${Prefix}`,
    events: ['ListObjects'],
    readOnly: true,
    reversible: true,
    example: { ...example, parameters: { Bucket: 'shop-receipts', Prefix: '2026/' } },
  }),
];

const openings = (blocks: Partial<Record<keyof typeof blockFlags, boolean | undefined>>): string[] =>
  Object.keys(blockFlags).filter((flag) => !blocks[flag as keyof typeof blockFlags]);
