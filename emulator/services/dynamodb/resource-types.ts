import { z } from 'zod';
import { arnOf, named, noEffect, resourceType, tags } from '../../template/resource-type.ts';

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

/** Nothing is encrypted here, but a customer's key asks the callers for `kms:Decrypt`. */
const sse = z.strictObject({
  SSEEnabled: z.boolean(),
  SSEType: z.literal('KMS').optional(),
  KMSMasterKeyId: z.string().optional(),
});

const shared = {
  TableName: z.string().optional(),
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.strictObject({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .optional(),
  BillingMode: z.literal('PAY_PER_REQUEST'),
  TimeToLiveSpecification: noEffect('DynamoDB deletes expired items within days; a local run is shorter'),
  StreamSpecification: z
    .strictObject({
      StreamViewType: z.enum(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']),
      ResourcePolicy: noEffect('streams are read by event source mappings alone'),
    })
    .optional(),
  SSESpecification: sse.optional(),
};

const attributes = {
  Arn: arnOf('dynamodb', (name) => `table/${name}`),
  StreamArn: arnOf('dynamodb', (name) => `table/${name}/stream/2026-01-01T00:00:00.000`),
};

export const resourceTypes = {
  'AWS::DynamoDB::Table': resourceType({
    properties: z.strictObject({
      ...shared,
      DeletionProtectionEnabled: noEffect('no API to delete a table is implemented'),
      PointInTimeRecoverySpecification: noEffect(
        'nothing to restore from: the table lives as long as the run',
      ),
      Tags: tags,
    }),
    name: named('TableName', 255),
    attributes,
  }),
  'AWS::DynamoDB::GlobalTable': resourceType({
    properties: z.strictObject({
      ...shared,
      Replicas: z
        .array(
          z.strictObject({
            Region: z.string(),
            DeletionProtectionEnabled: noEffect('no API to delete a table is implemented'),
            PointInTimeRecoverySpecification: noEffect('nothing to restore from'),
            ContributorInsightsSpecification: noEffect('a metric for operators'),
            SSESpecification: z.strictObject({ KMSMasterKeyId: z.string() }).optional(),
            Tags: tags,
          }),
        )
        .length(1, 'more than one replica is not implemented locally'),
    }),
    name: named('TableName', 255),
    attributes,
  }),
};
