import { NotImplementedLocally } from '../lib/not-implemented-locally.ts';
import type { Deployment, Resource } from '../template/read-template.ts';
import { rolesOf } from './iam/roles.ts';
import type { BucketSpec, QueueSpec, Resources, TableSpec } from './resources.ts';

/** What the AWS endpoint serves. */
export const awsResourcesOf = (deployment: Deployment): Resources => ({
  tables: [
    ...deployment
      .all('AWS::DynamoDB::Table')
      .map((table) => tableOf(deployment, table, table.properties.SSESpecification)),
    ...deployment
      .all('AWS::DynamoDB::GlobalTable')
      .map((table) => tableOf(deployment, table, table.properties.Replicas[0]?.SSESpecification)),
  ],
  buckets: deployment.all('AWS::S3::Bucket').flatMap((bucket) => bucketOf(deployment, bucket)),
  queues: deployment.all('AWS::SQS::Queue').map((queue) => queueOf(deployment, queue)),
  buses: [defaultBus(deployment), ...deployment.all('AWS::Events::EventBus').map(named)],
  rules: deployment
    .all('AWS::Events::Rule')
    .filter(({ properties }) => properties.State === 'ENABLED')
    .map((rule) => ({
      ...named(rule),
      busName: rule.properties.EventBusName.split('/').at(-1) ?? '',
      pattern: rule.properties.EventPattern,
      targetArns: rule.properties.Targets.map(({ Arn }) => Arn),
    })),
  secrets: deployment
    .all('AWS::SecretsManager::Secret')
    .map((secret) => ({ name: secret.name, arn: secret.ref })),
  roles: rolesOf(deployment),
});

const named = ({ name, attribute }: Pick<Resource<'AWS::Events::Rule'>, 'name' | 'attribute'>) => ({
  name,
  arn: attribute('Arn'),
});

/** Every account has one without asking. */
const defaultBus = ({ location: { account, region } }: Deployment) => ({
  name: 'default',
  arn: `arn:aws:events:${region}:${account}:event-bus/default`,
});

type Table = Resource<'AWS::DynamoDB::Table'> | Resource<'AWS::DynamoDB::GlobalTable'>;

function tableOf(
  deployment: Deployment,
  table: Table,
  sse: { KMSMasterKeyId?: string | undefined } | undefined,
): TableSpec {
  const { AttributeDefinitions, GlobalSecondaryIndexes, KeySchema, StreamSpecification } = table.properties;
  if (GlobalSecondaryIndexes) {
    throw new NotImplementedLocally(`${table.path}: AWS::DynamoDB::Table property GlobalSecondaryIndexes`);
  }
  return {
    ...named(table),
    keySchema: KeySchema.map(({ AttributeName, KeyType }) => ({ name: AttributeName, type: KeyType })),
    attributes: AttributeDefinitions.map(({ AttributeName, AttributeType }) => ({
      name: AttributeName,
      type: AttributeType,
    })),
    ...(StreamSpecification && {
      stream: { arn: table.attribute('StreamArn'), viewType: StreamSpecification.StreamViewType },
    }),
    ...customerKey(deployment, sse?.KMSMasterKeyId),
  };
}

/** A bucket without versions is one that only services of AWS write to, such as that of access logs. */
function bucketOf(deployment: Deployment, bucket: Resource<'AWS::S3::Bucket'>): BucketSpec[] {
  const { VersioningConfiguration, ObjectLockConfiguration, BucketEncryption } = bucket.properties;
  if (VersioningConfiguration?.Status !== 'Enabled') return [];
  const retention = ObjectLockConfiguration?.Rule?.DefaultRetention;
  const encryption = BucketEncryption?.ServerSideEncryptionConfiguration[0]?.ServerSideEncryptionByDefault;
  return [
    {
      ...named(bucket),
      ...(retention && {
        objectLock: { mode: retention.Mode, days: retention.Days ?? (retention.Years ?? 0) * 365 },
      }),
      ...customerKey(deployment, encryption?.KMSMasterKeyID),
    },
  ];
}

function queueOf(deployment: Deployment, queue: Resource<'AWS::SQS::Queue'>): QueueSpec {
  const { VisibilityTimeout, KmsMasterKeyId } = queue.properties;
  return {
    ...named(queue),
    ...(VisibilityTimeout === undefined ? {} : { visibilityTimeoutSeconds: VisibilityTimeout }),
    ...customerKey(deployment, KmsMasterKeyId),
  };
}

/** A template may name a key by its id, its ARN or its alias; AWS's own keys ask for no permission. */
function customerKey(deployment: Deployment, given: string | undefined): { kmsKeyArn?: string } {
  if (given === undefined || given.startsWith('alias/aws/')) return {};
  const alias = deployment.all('AWS::KMS::Alias').find(({ name }) => name === given);
  const id = alias?.properties.TargetKeyId ?? given;
  const key = deployment
    .all('AWS::KMS::Key')
    .find(({ name, attribute }) => id === name || id === attribute('Arn'));
  if (!key) throw new NotImplementedLocally(`KMS key ${given}, which no template has,`);
  return { kmsKeyArn: key.attribute('Arn') };
}
