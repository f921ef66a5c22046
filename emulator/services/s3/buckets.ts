import { parseResourcePolicy, type ResourceRule } from '../../iam/resource-policy.ts';
import type { Resource, Resources } from '../../template/read-template.ts';
import type { CustomerKey } from '../kms/plugin.ts';
import type { resourceTypes } from './resource-types.ts';

/** Buckets are versioned here; one without versioning is not implemented. */
export interface BucketSpec {
  name: string;
  arn: string;
  /** Whose it is. */
  account: string;
  policy: readonly ResourceRule[];
  objectLock?: { mode: 'COMPLIANCE' | 'GOVERNANCE'; days: number };
  kmsKeyArn?: string;
}

type Types = typeof resourceTypes;

/** The first is of a write; the other one of calls that are not implemented here. */
const knownKeys = ['s3:if-none-match', 's3:object-lock-remaining-retention-days'];
const knowsKey = (key: string): boolean => knownKeys.includes(key);

/** A bucket without versions is one that only services of AWS write to, such as that of access logs: it is left out. */
export const bucketsOf = (
  resources: Resources<Types>,
  account: string,
  customerKey: CustomerKey,
): BucketSpec[] =>
  resources
    .all('AWS::S3::Bucket')
    .filter(({ properties }) => properties.VersioningConfiguration?.Status === 'Enabled')
    .map((bucket) => ({
      ...bucketOf(bucket, customerKey),
      account,
      policy: resources
        .all('AWS::S3::BucketPolicy')
        .filter(({ properties }) => properties.Bucket === bucket.name)
        .flatMap(({ path, properties }) => parseResourcePolicy(path, properties.PolicyDocument, knowsKey)),
    }));

function bucketOf(
  { name, properties, attribute }: Resource<Types['AWS::S3::Bucket']>,
  customerKey: CustomerKey,
): Omit<BucketSpec, 'account' | 'policy'> {
  const { ObjectLockConfiguration, BucketEncryption } = properties;
  const retention = ObjectLockConfiguration?.Rule?.DefaultRetention;
  const encryption = BucketEncryption?.ServerSideEncryptionConfiguration[0]?.ServerSideEncryptionByDefault;
  return {
    name,
    arn: attribute('Arn'),
    ...(retention && {
      objectLock: { mode: retention.Mode, days: retention.Days ?? (retention.Years ?? 0) * 365 },
    }),
    ...customerKey(encryption?.KMSMasterKeyID),
  };
}
