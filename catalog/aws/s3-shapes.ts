import { z } from 'zod';
import { ofAccount } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { bucketArn, kmsKeyArn, roleArn } from '../values/arn.ts';
import { bucket, matching, tags, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { listed } from '../values/widest-first.ts';

const status = z.strictObject({ Status: z.enum(['Enabled', 'Disabled']) });
const tag = z.strictObject({ Key: text(128), Value: z.string().max(256) });
const minutes = z.strictObject({ Minutes: z.int().positive() });

const rule = z.strictObject({
  ID: text(255).optional(),
  Priority: z.int().optional(),
  Filter: z
    .strictObject({
      Prefix: z.string().max(1_024).optional(),
      Tag: tag.optional(),
      And: z.strictObject({ Prefix: z.string().max(1_024).optional(), Tags: tags.optional() }).optional(),
    })
    .optional(),
  Status: status.shape.Status,
  SourceSelectionCriteria: z
    .strictObject({ SseKmsEncryptedObjects: status.optional(), ReplicaModifications: status.optional() })
    .optional(),
  ExistingObjectReplication: status.optional(),
  Destination: z.strictObject({
    Bucket: bucketArn,
    Account: accountId.optional(),
    StorageClass: text(30).optional(),
    AccessControlTranslation: z.strictObject({ Owner: z.literal('Destination') }).optional(),
    EncryptionConfiguration: z.strictObject({ ReplicaKmsKeyID: kmsKeyArn }).optional(),
    ReplicationTime: z.strictObject({ ...status.shape, Time: minutes }).optional(),
    Metrics: z.strictObject({ ...status.shape, EventThreshold: minutes.optional() }).optional(),
  }),
  DeleteMarkerReplication: status.optional(),
});

type Rule = z.infer<typeof rule>;

export const replication = z.strictObject({
  Role: roleArn,
  Rules: distinct(rule).max(1_000),
});

/** Each destination with whose it is and who owns the copies, and what of the bucket goes there. */
export function sayRules(rules: readonly Rule[], ownAccount: string): string {
  const enabled = rules.filter(({ Status }) => Status === 'Enabled').map((each) => sayRule(each, ownAccount));
  const disabled = rules.length - enabled.length;
  const worst = enabled.filter((each) => each.includes('another account'));
  const copied = enabled.length > 0 ? listed(enabled, { worst }) : 'nowhere yet';
  return `${copied}${disabled > 0 ? `, with ${disabled} disabled ${disabled === 1 ? 'rule' : 'rules'}` : ''}`;
}

function sayRule({ Destination, Filter = {}, ExistingObjectReplication }: Rule, ownAccount: string): string {
  const { Bucket, Account, AccessControlTranslation } = Destination;
  const prefix = Filter.Prefix ?? Filter.And?.Prefix ?? '';
  const tagged = Filter.Tag ?? Filter.And?.Tags;
  const only = [...(prefix === '' ? [] : [`under ${prefix}`]), ...(tagged ? ['with some tags'] : [])].join(
    ' ',
  );
  const existing = ExistingObjectReplication?.Status === 'Enabled' ? ', with what is there already' : '';
  const owned = AccessControlTranslation ? ', which owns the copies,' : '';
  return `${Bucket.split(':').at(-1)}${ofAccount(Account, ownAccount)}${owned}${existing}${only === '' ? '' : ` (what is ${only})`}`;
}

const groups = {
  'http://acs.amazonaws.com/groups/global/AllUsers': 'anyone',
  'http://acs.amazonaws.com/groups/global/AuthenticatedUsers': 'anyone with an AWS account',
  'http://acs.amazonaws.com/groups/s3/LogDelivery': 'the delivery of S3 logs',
} as const;
type Group = keyof typeof groups;
const canonicalUser = z.string().regex(/^[0-9a-f]{64}$/, 'must be a canonical user id of 64 digits');

/** By id or by group. A display name says what it likes, and an e-mail address can change hands. */
const grantee = z
  .strictObject({
    Type: z.enum(['CanonicalUser', 'Group']),
    ID: canonicalUser.optional(),
    URI: z.enum(Object.keys(groups) as [Group, ...Group[]]).optional(),
  })
  .refine(
    ({ Type, ID, URI }) =>
      (Type === 'Group') === (URI !== undefined) && (Type === 'Group') === (ID === undefined),
    'CanonicalUser goes with ID alone, Group with URI alone',
  );

export const accessControlPolicy = z.strictObject({
  Grants: distinct(
    z.strictObject({
      Grantee: grantee,
      Permission: z.enum(['FULL_CONTROL', 'WRITE', 'WRITE_ACP', 'READ', 'READ_ACP']),
    }),
  ).max(100),
  Owner: z.strictObject({ ID: canonicalUser }),
});

/** "anyone do FULL_CONTROL": whoever gets most first. */
export function sayGrants({ Grants, Owner }: z.infer<typeof accessControlPolicy>): string {
  const said = Grants.map(({ Grantee: { URI, ID }, Permission }) => {
    const who = URI ? groups[URI] : ID === Owner.ID ? 'its owner' : `the account with id ${ID}`;
    return `${who} do ${Permission}`;
  });
  const wide = said.filter((each) => each.startsWith('anyone'));
  return listed([...wide, ...said], { worst: wide });
}

/** A star would stand for others in its ARN, and what begins as an ARN for itself. */
export const objectKey = matching(
  '(?!arn:)[^*?\\x00-\\x1f\\x7f]+',
  1_024,
  'must be the key of one object, without * and ?',
);

/** A bucket's ARN says nothing of its owner; S3 itself refuses where the expected owner is not the real one. */
export const namedBucket = { Bucket: bucket, ExpectedBucketOwner: accountId };
export const ofBucket = {
  resource: 'arn:{partition}:s3:::{Bucket}',
  accountOf: ({ ExpectedBucketOwner }: { ExpectedBucketOwner?: string }) => ExpectedBucketOwner,
};
/** Of the request's body, which the SDK writes. */
export const bodyChecksums = ['ContentMD5', 'ChecksumAlgorithm'] as const;
