import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { namedIn, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { bucket, text } from '../values/aws-values.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { bucketAcl, bucketPolicy, publicAccessBlock, replicationRules } from './s3-looks.ts';
import { accessControlPolicy, replication, sayGrants, sayRules } from './s3-shapes.ts';

const define = actionsOf({ prefix: 's3' });

/** A bucket's ARN says nothing of its owner; S3 itself refuses where the expected owner is not the real one. */
const ofBucket = { Bucket: bucket, ExpectedBucketOwner: accountId.optional() };
const resource = 'arn:{partition}:s3:::{Bucket}';
const accountOf = ({ ExpectedBucketOwner }: { ExpectedBucketOwner?: string | undefined }) =>
  ExpectedBucketOwner;
const example = { resource: 'arn:aws:s3:::shop-receipts' };

const blockFlags = {
  BlockPublicAcls: z.boolean(),
  IgnorePublicAcls: z.boolean(),
  BlockPublicPolicy: z.boolean(),
  RestrictPublicBuckets: z.boolean(),
};

export const s3Actions = [
  define({
    operation: 'PutBucketPolicy',
    groups: ['data-export', 'network-exposure'],
    parameters: z.strictObject({
      ...ofBucket,
      Policy: policyDocument('resource', 20_480),
      ConfirmRemoveSelfBucketAccess: z.boolean().optional(),
    }),
    resource,
    accountOf,
    say: ({ Bucket, Policy }, { account }) =>
      sentence`Replace the policy of bucket ${Bucket}: ${sayPolicy(Policy, { kind: 'resource' }, account)}`,
    reversible: true,
    ...bucketPolicy,
    example: {
      ...example,
      parameters: {
        Bucket: 'shop-receipts',
        Policy:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::shop-receipts/*"}]}',
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
    ...bucketPolicy,
    example: { ...example, parameters: { Bucket: 'shop-receipts' } },
  }),
  define({
    operation: 'PutBucketAcl',
    groups: ['data-export', 'network-exposure'],
    // The headers `x-amz-grant-…` are left out: they say the same as AccessControlPolicy, in a language of their own.
    parameters: z
      .strictObject({
        ...ofBucket,
        ACL: z.enum(['private', 'public-read', 'public-read-write', 'authenticated-read']).optional(),
        AccessControlPolicy: accessControlPolicy.optional(),
      })
      .refine(...exactlyOne('ACL', 'AccessControlPolicy')),
    resource,
    accountOf,
    say: ({ Bucket, ACL, AccessControlPolicy }) =>
      AccessControlPolicy
        ? sentence`On bucket ${Bucket}, let ${sayGrants(AccessControlPolicy)}, and nobody else`
        : sentence`Make bucket ${Bucket} ${ACL ?? ''}`,
    reversible: true,
    ...bucketAcl,
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
        : sentence`Let bucket ${Bucket} become public: no ${listed(openings(blocks), { most: 4 })}`,
    // The same permission deletes the block, under a name of its own.
    events: ['PutBucketPublicAccessBlock', 'DeleteBucketPublicAccessBlock'],
    reversible: true,
    ...publicAccessBlock,
    example: {
      ...example,
      parameters: {
        Bucket: 'shop-receipts',
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: false,
          RestrictPublicBuckets: false,
        },
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
    say: ({ Bucket, ReplicationConfiguration: { Rules, Role } }, { account }) =>
      sentence`Copy what is written to bucket ${Bucket} to ${sayRules(Rules, account)}, as ${namedIn(Role, account)}`,
    // The same permission ends the replication, under a name of its own.
    events: ['PutBucketReplication', 'DeleteBucketReplication'],
    passes: ['/ReplicationConfiguration/Role'],
    reversible: false,
    look: replicationRules,
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
    reversible: true,
    example: { ...example, parameters: { Bucket: 'shop-receipts', Prefix: '2026/' } },
  }),
];

const openings = (blocks: Record<keyof typeof blockFlags, boolean>): string[] =>
  Object.keys(blockFlags).filter((flag) => !blocks[flag as keyof typeof blockFlags]);
