import type { Need } from '../../iam/authority.ts';
import { keyNeed } from '../../iam/key-need.ts';
import type { SignedCall } from '../../wire/service-call.ts';
import type { BucketSpec } from './buckets.ts';

type Input = SignedCall['input'];

/** What S3 itself asks for. */
export function ownNeed(bucket: BucketSpec | undefined, { operation, input }: SignedCall): Need {
  const { Bucket: name, Key: key, IfNoneMatch: condition } = input;
  const bucketArn = `arn:aws:s3:::${name}`;
  return {
    action: actions[operation]?.(input) ?? `s3:${operation}`,
    resource: key === undefined ? bucketArn : `${bucketArn}/${key}`,
    context: {
      ...(bucket && { 'aws:ResourceAccount': bucket.account }),
      ...(condition !== undefined && { 's3:if-none-match': String(condition) }),
    },
  };
}

/** S3's operations are not its IAM actions: a HEAD is a read, and a named version has actions of its own. */
const actions: Readonly<Record<string, (input: Input) => string>> = {
  DeleteObject: ({ VersionId: version }) => (version ? 's3:DeleteObjectVersion' : 's3:DeleteObject'),
  GetObject: ({ VersionId: version }) => (version ? 's3:GetObjectVersion' : 's3:GetObject'),
  HeadObject: ({ VersionId: version }) => (version ? 's3:GetObjectVersion' : 's3:GetObject'),
  ListObjectsV2: () => 's3:ListBucket',
  ListObjectVersions: () => 's3:ListBucketVersions',
};

const keyActions: Readonly<Record<string, (input: Input) => Parameters<typeof keyNeed>[0] | undefined>> = {
  PutObject: () => 'kms:GenerateDataKey',
  GetObject: () => 'kms:Decrypt',
  HeadObject: ({ ChecksumMode: mode }) => (mode === 'ENABLED' ? 'kms:Decrypt' : undefined),
};

export function needsOf(buckets: BucketSpec[], call: SignedCall): Need[] {
  const { operation, input } = call;
  const keyAction = keyActions[operation]?.(input);
  const bucket = buckets.find((spec) => spec.name === input.Bucket);
  return [ownNeed(bucket, call), ...(keyAction ? keyNeed(keyAction, bucket ?? {}, 's3') : [])];
}
