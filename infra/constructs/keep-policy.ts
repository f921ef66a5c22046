import { RemovalPolicy } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * A bucket that stays keeps its policy: else what is denied to everybody would be open again on the day its stack goes.
 * MUST be called once the bucket has a policy; what is added to it later is kept as well.
 */
export function keepPolicy({ node, policy }: s3.Bucket): void {
  if (!policy) throw new Error(`Bucket ${node.path} has no policy to keep.`);
  policy.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
}
