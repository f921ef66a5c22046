import type { S3Control } from '@aws-sdk/client-s3-control';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { namedIn, ofAccount, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { arnOf, bucketArn, functionArn } from '../values/arn.ts';
import { bucket, matching, objectVersion, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { identity } from '../values/principal.ts';
import { exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';

const define = operationsOf<S3Control>({ prefix: 's3' });

/** S3's control has the account in the name of its host: it is always said. */
const ofAccountNamed = {
  required: ['AccountId'] as const,
  accountOf: ({ AccountId }: { AccountId?: string }) => AccountId,
};
const everything = 'what it reaches';
const AccountId = accountId;
const accessPoint = matching('[a-z0-9][a-z0-9-]{1,48}[a-z0-9]', 50, 'must be the name of an access point');
const flags = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;
type Flags = Partial<Record<(typeof flags)[number], boolean>>;
const blocks = z.strictObject({
  BlockPublicAcls: z.boolean(),
  IgnorePublicAcls: z.boolean(),
  BlockPublicPolicy: z.boolean(),
  RestrictPublicBuckets: z.boolean(),
});
const openings = (given: Flags): string[] => flags.filter((flag) => !given[flag]);
const object = '[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/[^*?\\x00-\\x1f\\x7f]{1,1024}';

/** What a batch does to each object. Access lists and locks are asked for one by one. */
const batchOperation = z
  .strictObject({
    LambdaInvoke: z
      .strictObject({
        FunctionArn: functionArn,
        InvocationSchemaVersion: z.enum(['1.0', '2.0']).optional(),
        UserArguments: z.record(text(64), z.string().max(1_024)).optional(),
      })
      .optional(),
    S3PutObjectCopy: z
      .strictObject({
        TargetResource: bucketArn,
        TargetKeyPrefix: text(1_024).optional(),
        StorageClass: text(30).optional(),
      })
      .optional(),
    S3DeleteObjectTagging: z.strictObject({}).optional(),
    S3InitiateRestoreObject: z
      .strictObject({
        ExpirationInDays: z.int().positive().optional(),
        GlacierJobTier: z.enum(['BULK', 'STANDARD']).optional(),
      })
      .optional(),
    S3ReplicateObject: z.strictObject({}).optional(),
  })
  .refine(
    ...exactlyOne(
      ...['LambdaInvoke', 'S3PutObjectCopy', 'S3DeleteObjectTagging'],
      ...['S3InitiateRestoreObject', 'S3ReplicateObject'],
    ),
  );

function sayBatch(
  { LambdaInvoke: run, S3PutObjectCopy: copy, ...other }: z.infer<typeof batchOperation>,
  account: string,
): string {
  if (run) {
    const { FunctionArn, ...rest } = run;
    return `Run ${namedIn(FunctionArn, account)}${further(rest)} for each object`;
  }
  if (copy) {
    const { TargetResource, ...rest } = copy;
    return `Copy each object to bucket ${namedIn(TargetResource, account)}${further(rest)}`;
  }
  const [[name = '', how = {}] = []] = Object.entries(other).filter(([, value]) => value !== undefined);
  return `Do ${name}${further(how)} to each object`;
}

/** Who reaches objects otherwise than by their bucket, and what is done to all of them at once. */
export const s3AccessActions = [
  define({
    operation: 's3-control.PutPublicAccessBlock',
    iamName: 'PutAccountPublicAccessBlock',
    groups: ['network-exposure'],
    values: { AccountId, PublicAccessBlockConfiguration: blocks },
    ...ofAccountNamed,
    resource: 'arn:{partition}:s3:{region}:{account}:*',
    say: ({ PublicAccessBlockConfiguration: given, AccountId: owner }, { account }) =>
      openings(given).length === 0
        ? sentence`Block all public access to every bucket of the account${ofAccount(owner, account)}`
        : sentence`Let every bucket of the account${ofAccount(owner, account)} become public: no ${listed(openings(given), { most: 4 })}`,
    // The same permission deletes the block, under a name of its own.
    events: ['PutAccountPublicAccessBlock', 'DeleteAccountPublicAccessBlock'],
    reversible: true,
    example: {
      AccountId: '111122223333',
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: false,
        RestrictPublicBuckets: false,
      },
    },
  }),
  define({
    operation: 'CreateAccessPoint',
    groups: ['network-exposure', 'resource-creation'],
    values: {
      Name: accessPoint,
      Bucket: bucket,
      AccountId,
      BucketAccountId: accountId,
      PublicAccessBlockConfiguration: blocks,
    },
    ...ofAccountNamed,
    resource: 'arn:{partition}:s3:{region}:{account}:accesspoint/{Name}',
    say: (parameters, { account }) => {
      const { Name, Bucket, AccountId: owner, BucketAccountId, VpcConfiguration: vpc } = parameters;
      const { PublicAccessBlockConfiguration: given } = parameters;
      const open = given && openings(given);
      const said = open && open.length > 0 ? `, without ${listed(open, { most: 4 })}` : '';
      const blocked = given && said === '' ? ', closed to the public' : '';
      return sentence`Open access point ${Name}${ofAccount(owner, account)}${said}, to bucket ${Bucket}${ofAccount(BucketAccountId, account)}${vpc ? ` from network ${vpc.VpcId ?? ''} alone` : ', from anywhere'}${blocked}`;
    },
    reversible: true,
    example: { Name: 'receipts', Bucket: 'shop-receipts', AccountId: '111122223333' },
  }),
  define({
    operation: 'PutAccessPointPolicy',
    groups: ['data-export', 'network-exposure'],
    values: { Name: accessPoint, AccountId, Policy: policyDocument('resource', 20_480, everything) },
    ...ofAccountNamed,
    resource: 'arn:{partition}:s3:{region}:{account}:accesspoint/{Name}',
    say: ({ Name, AccountId: owner, Policy }, { account }) =>
      sentence`Replace the policy of access point ${Name}${ofAccount(owner, account)}: ${sayPolicy(Policy, { kind: 'resource', everything }, account)}`,
    reversible: true,
    example: {
      Name: 'receipts',
      AccountId: '111122223333',
      Policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:eu-central-1:111122223333:accesspoint/receipts/object/*"}]}',
    },
  }),
  define({
    operation: 'CreateAccessGrant',
    groups: ['data-export', 'privilege-escalation'],
    values: {
      AccountId,
      AccessGrantsLocationId: matching('default|[a-zA-Z0-9-]+', 64),
      AccessGrantsLocationConfiguration: z.strictObject({ S3SubPrefix: text(2_000) }),
      Grantee: z.strictObject({
        GranteeType: z.enum(['IAM', 'DIRECTORY_USER', 'DIRECTORY_GROUP']),
        GranteeIdentifier: matching(
          `${identity}|[0-9a-f-]{36,47}`,
          2_048,
          'must be the ARN of an IAM identity, or the id of a user or group of the directory',
        ),
      }),
      Permission: z.enum(['READ', 'WRITE', 'READWRITE']),
      S3PrefixType: z.literal('Object'),
    },
    ...ofAccountNamed,
    resource: 'arn:{partition}:s3:{region}:{account}:access-grants/default/grant/*',
    say: (parameters, { account }) => {
      const { Grantee, Permission, AccessGrantsLocationId: place, AccountId: owner } = parameters;
      const { AccessGrantsLocationConfiguration: within } = parameters;
      const { GranteeIdentifier = '', GranteeType = '' } = Grantee;
      return sentence`Let ${GranteeType} ${namedIn(GranteeIdentifier, account)} ${Permission} what location ${place}${ofAccount(owner, account)} holds${within ? ` under ${within.S3SubPrefix ?? ''}` : ''}`;
    },
    reversible: true,
    example: {
      AccountId: '111122223333',
      AccessGrantsLocationId: 'default',
      AccessGrantsLocationConfiguration: { S3SubPrefix: 'shop-receipts/2026/*' },
      Grantee: { GranteeType: 'IAM', GranteeIdentifier: 'arn:aws:iam::111122223333:role/reporting' },
      Permission: 'READ',
    },
  }),
  define({
    operation: 'CreateJob',
    groups: ['data-export', 'code-change', 'cost'],
    values: {
      AccountId,
      Operation: batchOperation,
      Manifest: z.strictObject({
        Spec: z.strictObject({
          Format: z.enum(['S3BatchOperations_CSV_20180820', 'S3InventoryReport_CSV_20161130']),
          Fields: distinct(z.enum(['Ignore', 'Bucket', 'Key', 'VersionId'])).optional(),
        }),
        Location: z.strictObject({
          ObjectArn: arnOf('s3', object, 'arn:aws:s3:::shop-jobs/list.csv'),
          ETag: text(1_024),
          ObjectVersionId: objectVersion.optional(),
        }),
      }),
      Report: z.strictObject({
        Enabled: z.boolean(),
        Bucket: bucketArn.optional(),
        Prefix: text(512).optional(),
        Format: z.literal('Report_CSV_20180820').optional(),
        ReportScope: z.enum(['AllTasks', 'FailedTasksOnly']).optional(),
        ExpectedBucketOwner: accountId.optional(),
      }),
    },
    required: ['AccountId', 'Manifest'],
    accountOf: ofAccountNamed.accountOf,
    // A list that S3 makes when the job runs holds what is there by then.
    without: ['ManifestGenerator'],
    resource: 'arn:{partition}:s3:{region}:{account}:*',
    say: ({ Operation, Manifest: list, RoleArn, AccountId: owner }, { account }) => {
      const { Location, ...rest } = list ?? {};
      const { ObjectArn = '', ...which } = Location ?? {};
      return sentence`${sayBatch(Operation as z.infer<typeof batchOperation>, account)} that ${ObjectArn.split(':::')[1] ?? ''} lists${further({ ...which, ...rest })}, as ${namedIn(RoleArn, account)}${owner === account ? '' : `, by a job${ofAccount(owner, account)}`}`;
    },
    passes: ['/RoleArn'],
    reversible: false,
    example: {
      AccountId: '111122223333',
      Operation: { S3PutObjectCopy: { TargetResource: 'arn:aws:s3:::shop-copies' } },
      Manifest: {
        Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: ['Bucket', 'Key'] },
        Location: { ObjectArn: 'arn:aws:s3:::shop-jobs/list.csv', ETag: '60e460c9d1046e73f7dde5043ac3ae85' },
      },
      Report: { Enabled: false },
      Priority: 10,
      RoleArn: 'arn:aws:iam::111122223333:role/batch',
      ConfirmationRequired: false,
    },
  }),
];
