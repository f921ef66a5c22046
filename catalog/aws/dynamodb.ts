import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { nameIn, sentence } from '../sentence.ts';
import {
  account,
  arnOf,
  bucket,
  keyRef,
  matching,
  nameOrArn,
  text,
  timestamp,
} from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'dynamodb' });

const table = '[a-zA-Z0-9_.-]{3,255}';

export const dynamodbActions = [
  define({
    operation: 'ExportTableToPointInTime',
    groups: ['data-export'],
    parameters: z.strictObject({
      TableArn: arnOf('dynamodb', `table/${table}`),
      S3Bucket: bucket,
      S3BucketOwner: account.optional(),
      S3Prefix: text(1_024).optional(),
      S3SseAlgorithm: z.enum(['AES256', 'KMS']).optional(),
      S3SseKmsKeyId: keyRef.optional(),
      ExportTime: timestamp.optional(),
      ExportFormat: z.enum(['DYNAMODB_JSON', 'ION']).optional(),
      ExportType: z.enum(['FULL_EXPORT', 'INCREMENTAL_EXPORT']).optional(),
      IncrementalExportSpecification: z
        .strictObject({
          ExportFromTime: timestamp.optional(),
          ExportToTime: timestamp.optional(),
          ExportViewType: z.enum(['NEW_IMAGE', 'NEW_AND_OLD_IMAGES']).optional(),
        })
        .optional(),
      ClientToken: matching('[^$]+', 64).optional(),
    }),
    resource: '{TableArn}',
    say: ({ TableArn, S3Bucket, S3BucketOwner }) =>
      sentence`Export table ${nameIn(TableArn)} to bucket ${S3Bucket}${S3BucketOwner ? ` of ${S3BucketOwner}` : ''}`,
    reversible: false,
    example: {
      parameters: {
        TableArn: 'arn:aws:dynamodb:eu-central-1:111122223333:table/customers',
        S3Bucket: 'analytics-exports',
        ExportFormat: 'DYNAMODB_JSON',
      },
      resource: 'arn:aws:dynamodb:eu-central-1:111122223333:table/customers',
    },
  }),
  define({
    operation: 'DeleteTable',
    groups: ['destruction'],
    parameters: z.strictObject({ TableName: nameOrArn(table, 'dynamodb', `table/${table}`) }),
    resource: 'arn:{partition}:dynamodb:{region}:{account}:table/{TableName}',
    say: ({ TableName }) => sentence`Delete table ${nameIn(TableName)} with all its items`,
    reversible: false,
    example: {
      parameters: { TableName: 'customers-old' },
      resource: 'arn:aws:dynamodb:eu-central-1:111122223333:table/customers-old',
    },
  }),
];
