import { NotImplementedLocally } from '../../lib/not-implemented-locally.ts';
import type { Resource, Resources } from '../../template/read-template.ts';
import type { CustomerKey } from '../kms/plugin.ts';
import type { resourceTypes } from './resource-types.ts';

export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

export interface TableSpec {
  name: string;
  arn: string;
  keySchema: { name: string; type: 'HASH' | 'RANGE' }[];
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

function tableOf({ path, name, properties, attribute }: Table): TableSpec {
  const { AttributeDefinitions, GlobalSecondaryIndexes, KeySchema, StreamSpecification } = properties;
  if (GlobalSecondaryIndexes) {
    throw new NotImplementedLocally(`${path}: AWS::DynamoDB::Table property GlobalSecondaryIndexes`);
  }
  return {
    name,
    arn: attribute('Arn'),
    keySchema: KeySchema.map(({ AttributeName, KeyType }) => ({ name: AttributeName, type: KeyType })),
    attributes: AttributeDefinitions.map(({ AttributeName, AttributeType }) => ({
      name: AttributeName,
      type: AttributeType,
    })),
    ...(StreamSpecification && {
      stream: { arn: attribute('StreamArn'), viewType: StreamSpecification.StreamViewType },
    }),
  };
}
