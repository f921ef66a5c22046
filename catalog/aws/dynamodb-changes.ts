import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { inTurn, namedIn, ofAccount, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { arnOf, kmsKeyArn } from '../values/arn.ts';
import { bucket, matching, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { listed } from '../values/widest-first.ts';
import { tableSettings } from './data-looks.ts';
import { tableName } from './dynamodb-shapes.ts';
import { tablePolicy } from './resource-policy-looks.ts';

const define = operationsOf<DynamoDB>({ prefix: 'dynamodb' });

const resource = 'arn:{partition}:dynamodb:{region}:{account}:table/{TableName}';
const name = '[a-zA-Z0-9_.-]{3,255}';
const region = matching('[a-z]{2,4}(?:-[a-z]+)+-[0-9]', 32, 'must be a Region such as eu-west-1');
const everything = 'the table';
const table = 'arn:aws:dynamodb:eu-central-1:111122223333:table/customers';

interface Replica {
  Create?: { RegionName?: string };
  Update?: { RegionName?: string };
  Delete?: { RegionName?: string };
  Disassociate?: { RegionName?: string };
}

const replicaWords = {
  Delete: 'delete its copy in',
  Create: 'keep a copy in',
  Update: 'change its copy in',
  Disassociate: 'take from it its copy in',
} as const;

/** Each copy with its Region, those that are deleted first. */
const sayReplicas = (updates: readonly Replica[]): string[] =>
  (Object.keys(replicaWords) as (keyof typeof replicaWords)[]).flatMap((what) =>
    updates.flatMap((update) => {
      const { RegionName = '', ...rest } = update[what] ?? {};
      return update[what] ? [`${replicaWords[what]} ${RegionName}${further(rest)}`] : [];
    }),
  );

/** Who reads a table, and where its items go or come from. */
export const dynamodbChangeActions = [
  define({
    operation: 'PutResourcePolicy',
    groups: ['data-export', 'privilege-escalation'],
    values: {
      ResourceArn: arnOf('dynamodb', `table/${name}(?:/stream/[0-9T:.-]+)?`, table),
      Policy: policyDocument('resource', 20_480, everything),
    },
    resource: '{ResourceArn}',
    say: ({ ResourceArn, Policy }, { account }) =>
      sentence`Replace who may use table ${namedIn(ResourceArn, account)}: ${sayPolicy(Policy, { kind: 'resource', everything }, account)}`,
    reversible: true,
    ...tablePolicy,
    example: {
      ResourceArn: table,
      Policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"dynamodb:Scan","Resource":"arn:aws:dynamodb:eu-central-1:111122223333:table/customers"}]}',
    },
  }),
  define({
    operation: 'UpdateTable',
    groups: ['data-export', 'destruction', 'cost'],
    values: { TableName: tableName },
    resource,
    say: (parameters) => {
      const { TableName, ReplicaUpdates = [], DeletionProtectionEnabled, StreamSpecification } = parameters;
      const { StreamEnabled, StreamViewType } = StreamSpecification ?? {};
      const parts = [
        ...sayReplicas(ReplicaUpdates),
        ...(DeletionProtectionEnabled === undefined
          ? []
          : [DeletionProtectionEnabled ? 'let nobody delete it' : 'let it be deleted']),
        ...(StreamSpecification
          ? [
              StreamEnabled
                ? `stream what changes${StreamViewType === undefined ? '' : ` with ${StreamViewType}`}`
                : `stream no more what changes${StreamViewType === undefined ? '' : ` with ${StreamViewType}`}`,
            ]
          : []),
      ];
      return sentence`Change table ${TableName}${parts.length > 0 ? ': ' : ''}${inTurn(parts, ', ')}`;
    },
    reversible: true,
    look: tableSettings,
    example: { TableName: 'customers', DeletionProtectionEnabled: false },
  }),
  define({
    operation: 'EnableKinesisStreamingDestination',
    groups: ['data-export', 'persistence'],
    values: {
      TableName: tableName,
      StreamArn: arnOf(
        'kinesis',
        'stream/[a-zA-Z0-9_.-]{1,128}',
        'arn:aws:kinesis:eu-central-1:111122223333:stream/customers',
      ),
    },
    resource,
    say: ({ TableName, StreamArn }, { account }) =>
      sentence`Send every change of table ${TableName} to stream ${namedIn(StreamArn, account)} from now on`,
    reversible: true,
    example: {
      TableName: 'customers',
      StreamArn: 'arn:aws:kinesis:eu-central-1:111122223333:stream/customers',
    },
  }),
  define({
    operation: 'CreateGlobalTable',
    groups: ['data-export', 'cost'],
    values: {
      GlobalTableName: matching(name, 255),
      ReplicationGroup: distinct(z.strictObject({ RegionName: region })).max(40),
    },
    resource: 'arn:{partition}:dynamodb::{account}:global-table/{GlobalTableName}',
    say: ({ GlobalTableName, ReplicationGroup }) =>
      sentence`Keep table ${GlobalTableName} the same in ${listed(
        ReplicationGroup.map(({ RegionName = '' }) => RegionName),
        { most: 10 },
      )}`,
    reversible: true,
    example: {
      GlobalTableName: 'customers',
      ReplicationGroup: [{ RegionName: 'eu-central-1' }, { RegionName: 'eu-west-1' }],
    },
  }),
  define({
    operation: 'ImportTable',
    groups: ['resource-creation', 'cost'],
    values: {
      S3BucketSource: z.strictObject({
        S3Bucket: bucket,
        S3BucketOwner: accountId.optional(),
        S3KeyPrefix: text(1_024).optional(),
      }),
      TableCreationParameters: z.strictObject({
        TableName: tableName,
        AttributeDefinitions: distinct(
          z.strictObject({ AttributeName: text(), AttributeType: z.enum(['S', 'N', 'B']) }),
        ),
        KeySchema: distinct(
          z.strictObject({ AttributeName: text(), KeyType: z.enum(['HASH', 'RANGE']) }),
        ).max(2),
        BillingMode: z.literal('PAY_PER_REQUEST').optional(),
        SSESpecification: z
          .strictObject({ Enabled: z.boolean(), SSEType: z.literal('KMS'), KMSMasterKeyId: kmsKeyArn })
          .optional(),
      }),
    },
    resource: 'arn:{partition}:dynamodb:{region}:{account}:table/{TableName}',
    names: ({ TableCreationParameters: { TableName = '' } }) => ({ TableName }),
    say: ({ S3BucketSource: from, TableCreationParameters: made }, { account }) => {
      const { S3Bucket = '', S3BucketOwner, S3KeyPrefix = '' } = from;
      const { TableName = '', ...how } = made;
      return sentence`Make table ${TableName} of what bucket ${S3Bucket}${ofAccount(S3BucketOwner, account)} holds under /${S3KeyPrefix}${further(how)}`;
    },
    reversible: true,
    example: {
      S3BucketSource: { S3Bucket: 'shop-imports', S3KeyPrefix: 'customers/' },
      InputFormat: 'DYNAMODB_JSON',
      TableCreationParameters: {
        TableName: 'customers-new',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
    },
  }),
];
