import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { nameIn, ofAccount, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { arnOf, kmsKeyArn } from '../values/arn.ts';
import { bucket, matching, text } from '../values/aws-values.ts';
import { shortName } from '../values/short-name.ts';
import { timestamp } from '../values/timestamp.ts';

const define = actionsOf({ prefix: 'dynamodb' });

const name = '[a-zA-Z0-9_.-]{3,255}';
const table = 'arn:aws:dynamodb:eu-central-1:111122223333:table/customers';

const changes = z
  .strictObject({
    ExportFromTime: timestamp,
    ExportToTime: timestamp,
    ExportViewType: z.enum(['NEW_IMAGE', 'NEW_AND_OLD_IMAGES']).optional(),
  })
  .refine(({ ExportFromTime: from, ExportToTime: to }) => from < to, {
    path: ['ExportToTime'],
    error: 'must be after ExportFromTime',
  });

const tableExport = z
  .strictObject({
    TableArn: arnOf('dynamodb', `table/${name}`, table),
    S3Bucket: bucket,
    S3BucketOwner: accountId.optional(),
    S3Prefix: text(1_024).optional(),
    S3SseAlgorithm: z.enum(['AES256', 'KMS']).optional(),
    S3SseKmsKeyId: kmsKeyArn.optional(),
    ExportTime: timestamp.optional(),
    ExportFormat: z.enum(['DYNAMODB_JSON', 'ION']).optional(),
    ExportType: z.enum(['FULL_EXPORT', 'INCREMENTAL_EXPORT']).optional(),
    IncrementalExportSpecification: changes.optional(),
    ClientToken: matching('[!-~]+', 64).optional(),
  })
  .refine(
    ({ ExportType, IncrementalExportSpecification }) =>
      (ExportType === 'INCREMENTAL_EXPORT') === (IncrementalExportSpecification !== undefined),
    'ExportType INCREMENTAL_EXPORT and IncrementalExportSpecification need each other',
  )
  .refine(
    ({ ExportTime, IncrementalExportSpecification }) =>
      ExportTime === undefined || IncrementalExportSpecification === undefined,
    'ExportTime has no place in an incremental export',
  )
  .refine(
    ({ S3SseAlgorithm, S3SseKmsKeyId }) => (S3SseAlgorithm === 'KMS') === (S3SseKmsKeyId !== undefined),
    'S3SseAlgorithm KMS and S3SseKmsKeyId need each other',
  );

export const dynamodbActions = [
  define({
    operation: 'ExportTableToPointInTime',
    groups: ['data-export'],
    parameters: tableExport,
    resource: '{TableArn}',
    say: (parameters, { account }) => {
      const {
        TableArn,
        S3Bucket,
        S3BucketOwner,
        ExportTime,
        IncrementalExportSpecification: only,
      } = parameters;
      const what = only
        ? `changes of table ${nameIn(TableArn)} from ${only.ExportFromTime} to ${only.ExportToTime}`
        : `table ${nameIn(TableArn)}`;
      const when = ExportTime ? ` as it was at ${ExportTime}` : '';
      return sentence`Export ${what}${when} to bucket ${S3Bucket}${ofAccount(S3BucketOwner, account)}`;
    },
    reversible: false,
    example: {
      parameters: { TableArn: table, S3Bucket: 'analytics-exports', ExportFormat: 'DYNAMODB_JSON' },
      resource: table,
    },
  }),
  define({
    operation: 'DeleteTable',
    groups: ['destruction'],
    parameters: z.strictObject({ TableName: shortName('dynamodb', 'table/', name, 'customers-old') }),
    resource: 'arn:{partition}:dynamodb:{region}:{account}:table/{TableName}',
    say: ({ TableName }) => sentence`Delete table ${TableName} with all its items`,
    reversible: false,
    example: {
      parameters: { TableName: 'customers-old' },
      resource: 'arn:aws:dynamodb:eu-central-1:111122223333:table/customers-old',
    },
  }),
];
