import type { Resource, Resources } from '../../template/read-template.ts';
import type { CustomerKey } from '../kms/plugin.ts';
import type { resourceTypes } from './resource-types.ts';

export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

export interface KeyPart {
  name: string;
  type: 'HASH' | 'RANGE';
}

/** A global secondary index: other keys, and the items that have them. */
export interface IndexSpec {
  name: string;
  keySchema: KeyPart[];
  projection: { ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE'; NonKeyAttributes?: string[] };
}

export interface TableSpec {
  name: string;
  arn: string;
  keySchema: KeyPart[];
  indexes?: IndexSpec[];
  attributes: { name: string; type: 'S' | 'N' | 'B' }[];
  stream?: { arn: string; viewType: StreamViewType };
  /** The customer's key: callers then need `kms:Decrypt` on it. */
  kmsKeyArn?: string;
}

type Types = typeof resourceTypes;
type Table = Resource<Types['AWS::DynamoDB::Table']> | Resource<Types['AWS::DynamoDB::GlobalTable']>;

export const tablesOf = (resources: Resources<Types>, customerKey: CustomerKey): TableSpec[] => [
  ...resources.all('AWS::DynamoDB::Table').map((table) => ({
    ...tableOf(table),
    ...customerKey(table.properties.SSESpecification?.KMSMasterKeyId),
  })),
  ...resources.all('AWS::DynamoDB::GlobalTable').map((table) => ({
    ...tableOf(table),
    ...customerKey(table.properties.Replicas[0]?.SSESpecification?.KMSMasterKeyId),
  })),
];

function tableOf({ name, properties, attribute }: Table): TableSpec {
  const { AttributeDefinitions, GlobalSecondaryIndexes, KeySchema, StreamSpecification } = properties;
  return {
    name,
    arn: attribute('Arn'),
    keySchema: keyOf(KeySchema),
    ...(GlobalSecondaryIndexes && {
      indexes: GlobalSecondaryIndexes.map(({ IndexName, KeySchema: indexKey, Projection }) => ({
        name: IndexName,
        keySchema: keyOf(indexKey),
        projection: {
          ProjectionType: Projection.ProjectionType,
          ...(Projection.NonKeyAttributes && { NonKeyAttributes: Projection.NonKeyAttributes }),
        },
      })),
    }),
    attributes: AttributeDefinitions.map(({ AttributeName, AttributeType }) => ({
      name: AttributeName,
      type: AttributeType,
    })),
    ...(StreamSpecification && {
      stream: { arn: attribute('StreamArn'), viewType: StreamSpecification.StreamViewType },
    }),
  };
}

const keyOf = (schema: { AttributeName: string; KeyType: KeyPart['type'] }[]): KeyPart[] =>
  schema.map(({ AttributeName, KeyType }) => ({ name: AttributeName, type: KeyType }));
