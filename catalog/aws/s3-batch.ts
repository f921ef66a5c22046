import type { S3Control } from '@aws-sdk/client-s3-control';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { namedIn, ofAccount, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { arnOf, bucketArn, functionArn } from '../values/arn.ts';
import { objectVersion, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { exactlyOne } from '../values/which-of.ts';

const define = operationsOf<S3Control>({ prefix: 's3' });

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
    return `run ${namedIn(FunctionArn, account)}${further(rest)} for it`;
  }
  if (copy) {
    const { TargetResource, ...rest } = copy;
    return `copy it to bucket ${namedIn(TargetResource, account)}${further(rest)}`;
  }
  const [[name = '', how = {}] = []] = Object.entries(other).filter(([, value]) => value !== undefined);
  return `do ${name}${further(how)} to it`;
}

/** What is done to many objects at once. */
export const s3BatchActions = [
  define({
    operation: 'CreateJob',
    groups: ['data-export', 'code-change', 'cost'],
    values: {
      AccountId: accountId,
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
    accountOf: ({ AccountId }) => AccountId,
    // A list that S3 makes when the job runs holds what is there by then.
    without: ['ManifestGenerator'],
    resource: 'arn:{partition}:s3:{region}:{account}:*',
    say: ({ Operation, Manifest: list, RoleArn, AccountId: owner }, { account }) => {
      const { Location, ...rest } = list ?? {};
      const { ObjectArn = '', ...which } = Location ?? {};
      return sentence`With each object that ${ObjectArn.split(':::')[1] ?? ''} lists${further({ ...which, ...rest })}: ${sayBatch(Operation as z.infer<typeof batchOperation>, account)}, as ${namedIn(RoleArn, account)}${owner === account ? '' : `, by a job${ofAccount(owner, account)}`}`;
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
